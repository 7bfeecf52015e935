"""Formulas: what a description says of a result, worked out exactly.

A formula is plain data that any language can walk. It is a leaf, a mapping with one of these

    number    as written, "0.5", with the `unit` in which it is shown where it is a figure
    name      of an input, or of a result that was worked out before
    column    of the row that is being looked at

and a `scale` where its unit is so many of the units in which formulas are worked out; or a list, an operation and what
it is of:

    ["+", a, b]  ["-", a, b]  ["*", a, b]  ["/", a, b]  ["neg", a]  ["abs", a]  ["min", a, b, ...]  ["max", a, b, ...]
    ["round", a, step]  ["ceil", a, step]  ["floor", a, step]
    ["sum", {"table": t}, a]  ["most", {"table": t}, a]  ["least", {"table": t}, a]  of rows; no row has no greatest
    ["count", {"table": t}]  ["count", {"table": t}, a]    of rows, of those that have an a
    ["choose", [when, a], ...]                                                       the first whose condition holds
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import Any

from calculators.conditions import chosen, effective

type Tree = Sequence[Any] | Mapping[str, Any]


MOST = 10**300


class Missing(Exception):
    """Something was not given, or has no value."""


class _Blank(Missing):
    """A cell of a table is empty."""


def results(values: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Fraction]:
    """Return the results that have a value, each in its unit, in the order in which they are worked out.

    What is beyond MOST has none: nobody means it, and it fits no float.
    """
    case, found = effective(values, rules["fields"]), {}
    for formula in rules["formulas"]:
        name = formula["id"]
        case[name] = None
        try:
            value = evaluate(formula["tree"], case) / _exact(formula.get("scale", "1"))
            if abs(value) <= MOST:
                case[name] = found[name] = value
        except (Missing, ZeroDivisionError):
            continue
    return found


def evaluate(tree: Tree, case: Mapping[str, Any], row: Mapping[str, Any] | None = None) -> Fraction:
    """Return what a formula comes to. Raises ZeroDivisionError, and Missing where something is not there."""
    if isinstance(tree, Mapping):
        return _leaf(tree, case, row or {})
    operation, *parts = tree
    if operation in ROWS:
        return ROWS[operation](case, *parts)
    if operation in STEPS:
        return STEPS[operation](evaluate(parts[0], case, row), _exact(parts[1]))
    return OPERATIONS[operation](*(evaluate(part, case, row) for part in parts))


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """Return the nearest whole number of steps; halfway, the one further from 0, as spreadsheets do."""
    steps = floor(abs(value) / step + Fraction(1, 2)) * step
    return steps if value >= 0 else -steps


def raised(value: Fraction, step: Fraction) -> Fraction:
    """Return the least whole number of steps that is not below a value: -1 for -1.5."""
    return -floor(-value / step) * step


def lowered(value: Fraction, step: Fraction) -> Fraction:
    """Return the greatest whole number of steps that is not above a value: -2 for -1.5."""
    return floor(value / step) * step


@lru_cache(1000)
def _exact(written: str) -> Fraction:
    return Fraction(written)


def _leaf(leaf: Mapping[str, Any], case: Mapping[str, Any], row: Mapping[str, Any]) -> Fraction:
    if "number" in leaf:
        value = _exact(leaf["number"])
    else:
        column = "column" in leaf
        given = row[leaf["column"]] if column else case[leaf["name"]]
        if given is None:
            raise _Blank if column else Missing
        value = Fraction(given)
    return value * _exact(leaf["scale"]) if "scale" in leaf else value


def _each(case: Mapping[str, Any], table: Mapping[str, str], tree: Tree) -> Iterator[Fraction]:
    """Yield what a formula comes to in each row; one with a blank in it is passed over."""
    for row in case[table["table"]] or ():
        try:
            yield evaluate(tree, case, row)
        except _Blank:
            continue


def _sum(case: Mapping[str, Any], table: Mapping[str, str], tree: Tree) -> Fraction:
    return sum(_each(case, table, tree), start=Fraction(0))


def _count(case: Mapping[str, Any], table: Mapping[str, str], tree: Tree | None = None) -> Fraction:
    rows = case[table["table"]] or ()
    return Fraction(len(rows) if tree is None else sum(1 for _ in _each(case, table, tree)))


def _of_rows(extreme: Callable[..., Fraction]) -> Callable[..., Fraction]:
    """Return the operation that takes the extreme of all rows that have a value; without one it has none itself."""

    def found(case: Mapping[str, Any], table: Mapping[str, str], tree: Tree) -> Fraction:
        values = list(_each(case, table, tree))
        if not values:
            raise Missing
        return extreme(values)

    return found


def _choose(case: Mapping[str, Any], *alternatives: Sequence[Any]) -> Fraction:
    tree = chosen(alternatives, case)
    if tree is None:
        raise Missing
    return evaluate(tree, case)


ROWS: Mapping[str, Callable[..., Fraction]] = {
    "sum": _sum,
    "count": _count,
    "most": _of_rows(max),
    "least": _of_rows(min),
    "choose": _choose,
}
"""Operations that look at the case itself."""

STEPS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {"round": rounded, "ceil": raised, "floor": lowered}
"""Operations that make a whole number of steps."""

OPERATIONS: Mapping[str, Callable[..., Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "neg": lambda a: -a,
    "abs": abs,
    "min": min,
    "max": max,
}
