"""The rules of a handbook as data: compiled for the calculators, tried on every cell, audited, compared, recorded.

Comes in: a Handbook. Goes out: JSON-ready rules, tables, trees, audits, differences. May import: load and below.
"""
