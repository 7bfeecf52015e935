"""Files as they lie on disk: where a handbook's folders are, and YAML 1.2 as plain data with the place of every value.

Comes in: paths and text. Goes out: documents, and problems with line and column. May import: cache, errors.
"""
