"""The command line: reads options, calls the stages, prints what they return, and sets the exit status.

Comes in: arguments. Goes out: lines of text; a folder with a site. May import: every stage; nothing imports it.
"""
