"""Every case there is, by cells: what each form and the verdict say of it.

The table walks the product of all fields' cells once. Each form is evaluated only on the factors that it reads, so that
the walk itself is a look-up per form and cell.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

from calculators.analysis.bands import Band, bands
from calculators.cells import cells, cuts, form_conditions
from calculators.conditions import effective, met
from calculators.forms import Answer, Level, answer, most_urgent

type Index = tuple[int, ...]


class Outcome(NamedTuple):
    """What is said of one cell: each form's level in the forms' order, the verdict, and the two caps' ranks."""

    levels: tuple[Level | None, ...]
    verdict: Level | None
    rated_cap: int | None
    advised_cap: int | None


@dataclass(frozen=True)
class TruthTable:
    """The cells of a decision and their outcomes. `rules` is what compiled_rules.py makes of the calculator."""

    rules: Mapping[str, Any]
    outcomes: dict[Index, Outcome] = field(init=False, default_factory=dict)
    answers: dict[str, dict[Index, Answer]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._walk()

    @cached_property
    def fields(self) -> list[Mapping[str, Any]]:
        """The inputs, each an axis of the space."""
        return list(self.rules["fields"])

    @cached_property
    def cells(self) -> list[list[Any]]:
        """The cells of each input, one value for each."""
        return [cells(item, self.rules) for item in self.fields]

    @cached_property
    def cuts(self) -> list[list[Any]]:
        """The cut points of each input; none where it is not a number."""
        return [cuts(item, self.rules) if item["type"] == "number" else [] for item in self.fields]

    @cached_property
    def caps(self) -> list[float]:
        """The caps there are, lowest first: an outcome names a cap by its place here."""
        caps = {level["cost_cap_yuan"] for level in self.rules["levels"] if "cost_cap_yuan" in level}
        cells = [cell for form in self.rules["forms"] for cell in form.get("cells", ())]
        caps |= {cell["cost_cap"] for cell in cells if "cost_cap" in cell}
        return sorted(caps)

    @cached_property
    def order(self) -> list[Level]:
        """The levels, most urgent first."""
        return [level["id"] for level in self.rules["levels"]]

    def used(self, form: Mapping[str, Any]) -> list[int]:
        """Return the axes that a form reads."""
        factors = {factor for alternative in form_conditions(form) for factor in alternative}
        return [axis for axis, item in enumerate(self.fields) if item["id"] in factors]

    def case(self, index: Index) -> dict[str, Any]:
        """Return the case that stands for a cell: input id -> value, None where not given."""
        return {item["id"]: self.cells[axis][index[axis]] for axis, item in enumerate(self.fields)}

    def index(self, values: Mapping[str, Any]) -> Index:
        """Return the cell that a case lies in. `values` is what the calculators' parse returns."""
        return tuple(self._place(axis, values[item["id"]]) for axis, item in enumerate(self.fields))

    def _place(self, axis: int, value: Any) -> int:
        known, points = self.cells[axis], self.cuts[axis]
        if value is None or not points:
            return known.index(value)
        first = known.index(points[0])
        at = bisect_left(points, value)
        if at < len(points) and points[at] == value:
            return first + 2 * at
        return first + 2 * at - 1

    def bands(self, axis: int, places: Sequence[int]) -> list[Band]:
        """Return some cells of one axis as bands."""
        return bands(self.fields[axis], self.cells[axis], self.cuts[axis], places)

    def witness(self, index: Index) -> dict[str, Any]:
        """Return the case that stands for a cell, without the inputs that are left out or at their default."""
        case = self.case(index)
        usual = {item["id"]: item.get("default") for item in self.fields}
        return {name: value for name, value in case.items() if value != usual[name]}

    @cached_property
    def used_axes(self) -> dict[str, list[int]]:
        """The axes that each form reads, by form id."""
        return {form["id"]: self.used(form) for form in self.rules["forms"]}

    def form_cells(self, form: Mapping[str, Any]) -> Iterator[tuple[Index, dict[str, Any]]]:
        """Yield every cell of the space that a form reads, with its case; other inputs are at their first cell."""
        axes = self.used_axes[form["id"]]
        for picked in product(*(range(len(self.cells[axis])) for axis in axes)):
            index = [0] * len(self.fields)
            for axis, position in zip(axes, picked, strict=True):
                index[axis] = position
            yield picked, effective(self.case(tuple(index)), self.fields)

    def _walk(self) -> None:
        """Fill in answers and outcomes. Few outcomes differ, so each is made once however many cells have it."""
        forms, verdict = self.rules["forms"], self.rules["verdict"]
        for form in forms:
            self.answers[form["id"]] = {
                picked: answer(form, case, self.order) for picked, case in self.form_cells(form)
            }
        said = [{key: (a.level, a.cost_cap) for key, a in self.answers[form["id"]].items()} for form in forms]
        axes = [self.used_axes[form["id"]] for form in forms]
        exempt = self._exempt(verdict["full_cap_when"])
        made: dict[Any, Outcome] = {}
        for index in product(*(range(len(values)) for values in self.cells)):
            found = tuple(
                [known[tuple([index[axis] for axis in used])] for known, used in zip(said, axes, strict=True)]
            )
            key = (found, exempt(index))
            if key not in made:
                made[key] = self._outcome(*key)
            self.outcomes[index] = made[key]

    def _exempt(self, when: Any) -> Callable[[Index], bool]:
        """Return a look-up of whether the level's own cap always holds in a cell."""
        axes = [axis for axis, item in enumerate(self.fields) if any(item["id"] in every for every in when)]
        known: dict[Index, bool] = {}

        def exempt(index: Index) -> bool:
            key = tuple([index[axis] for axis in axes])
            if key not in known:
                known[key] = met(when, effective(self.case(index), self.fields)) is not None
            return known[key]

        return exempt

    def _outcome(self, said: Sequence[tuple[Level | None, float | None]], exempt: bool) -> Outcome:
        """Return what follows from each form's level and cap."""
        verdict, place = self.rules["verdict"], {form["id"]: i for i, form in enumerate(self.rules["forms"])}
        level = most_urgent([said[place[name]][0] for name in verdict["most_urgent_of"]], self.order)
        rated = [cap for name in verdict["spending"] if (cap := said[place[name]][1]) is not None]
        own = [
            item["cost_cap_yuan"] for item in self.rules["levels"] if item["id"] == level and "cost_cap_yuan" in item
        ]
        ranks: dict[float | None, int] = {cap: rank for rank, cap in enumerate(self.caps)}
        advised = min(own if exempt else own + rated, default=None)
        rank = ranks.get(min(rated, default=None))
        return Outcome(tuple(form_level for form_level, _ in said), level, rank, ranks.get(advised))

    @cached_property
    def merged(self) -> list[list[int]]:
        """For each axis, the class of each cell: neighbouring numbers with the same outcomes everywhere are one."""
        slices: list[list[list[Outcome]]] = [[[] for _ in values] for values in self.cells]
        for index, outcome in self.outcomes.items():
            for axis, position in enumerate(index):
                slices[axis][position].append(outcome)
        return [
            _classes(item["type"] == "number", values, parts)
            for item, values, parts in zip(self.fields, self.cells, slices, strict=True)
        ]


def _classes(numeric: bool, values: Sequence[Any], parts: Sequence[Any]) -> list[int]:
    classes = [0]
    for before, after in zip(range(len(values)), range(1, len(values)), strict=False):
        same = numeric and values[before] is not None and parts[before] == parts[after]
        classes.append(classes[-1] if same else classes[-1] + 1)
    return classes
