"""Cells: the parts of the input space on which every rule is constant.

A number is divided at every cut point that a rule names: each cut point is a cell, and so is each open interval between
two. Choices and yes/no are cells as they are; a value that may be left out has a cell of its own. Each cell is stood
for by one value in it, so that a walk over cells is a walk over ordinary cases.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, combinations, pairwise
from typing import Any

from calculators.conditions import ENDS


def conditions(rules: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every alternative (factor -> bands) of every condition in the rules."""
    for form in rules["forms"]:
        yield from form_conditions(form)
    if "verdict" in rules:
        yield from rules["verdict"]["full_cap_when"]
    if "points" in rules:
        for factor in rules["points"]["factors"]:
            for item in factor["items"]:
                yield from item["when"]


def form_conditions(form: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every alternative of every condition in one form."""
    for rule in chain(form.get("rules", ()), form.get("rows", ()), form.get("columns", ())):
        if "grades" in rule:
            for grade in rule["grades"]:
                yield {rule["factor"]: grade["bands"]}
        else:
            yield from rule["when"]


def cuts(field: Mapping[str, Any], rules: Mapping[str, Any]) -> list[Decimal]:
    """Return the numbers at which some rule may change its answer, in order, inside the field's own range."""
    found = {
        Decimal(str(band[end]))
        for alternative in conditions(rules)
        for band in alternative.get(field["id"], ())
        for end in ENDS
        if end in band
    }
    low, high = ends(field)
    return sorted(cut for cut in found if (low is None or cut >= low) and (high is None or cut <= high))


def ends(field: Mapping[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the largest number that a field takes, None where there is none."""
    low, high = (Decimal(str(field[end])) if end in field else None for end in ("minimum", "maximum"))
    return low, high


def cells(field: Mapping[str, Any], rules: Mapping[str, Any]) -> list[Any]:
    """Return one value for each cell of a field, in its own order; None, for "not given", comes first."""
    values: Sequence[Any]
    match field["type"]:
        case "number":
            values = _numbers(field, cuts(field, rules))
        case "choice":
            values = [choice["id"] for choice in field["choices"]]
        case "flag":
            values = [False, True]
        case _:
            ids = [choice["id"] for choice in field["choices"]]
            return [picked for size in range(len(ids) + 1) for picked in combinations(ids, size)]
    optional = not field["required"] and field.get("default") is None
    return [None, *values] if optional else list(values)


def _numbers(field: Mapping[str, Any], points: list[Decimal]) -> list[Decimal]:
    """Return the cut points and one number from each open interval beside and between them."""
    low, high = ends(field)
    if not points:
        return [Decimal(0) if low is None else low]
    step = max(abs(points[0]), Decimal(1))
    values = []
    if low is None or low < points[0]:
        values.append(points[0] - step if low is None else (low + points[0]) / 2)
    for left, right in pairwise(points):
        values += [left, (left + right) / 2]
    values.append(points[-1])
    if high is None or points[-1] < high:
        above = points[-1] + max(abs(points[-1]) / 2, Decimal(1))
        values.append(above if high is None else min(above, high))
    return values
