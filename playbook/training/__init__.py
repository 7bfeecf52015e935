"""Questions made from the rules: the pool, what each page of training asks, exams by number and their codes.

Comes in: a Handbook and its rules. Goes out: questions as JSON-ready data. May import: rules and below.
"""
