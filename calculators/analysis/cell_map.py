"""A map of the answers: two inputs across and down, all others as they are, before and after a change."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from calculators.analysis.bands import Band, bands
from calculators.analysis.case_text import typed
from calculators.analysis.differing import shared
from calculators.analysis.effect import said
from calculators.analysis.spaces import Rules, factors, joined, told_apart
from calculators.cells import cells, cuts
from calculators.conditions import effective, in_any
from calculators.decision import deciding, judge, verdict
from calculators.errors import InputError
from calculators.inputs import parse
from calculators.priority_score import points
from calculators.text import describe_band, describe_value, number, short

type Plain = dict[str, Any]


def cell_map(before: Rules, after: Rules, across: str, down: str, inputs: Mapping[str, Any]) -> Plain:
    """Return the answers to every pair of bands of two inputs; `inputs` are those of one case, as typed.

    `across` and `down` have `id`, `label` and the `cells` in words; `rows` has, for each cell of `down`, one entry for
    each of `across`: the answers `before` and `after` as values, `old` and `new` in words. `at` is the place of the
    case itself, [row, column], `fixed` the case in words. Raises InputError.
    """
    fields = {field["id"]: field for field in shared(before, after)}
    for name in (across, down):
        if name not in fields:
            raise InputError(name, after["messages"]["unknown_input"].format(field=name, choices=", ".join(fields)))
    case = parse({**_least(after), **{name: value for name, value in inputs.items() if value != ""}}, after)
    axes = [_Axis(fields[name], (before, after)) for name in (across, down)]
    rows = [[_both({**case, across: x, down: y}, before, after) for x in axes[0].values] for y in axes[1].values]
    at = [axis.place(case[axis.field["id"]]) for axis in reversed(axes)]
    return {
        "across": axes[0].told(after),
        "down": axes[1].told(after),
        "rows": rows,
        "at": at,
        "fixed": {name: describe_value(fields[name], value, after) for name, value in case.items() if name in fields},
    }


class _Axis:
    """An input in bands: neighbouring cells that no rule of either version tells apart are one."""

    def __init__(self, field: Mapping[str, Any], versions: Sequence[Rules]) -> None:
        self.field = field
        found = told_apart(field, versions)
        if field["type"] == "number":
            runs = groupby(range(len(found)), key=lambda place: (found[place][0] is None, found[place][1]))
            places = [list(run) for _, run in runs]
        else:
            places = [[place] for place in range(len(found))]
        known, points = [value for value, _ in found], self._cuts(versions)
        self.values = [known[run[0]] for run in places]
        self.bands: list[list[Band]] = [
            [] if isinstance(known[run[0]], tuple) else bands(field, known, points, run) for run in places
        ]

    def _cuts(self, versions: Sequence[Rules]) -> list[Any]:
        return cuts(self.field, joined(versions)) if self.field["type"] == "number" else []

    def place(self, value: Any) -> int:
        """Return the band that a value lies in."""
        if value in self.values:
            return self.values.index(value)
        return next(place for place, band in enumerate(self.bands) if in_any(value, band))

    def told(self, rules: Rules) -> Plain:
        """Return the axis in words."""
        named = [
            describe_band(self.field, band[0], rules) if band else describe_value(self.field, value, rules)
            for band, value in zip(self.bands, self.values, strict=True)
        ]
        return {"id": self.field["id"], "label": short(self.field), "cells": named}


def _least(rules: Rules) -> dict[str, str]:
    """Return the first value of each input that must be given."""
    return {field["id"]: typed(cells(field, rules)[0]) for field in rules["fields"] if field["required"]}


def _both(case: Mapping[str, Any], before: Rules, after: Rules) -> Plain:
    old, new = (_answer(case, rules) for rules in (before, after))
    name = "level" if "verdict" in after else "score"
    return {"before": old, "after": new, "old": said(name, old, before), "new": said(name, new, after)}


def _answer(case: Mapping[str, Any], rules: Rules) -> Any:
    """Return the level of a case, or where there are only points their sum."""
    values = {field["id"]: case.get(field["id"], field.get("default")) for field in rules["fields"]}
    if "verdict" in rules:
        return verdict(judge(values, rules, deciding(rules)), rules)
    seen = effective(values, rules["fields"])
    return number(sum((points(factor, seen) for factor in factors(rules)), start=Decimal(0)))
