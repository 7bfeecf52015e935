"""Faults put into the code on purpose, to see that the tests find them: `python -m tests.seeded`."""
