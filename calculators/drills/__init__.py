"""Drills: questions made from the rules, with the answer that the calculators give and the mistakes that are usual.

Everything that is said comes with the data, which a handbook compiles: `version` (of the rules), `rules` by calculator,
`stories` by calculator (how its cases are told and what is asked of them), `scripts`, and `levelled`, the calculator
that gives the handbook's level. What is asked of other decisions' levels is a skill of its own, named after them.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from calculators.drills.boundaries import Boundary
from calculators.drills.chance import Chance
from calculators.drills.item import Item
from calculators.drills.level import Levels
from calculators.drills.priority import Priority
from calculators.drills.scripts import Scripts
from calculators.drills.space import Space
from calculators.drills.spending import Spending
from calculators.drills.verdicts import Verdicts

SKILLS = tuple(drill.skill for drill in (Levels, Spending, Priority, Scripts))
"""What is asked, in the order of learning."""


def level_skill(name: str, levelled: str | None) -> str:
    """Return what asking for the level of decision `name` is called; `levelled` gives the handbook's level."""
    return Levels.skill if name == levelled else f"{Levels.skill}-{name}"


class Drill(Protocol):
    """One kind of question: the boundaries it asks about, and a question for each."""

    skill: str
    words: Mapping[str, Any]
    boundaries: list[Boundary]

    def item(self, boundary: Boundary, chance: Chance) -> Item:
        """Return a question in which the boundary decides."""


class Deck:
    """The questions that a handbook's rules can ask."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.version = data["version"]
        spaces = {name: Space(data["rules"][name], story["steps"]) for name, story in data["stories"].items()}
        verdicts = {name: Verdicts(space) for name, space in spaces.items()}
        drills: list[Drill] = []
        for name, story in data["stories"].items():
            skill = level_skill(name, data["levelled"])
            drills += [Levels(story, verdicts[name], skill)] if Levels.skill in story else []
            drills += [Spending(story, verdicts[name])] if Spending.skill in story else []
            drills += [Priority(story, spaces[name])] if Priority.skill in story else []
        drills += [Scripts(data["scripts"])] if data["scripts"] else []
        self.drills = sorted(drills, key=lambda drill: SKILLS.index(drill.skill.partition("-")[0]))
        self.boundaries = [(drill, boundary) for drill in self.drills for boundary in drill.boundaries]

    def items(self, seed: int, count: int) -> list[Item]:
        """Return so many questions. Equal seeds give equal ones; the boundaries come round in turn, the order mixed."""
        made: list[Item] = []
        while self.boundaries and len(made) < count:
            start = len(made)
            for place, (drill, boundary) in enumerate(Chance(seed, start).shuffled(self.boundaries), start):
                made.append({**drill.item(boundary, Chance(seed, place, 1)), "version": self.version})
        return made[:count]
