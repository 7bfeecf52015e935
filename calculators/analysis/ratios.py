"""Formulas for many cases: made once into functions of whole numbers, each value a numerator and a denominator.

They come to what `calculators.formulas` comes to, exactly, without the fractions' way of being kept in lowest terms.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import Any

from calculators.conditions import effective, met
from calculators.formulas import MOST, STEPS, Missing, Tree
from calculators.text import LARGEST_WHOLE

type Ratio = tuple[int, int]  # the second is above 0
type Case = tuple[dict[str, Ratio | None], Mapping[str, Any]]  # numbers as ratios, and all as conditions see it
type Program = Callable[[Case], Ratio]


class Formulas:
    """The formulas of a calculator without tables."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._fields = rules["fields"]
        self._numbers = [field["id"] for field in self._fields if field["type"] == "number"]
        self._programs = [
            (each["id"], _program(each["tree"]), _ratio(each.get("scale", "1"))) for each in rules["formulas"]
        ]
        self._seen = any(_chooses(each["tree"]) for each in rules["formulas"])

    def numbers(self, values: Mapping[str, Any]) -> dict[str, int | float]:
        """Return the results that have a value, each in its unit. `values` is what inputs.parse returns."""
        case = effective(values, self._fields)
        ratios: dict[str, Ratio | None] = {
            name: None if case[name] is None else case[name].as_integer_ratio() for name in self._numbers
        }
        found: dict[str, int | float] = {}
        for name, program, (times, per) in self._programs:
            ratios[name] = case[name] = None
            try:
                above, below = program((ratios, case))
            except (Missing, ZeroDivisionError):
                continue
            above, below = above * per, below * times
            if abs(above) > MOST * below:
                continue
            shared = gcd(above, below)
            ratios[name] = above // shared, below // shared
            if self._seen:
                case[name] = Fraction(above, below)
            whole = below == shared and abs(above) < LARGEST_WHOLE * below  # as calculators.text.number has it
            found[name] = above // below if whole else above / below
        return found


def _program(tree: Tree) -> Program:
    if isinstance(tree, Mapping):
        return _leaf(tree)
    operation, *parts = tree
    if operation == "choose":
        return _choose([(when, _program(part)) for when, part in parts])
    if operation in STEPS:
        return _step(operation, _program(parts[0]), _ratio(parts[1]))
    programs = [_program(part) for part in parts]
    return MADE[operation](*programs)


def _leaf(leaf: Mapping[str, Any]) -> Program:
    times, per = _ratio(leaf.get("scale", "1"))
    if "number" in leaf:
        above, below = _ratio(leaf["number"])
        known = (above * times, below * per)
        return lambda _: known
    name = leaf["name"]

    def given(case: Case) -> Ratio:
        value = case[0][name]
        if value is None:
            raise Missing
        return value[0] * times, value[1] * per

    return given


def _choose(alternatives: Sequence[tuple[Any, Program]]) -> Program:
    def chosen(case: Case) -> Ratio:
        for when, program in alternatives:
            if met(when, case[1]) is not None:
                return program(case)
        raise Missing

    return chosen


def _step(operation: str, program: Program, step: Ratio) -> Program:
    times, per = step

    def rounded(case: Case) -> Ratio:
        above, below = program(case)
        above, below = above * per, below * times
        if operation == "floor":
            steps = above // below
        elif operation == "ceil":
            steps = -(-above // below)
        else:  # halfway, further from 0
            steps = (2 * abs(above) + below) // (2 * below)
            steps = -steps if above < 0 else steps
        return steps * times, per

    return rounded


def _sum(one: Program, other: Program, sign: int) -> Program:
    def added(case: Case) -> Ratio:
        (a, b), (c, d) = one(case), other(case)
        return (a + sign * c, b) if b == d else (a * d + sign * c * b, b * d)

    return added


def _product(one: Program, other: Program) -> Program:
    def multiplied(case: Case) -> Ratio:
        (a, b), (c, d) = one(case), other(case)
        return a * c, b * d

    return multiplied


def _quotient(one: Program, other: Program) -> Program:
    def divided(case: Case) -> Ratio:
        (a, b), (c, d) = one(case), other(case)
        if c == 0:
            raise ZeroDivisionError
        return (a * d, b * c) if c > 0 else (-a * d, -b * c)

    return divided


def _signed(program: Program, sign: Callable[[int], int]) -> Program:
    def signed(case: Case) -> Ratio:
        above, below = program(case)
        return sign(above), below

    return signed


def _extreme(programs: Sequence[Program], sign: int) -> Program:
    def extreme(case: Case) -> Ratio:
        found, *rest = [program(case) for program in programs]
        for each in rest:
            if sign * (each[0] * found[1] - found[0] * each[1]) > 0:
                found = each
        return found

    return extreme


MADE: Mapping[str, Callable[..., Program]] = {
    "+": lambda one, other: _sum(one, other, 1),
    "-": lambda one, other: _sum(one, other, -1),
    "*": _product,
    "/": _quotient,
    "neg": lambda program: _signed(program, lambda above: -above),
    "abs": lambda program: _signed(program, abs),
    "min": lambda *programs: _extreme(programs, -1),
    "max": lambda *programs: _extreme(programs, 1),
}


def _ratio(written: str) -> Ratio:
    return Fraction(written).as_integer_ratio()


def _chooses(tree: Any) -> bool:
    return isinstance(tree, list | tuple) and (tree[0] == "choose" or any(map(_chooses, tree)))
