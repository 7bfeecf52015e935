"""The rules of a handbook, as `load` compiled them: tried on every cell, audited, compared, recorded.

Comes in: a Handbook. Goes out: tables, trees, audits, differences, versions. May import: load and below.
"""
