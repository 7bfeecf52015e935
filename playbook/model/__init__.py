"""What may stand in the files: typed, frozen models, one for each kind of file, and the handbook that they make up.

Comes in: plain data. Goes out: models that hold only what is valid. May import: source, errors.
"""
