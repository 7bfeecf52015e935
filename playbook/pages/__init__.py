"""The pages as Markdown, and the sheets and workbooks beside them. Knows no site engine.

Comes in: a Handbook, its rules and audit. Goes out: texts by path. May import: training, browser, rules and below.
"""
