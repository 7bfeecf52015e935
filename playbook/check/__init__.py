"""What no single file can tell: names that lead nowhere, ids used twice, blanks, hours nobody covers.

Comes in: models with their documents. Goes out: problems, all there are. May import: model, source, errors.
"""
