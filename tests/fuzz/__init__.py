"""Inputs that nobody thought of: made by Hypothesis, a minute of them in `make test`, an hour in `make fuzz`."""
