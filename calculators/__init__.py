"""Calculators of the handbook: pure functions of inputs and rules, standard library only.

The same files run in CPython, behind the command line and in the reader's browser. Every number, label and sentence
comes with the rules; nothing here knows a threshold or a language.
"""

from collections.abc import Callable, Mapping
from typing import Any

from calculators import priority_score, response_level, roi
from calculators.errors import InputError
from calculators.inputs import parse

__all__ = ["CALCULATORS", "INPUTS", "RESULTS", "InputError", "calculate", "results"]

CALCULATORS: dict[str, Callable[[dict[str, Any], Mapping[str, Any]], dict[str, Any]]] = {
    "response-level": response_level.calculate,
    "priority-score": priority_score.calculate,
    "roi": roi.calculate,
}

BRIEF: dict[str, Callable[[dict[str, Any], Mapping[str, Any]], dict[str, Any]]] = {
    "response-level": response_level.results,
    "priority-score": priority_score.results,
}
"""The same without what led to a result, for those calculators where that takes long to say."""

RESULTS: dict[str, tuple[str, ...]] = {
    "response-level": response_level.RESULTS,
    "priority-score": priority_score.RESULTS,
    "roi": roi.RESULTS,
}
"""The results that a calculator can show; its description chooses among them."""

INPUTS: dict[str, tuple[str, ...]] = {"roi": roi.INPUTS}
"""The inputs that a calculator's own formula needs, all numbers; the others read what their rules name."""


def calculate(name: str, inputs: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result of calculator `name` for `inputs` under `rules`.

    `inputs` maps input ids to numbers, strings as typed in a form, booleans or lists; None and "" mean not given.
    `rules` is the JSON-ready description that the handbook compiles for the calculator. The result holds the fields
    of the calculator (one that is undefined is absent), `display` (each result in the reader's words) and `reasons`
    (what led to it: form, rule, factor, value, band or points, sources). Raises InputError and nothing else.
    """
    if name not in CALCULATORS:
        text = rules["messages"]["unknown_calculator"]
        raise InputError("name", text.format(value=name, choices=", ".join(CALCULATORS)))
    return CALCULATORS[name](parse(inputs, rules), rules)


def results(name: str, inputs: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `calculate` does, perhaps without what led to it: for those who try thousands of cases."""
    return BRIEF.get(name, CALCULATORS[name])(parse(inputs, rules), rules)
