"""How long a reader waits for a calculator's first answer: `python -m tests.bench`, the numbers as a Markdown table."""
