"""Calculators of the handbook: pure functions of inputs and rules, standard library only.

The same files run in CPython, behind the command line and in the reader's browser. Every number, label and sentence
comes with the rules; nothing here knows a threshold or a language.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import ModuleType
from typing import Any

from calculators import abc_class, allocation, computed, decision, monthly_review, own, priority_score, quota, roi
from calculators.errors import InputError
from calculators.inputs import parse

__all__ = ["CALCULATORS", "InputError", "calculate", "declared", "module", "results", "table"]

CALCULATORS: dict[str, ModuleType] = {
    "priority-score": priority_score,
    "roi": roi,
    "allocation": allocation,
    "abc-class": abc_class,
    "quota": quota,
    "monthly-review": monthly_review,
}
"""Our modules by name: each has `calculate`, and says in capitals what it needs of its description.

A calculator of any other name is a decision, if its description has forms, or a score, if it has points; one of
formulas alone needs no module.
"""


def module(name: str, rules: Mapping[str, Any]) -> ModuleType:
    """Return the module of a calculator with these rules."""
    if "module" in rules:
        return own.module(name, rules["module"])
    other = decision if rules.get("forms") else priority_score if rules.get("points") else computed
    return CALCULATORS.get(name, other)


def declared(module: ModuleType | None, what: str) -> dict[str, Any]:
    """Return what a calculator's module declares, empty where it declares no such thing or there is no module.

    INPUTS: the inputs that its own formula needs, with their types (number where only named; with a ? where it does
    without); a table's columns are table.column. RESULTS: the results that it can show besides those of formulas, a
    table's with its columns. FORMULAS: the results that it takes from formulas. PHRASES: the sentences it makes, with
    their blanks. NEEDS: the keys of its description that it is computed from. READS: the lists of pages that it is
    computed from, with the columns that it asks of them.
    """
    found = getattr(module, what, ())
    return dict(found) if isinstance(found, Mapping) else dict.fromkeys(found)


def calculate(name: str, inputs: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result of calculator `name` for `inputs` under `rules`.

    `inputs` maps input ids to numbers, strings as typed in a form, booleans or lists; None and "" mean not given. A
    table is text (CSV with a heading) or a list of rows, each a mapping from column to value.
    `rules` is the JSON-ready description that the handbook compiles for the calculator. The result holds the fields
    of the calculator (one that is undefined is absent), `display` (each result in the reader's words) and `reasons`
    (what led to it: form, rule, factor, value, band or points, sources). Raises InputError and nothing else.
    """
    if name not in CALCULATORS and name != rules["name"]:
        text = rules["messages"]["unknown_calculator"]
        raise InputError("name", text.format(value=name, choices=", ".join(CALCULATORS)))
    result: dict[str, Any] = module(name, rules).calculate(parse(inputs, rules), rules)
    return result


def results(name: str, inputs: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `calculate` does, without what led to it where that takes long to say: to try thousands of cases."""
    found = module(name, rules)
    brief: dict[str, Any] = getattr(found, "results", found.calculate)(parse(inputs, rules), rules)
    return brief


def table(name: str, inputs: Mapping[str, Any], rules: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the table `name` among the inputs as they are read, JSON-ready, each with all its columns.

    A number is written in one way only, whatever its unit and its zeros: what is equal is the same text. What is not
    given is None. Raises InputError.
    """
    return [{column: _one_way(cell) for column, cell in row.items()} for row in parse(inputs, rules)[name] or ()]


def _one_way(cell: Any) -> Any:
    text = format(cell, "f") if isinstance(cell, Decimal) else ""
    return (text.rstrip("0").rstrip(".") if "." in text else text) or cell
