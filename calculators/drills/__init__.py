"""Drills: questions made from the rules, with the answer that the calculators give and the mistakes that are usual.

Everything that is said comes with the data, which a handbook compiles: `version` (of the rules), `rules` by calculator,
`stories` by calculator (how its cases are told and what is asked of them) and `scripts`.
"""

from collections.abc import Mapping
from typing import Any

from calculators.drills.boundaries import Boundary
from calculators.drills.chance import Chance
from calculators.drills.item import Item
from calculators.drills.level import Levels
from calculators.drills.space import Space
from calculators.drills.verdicts import Verdicts

TRIES = 40


class Deck:
    """The questions that a handbook's rules can ask."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.version = data["version"]
        self.drills = []
        for name, story in data["stories"].items():
            space = Space(data["rules"][name], story["steps"])
            if "level" in story:
                self.drills.append(Levels(story, Verdicts(space)))

    @property
    def boundaries(self) -> list[tuple[Any, Boundary]]:
        """All boundaries, each with the drill that asks about it; those of a drill stand together."""
        return [(drill, boundary) for drill in self.drills for boundary in drill.boundaries]

    def items(self, seed: int, count: int) -> list[Item]:
        """Return so many questions. Equal seeds give equal ones; the boundaries come round in turn, the order mixed."""
        all_of_them = self.boundaries
        made: list[Item] = []
        while len(made) < count:
            start = len(made)
            for place, (drill, boundary) in enumerate(Chance(seed, start).shuffled(all_of_them)):
                asked = drill.item(boundary, Chance(seed, start + place, 1))
                made.append({**asked, "version": self.version})
        return made[:count]
