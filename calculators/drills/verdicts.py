"""What the rules say of every case that can be told: looked up by cell, worked out once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from calculators.conditions import effective, in_any
from calculators.decision import caps, judge
from calculators.drills.boundaries import Boundary
from calculators.drills.space import Index, Space
from calculators.forms import Level, answer


@dataclass(frozen=True)
class Said:
    """What is said of a cell: the level, each form's level, the level's own cap, the matrix's and the advised one.

    Where levels have no caps, these are 0.
    """

    level: Level
    forms: tuple[tuple[str, Level | None], ...]
    own: float
    rated: float
    cap: float


class Verdicts:
    """The verdict on each cell of a space whose rules decide about levels."""

    def __init__(self, space: Space) -> None:
        self.space = space

    @cached_property
    def said(self) -> dict[Index, Said]:
        """What is said of every cell."""
        return {index: self._said(index) for index in product(*(range(len(known)) for known in self.space.cells))}

    def _said(self, index: Index) -> Said:
        rules, case = self.space.rules, self.space.case(index)
        answers = judge(case, rules)
        rated = [rate for name in rules["verdict"]["spending"] if (rate := answers[name].cost_cap) is not None]
        own, cap = (each or 0 for each in caps(case, answers, rules))
        forms = tuple((name, answers[name].level) for name in rules["verdict"]["most_urgent_of"])
        level = next(each["id"] for each in rules["levels"] if each["id"] in dict(forms).values())
        return Said(level, forms, own, min([own, *rated]), cap)

    def crossings(self, boundary: Boundary, tell_apart: Callable[[Said], Any]) -> list[tuple[Index, Index]]:
        """Return the cells on a boundary's sides, each with the one it is mistaken for, where that makes a difference.

        `tell_apart` returns of what is said what counts.
        """
        said, place = self.said, boundary.place
        pairs = (
            (index, (*index[:place], taken, *index[place + 1 :]))
            for here, taken in boundary.sides
            for index in said
            if index[place] == here
        )
        return [(here, taken) for here, taken in pairs if tell_apart(said[here]) != tell_apart(said[taken])]

    @cached_property
    def miscounts(self) -> dict[str, "Miscount"]:
        """What follows from miscounting, by boundary: for each count of a graded form that needs several factors."""
        deciding = self.space.rules["verdict"]["most_urgent_of"]
        return {
            f"{form['id']}@{count['grade']}x{count['at_least']}": self._miscount(form, count)
            for form in self.space.rules["forms"]
            if form["id"] in deciding
            for count in form.get("counts", ())
            if count["at_least"] > 1
        }

    def _miscount(self, form: Mapping[str, Any], count: Mapping[str, Any]) -> "Miscount":
        """Return what follows where one factor less or one more is thought to be needed."""
        others = []
        for more in (-1, 1):
            counts = [{**each, "at_least": each["at_least"] + more * (each == count)} for each in form["counts"]]
            others.append(self._with({**form, "counts": counts}))
        return Miscount(form, count, tuple(others))

    def _with(self, form: Mapping[str, Any]) -> dict[Index, Level]:
        """Return the level of the cells in which it is another one if a form is written otherwise."""
        order = [level["id"] for level in self.space.rules["levels"]]
        found = {}
        for index, said in self.said.items():
            case = effective(self.space.case(index), self.space.fields)
            levels = {**dict(said.forms), form["id"]: answer(form, case, order).level}
            level = next(level for level in order if level in levels.values())
            if level != said.level:
                found[index] = level
        return found

    def graded(self, miscount: "Miscount", index: Index) -> int:
        """Return how many factors of a cell have the grade that is counted."""
        case = effective(self.space.case(index), self.space.fields)
        return sum(
            in_any(case[row["factor"]], grade["bands"])
            for row in miscount.form["rows"]
            for grade in row["grades"]
            if grade["grade"] == miscount.count["grade"]
        )


@dataclass(frozen=True)
class Miscount:
    """A count of a graded form, and the cells that get another level from those who miscount it in either way."""

    form: Mapping[str, Any]
    count: Mapping[str, Any]
    levels: tuple[Mapping[Index, Level], ...]

    def answers(self, index: Index) -> list[Level]:
        """Return the levels that those who miscount give to a cell."""
        return [levels[index] for levels in self.levels if index in levels]
