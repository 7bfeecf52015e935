"""Which cases are left for each alternative of a formula: what those before it take is not its own.

Each factor is divided into values on which every condition of the formula is constant: the choices, or the numbers that
conditions name and the open intervals between them; None stands for what is not given. What is left is kept for each
factor by itself. So a condition on several factors takes nothing away, unless all of them but one hold in any case.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf, isnan
from typing import Any

from playbook.check.formula_parts import Name
from playbook.check.ranges import Range
from playbook.model.condition import ENDS, NOT_GIVEN, Interval
from playbook.model.fields import InputField

type Values = frozenset[Any]
"""Values of one factor. Of a number they are pairs: the ends of an open interval, or a number twice."""

type Every = Mapping[str, Sequence[Any]]
type Condition = Sequence[Every]

NEAR = 1e-9  # by so much the range of what is computed may be wrong, for it is reckoned in floats


class Cases:
    """What is left for a formula's alternatives, from the first to the last. `every` are the values of each factor."""

    def __init__(self, every: Mapping[str, Values]) -> None:
        self._left = dict(every)
        self.none = False
        """Whether nothing is left."""

    def of(self, condition: Condition | None) -> dict[str, Values] | None:
        """Return the values that each factor may have where a condition holds, and none before did; None if never."""
        if self.none:
            return None
        if condition is None:
            return dict(self._left)
        boxes = [self._box(every) for every in condition]
        possible = [box for box in boxes if all(box.values())]
        return {name: frozenset().union(*(box[name] for box in possible)) for name in self._left} if possible else None

    def take(self, condition: Condition | None) -> None:
        """Take away what a condition holds for."""
        self.none = self.none or condition is None
        left = self._possible(condition or ())
        while not self.none and (every := next(filter(self._alone, left), None)):
            for name in self._open(every):
                self._left[name] -= among(self._left[name], every[name])
            # One that holds in every case that is left leaves nothing.
            self.none = not all(self._left.values()) or (every in self._possible(left) and not self._open(every))
            left = self._possible(other for other in left if other is not every)

    def _possible(self, condition: Iterable[Every]) -> list[Every]:
        return [every for every in condition if all(self._box(every).values())]

    def _alone(self, every: Every) -> bool:
        """Tell whether it hangs on one factor at most, one whose values are known."""
        hanging = self._open(every)
        return len(hanging) <= 1 and all(name in self._left for name in hanging)

    def _box(self, every: Every) -> dict[str, Values]:
        return {name: among(values, every[name]) if name in every else values for name, values in self._left.items()}

    def _open(self, every: Every) -> list[str]:
        """Return the factors that may or may not be in their bands."""
        return [
            name
            for name, bands in every.items()
            if name not in self._left or among(self._left[name], bands) != self._left[name]
        ]


def values_of(
    conditions: Iterable[Condition],
    fields: Mapping[str, InputField],
    names: Mapping[str, Name],
    scales: Mapping[str, float],
) -> dict[str, Values]:
    """Return the values of each factor of some conditions; without those that have others, or bands of another type."""
    bands: dict[str, list[Any]] = {}
    for condition in conditions:
        for every in condition:
            for name, listed in every.items():
                bands.setdefault(name, []).extend(listed)
    found: dict[str, Values] = {}
    for name, listed in bands.items():
        given = [band for band in listed if band != NOT_GIVEN]
        if name in names and all(isinstance(band, Interval) for band in given):
            known = names[name]
            cuts = {
                float(end) for band in given for end in band.model_dump(include=set(ENDS), exclude_none=True).values()
            }
            if not any(map(isnan, cuts)):
                parts = _numbers(cuts, known.part.range, scales[name], 0 if name in fields else NEAR)
                found[name] = parts | ({None} if known.gap else frozenset())
        elif (field := fields.get(name)) and field.type in ("choice", "flag"):
            choices = {True, False} if field.type == "flag" else {choice.id for choice in field.choices}
            if choices.issuperset(given):
                always = field.required or field.default is not None
                found[name] = frozenset(choices if always else {*choices, None})
    return found


def _numbers(cuts: Collection[float], within: Range, scale: float, near: float) -> Values:
    """Return the parts of the numbers within a range, which is in other units by the scale."""
    points = sorted({0.0, *cuts})
    parts = [(point, point) for point in points] + list(pairwise((-inf, *points, inf)))
    low = within.low - near * max(1, abs(within.low)) if near else within.low
    high = within.high + near * max(1, abs(within.high)) if near else within.high

    def possible(part: tuple[float, float]) -> bool:
        least, most = part[0] * scale, part[1] * scale
        if part == (0, 0):
            return within.zero
        return low <= least <= high if least == most else least < high and most > low

    return frozenset(part for part in parts if possible(part))


def among(values: Values, bands: Sequence[Any]) -> Values:
    """Return those of a factor's values that are in one of the bands."""
    return frozenset(value for value in values if any(_in_band(value, band) for band in bands))


def _in_band(value: Any, band: Any) -> bool:
    if value is None or not isinstance(band, Interval):
        return bool(band == (NOT_GIVEN if value is None else value))
    low, high = value
    inside = low < high  # an open interval holds neither of its ends
    return not (
        (band.above is not None and (low < band.above or (low == band.above and not inside)))
        or (band.at_least is not None and low < band.at_least)
        or (band.below is not None and (high > band.below or (high == band.below and not inside)))
        or (band.at_most is not None and high > band.at_most)
    )


def narrowed(known: Name, values: Values, scale: float) -> Name:
    """Return a number's name where it has one of these values only."""
    parts = [value for value in values if value is not None]
    gap = known.gap if None in values else None
    if not parts:
        return known
    low, high = min(low for low, _ in parts) * scale, max(high for _, high in parts) * scale
    within = known.part.range.both(Range(low, high, (0, 0) in parts))
    return Name(replace(known.part, range=within), gap)
