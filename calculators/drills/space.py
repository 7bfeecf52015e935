"""The cases that can be told: the cells of a calculator's inputs, each with the values that stand for it in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

from calculators.cells import cells, cuts, ends
from calculators.drills.chance import Chance

type Index = tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """One part of an input's values. `values` are those to tell.

    `cut` is the cut point that the cell is, if it is one; `band` its ends where it lies beside cut points.
    """

    values: tuple[Any, ...]
    cut: Decimal | None = None
    band: Mapping[str, Any] = field(default_factory=dict)

    @property
    def value(self) -> Any:
        """One value of the cell: rules give the same answer for all of them."""
        return self.values[0]


class Space:
    """The inputs of a calculator and the cells of each. `steps` says how far from a cut point a number near it is."""

    def __init__(self, rules: Mapping[str, Any], steps: Mapping[str, Any]) -> None:
        self.rules = rules
        self.fields: list[Mapping[str, Any]] = list(rules["fields"])
        self.places = {field["id"]: place for place, field in enumerate(self.fields)}
        self.cells = [_cells(field, rules, Decimal(str(steps.get(field["id"], 1)))) for field in self.fields]
        self.usual = [_usual(field, known) for field, known in zip(self.fields, self.cells, strict=True)]

    def case(self, index: Index) -> dict[str, Any]:
        """Return the case that stands for a cell of the whole space: input id -> value, None where not given."""
        picked = zip(self.fields, self.cells, index, strict=True)
        return {field["id"]: known[place].value for field, known, place in picked}

    def told(self, index: Index, chance: Chance) -> dict[str, Any]:
        """Return a case in a cell of the whole space, told by any of the values that stand for it."""
        picked = zip(self.fields, self.cells, index, strict=True)
        return {field["id"]: chance.one(known[place].values) for field, known, place in picked}

    def plainness(self, index: Index) -> int:
        """Return how many inputs are at their default: such a case is told in fewer words."""
        return sum(place == usual for place, usual in zip(index, self.usual, strict=True))


def band(known: list[Cell], here: int, taken: int) -> Mapping[str, Any]:
    """Return the band that a number of the cell `here` is taken for by those who mistake it for one of `taken`."""
    cell, cut = known[taken], known[here].cut
    if cell.value is None:
        return {"not_given": True}
    if cell.cut is not None:
        return {"at_least" if taken > here else "at_most": cell.cut}
    if cut is not None:
        return {"above" if taken > here else "below": cut}
    return cell.band


def _cells(field: Mapping[str, Any], rules: Mapping[str, Any], step: Decimal) -> list[Cell]:
    known = cells(field, rules)
    if field["type"] != "number":
        return [Cell((value,)) for value in known]
    missing = [Cell((None,))] if known[0] is None else []
    low, high = ends(field)
    points = [point for point in cuts(field, rules) if point not in (low, high)]
    if not points:
        return missing + [Cell((value,)) for value in known if value is not None]
    made = [_between(low, points[0], step, {"below": points[0]})]
    for left, right in pairwise(points):
        made += [Cell((left,), left), _between(left, right, step, {"above": left, "below": right})]
    made += [Cell((points[-1],), points[-1]), _between(points[-1], high, step, {"above": points[-1]})]
    return missing + [cell for cell in made if cell.values]


def _between(left: Decimal | None, right: Decimal | None, step: Decimal, band: Mapping[str, Any]) -> Cell:
    """Return the cell between two numbers: what is a step from its ends, and what is about half way.

    Half way to the end of the range would often be beyond belief: half as much again is enough.
    """
    tried: list[Decimal] = []
    if "below" in band:
        tried.append(band["below"] - step)
    if "above" in band:
        tried.append(band["above"] + step)
    end = band.get("below", 2 * band.get("above", 0))
    start = band.get("above", max(left or 0, 0))
    tried.append(((start + end) / 2 / step).to_integral_value(ROUND_FLOOR) * step)
    inside = [value for value in tried if (left is None or value > left) and (right is None or value < right)]
    return Cell(tuple(dict.fromkeys(inside)), band=band)


def _usual(field: Mapping[str, Any], known: list[Cell]) -> int | None:
    """Return the cell that counts as nothing said: the default, a value not given, no choice of several."""
    silent = () if field["type"] == "choices" else field.get("default")
    return next((place for place, cell in enumerate(known) if cell.value == silent), None)
