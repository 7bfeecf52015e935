"""A calculator of formulas alone: all that it knows is in its description."""

from collections.abc import Mapping
from typing import Any

from calculators import formulas, working
from calculators.text import display, number


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the formulas of the rules come to. `values` is what inputs.parse returns."""
    found = formulas.results(values, rules)
    plain = {key: number(value) for key, value in found.items()}
    result = {key: value for key, value in plain.items() if value is not None}
    return {**result, "display": display(found, rules), "reasons": working.reasons(values, found, rules)}
