"""The space of cases that two versions of a calculator's rules share, in classes that no rule of either tells apart.

A class is cells of one input that every condition of both versions treats alike: a walk over classes finds what a walk
over cells does, in a fraction of the steps.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from operator import itemgetter
from typing import Any

from calculators.cells import cells, conditions
from calculators.conditions import exact, in_any

type Rules = Mapping[str, Any]
type Index = tuple[int, ...]


@dataclass(frozen=True)
class Axis:
    """One input: the plainest value of each class, and how many cells the class has."""

    field: Mapping[str, Any]
    values: tuple[Any, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True)
class Space:
    """The inputs that are walked. `rest` has, for each version, the default of every input of that version."""

    axes: tuple[Axis, ...]
    rest: tuple[Mapping[str, Any], ...]

    @cached_property
    def names(self) -> list[str]:
        """The ids of the inputs."""
        return [axis.field["id"] for axis in self.axes]

    @property
    def total(self) -> int:
        """How many cells there are."""
        return prod(sum(axis.weights) for axis in self.axes)

    def walk(self) -> Iterator[Index]:
        """Yield every class, by the place of its value on each axis."""
        return product(*(range(len(axis.values)) for axis in self.axes))

    def case(self, index: Index) -> dict[str, Any]:
        """Return the case that stands for a class, of the inputs that are walked."""
        return {axis.field["id"]: axis.values[place] for axis, place in zip(self.axes, index, strict=True)}

    def weight(self, index: Index) -> int:
        """Return how many cells a class has."""
        return prod(axis.weights[place] for axis, place in zip(self.axes, index, strict=True))


def space(fields: Sequence[Mapping[str, Any]], versions: Sequence[Rules]) -> Space:
    """Return the space of `fields`, as `shared` gives them, at the cut points of all `versions`."""
    rest = tuple({field["id"]: field.get("default") for field in rules["fields"]} for rules in versions)
    return Space(tuple(_axis(field, versions) for field in fields), rest)


def looked_up[Found](
    make: Callable[[Index], Found], read: Iterable[Mapping[str, Any]], names: Sequence[str]
) -> Callable[[Index], Found]:
    """Return `make`, asked once for all places that are alike in what these conditions read.

    `names` are those of the inputs, an axis each.
    """
    used = {name for alternative in read for name in alternative}
    axes = [axis for axis, name in enumerate(names) if name in used]
    key: Callable[[Index], Any] = itemgetter(*axes) if axes else lambda index: None
    known: dict[Any, Found] = {}

    def look_up(index: Index) -> Found:
        at = key(index)
        if at not in known:
            known[at] = make(index)
        return known[at]

    return look_up


def joined(versions: Sequence[Rules]) -> Rules:
    """Return rules that have every condition of all versions: what cells.py cuts the inputs by."""
    return {
        "forms": [form for rules in versions for form in rules.get("forms", ())],
        "verdict": {"full_cap_when": [when for rules in versions for when in exempt(rules)]},
        "points": {"factors": [factor for rules in versions for factor in factors(rules)]},
    }


def factors(rules: Rules) -> Sequence[Mapping[str, Any]]:
    """Return the factors that give points, none where there are no points."""
    return rules["points"]["factors"] if "points" in rules else ()


def exempt(rules: Rules) -> Sequence[Any]:
    """Return the conditions under which a level's own cap always holds, none where nothing is judged."""
    return rules["verdict"]["full_cap_when"] if "verdict" in rules else ()


def told_apart(field: Mapping[str, Any], versions: Sequence[Rules]) -> list[tuple[Any, tuple[bool, ...]]]:
    """Return a value for each cell of an input, each with which conditions of the versions hold for it."""
    name, both = field["id"], joined(versions)
    asked = [bands for alternative in conditions(both) if (bands := alternative.get(name)) is not None]
    counts_as = [each.get("unknown_counts_as") for rules in versions for each in rules["fields"] if each["id"] == name]
    found = []
    for value in cells(field, both):
        meant = [exact(other) if value is None and other is not None else value for other in counts_as]
        found.append((value, tuple([in_any(one, bands) for one in meant for bands in asked])))
    return found


def _axis(field: Mapping[str, Any], versions: Sequence[Rules]) -> Axis:
    found: dict[tuple[bool, ...], list[Any]] = {}
    for value, holding in told_apart(field, versions):
        found.setdefault(holding, []).append(value)
    usual = (*field.get("usual", ()), ())
    values = [next((value for value in alike if value in usual), alike[0]) for alike in found.values()]
    return Axis(field, tuple(values), tuple(len(alike) for alike in found.values()))
