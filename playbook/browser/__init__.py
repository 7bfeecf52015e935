"""What runs in a reader's browser: Python compiled and packed, the scripts and styles bundled, all under their hashes.

Comes in: rules, calculators, scripts, pins. Goes out: files to publish, by path. May import: load and below.
"""
