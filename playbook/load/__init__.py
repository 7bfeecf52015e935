"""A folder of files becomes a handbook, or every problem at once; and what editors are told of the files.

Comes in: two folders. Goes out: a Handbook, messages, JSON schemas. May import: check, model, source, errors.
"""
