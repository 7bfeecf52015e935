"""Which script fits? Situations made of facts, of which each fits one script and no other."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from calculators.drills.boundaries import Boundary
from calculators.drills.chance import Chance
from calculators.drills.item import Item, choice, item

type Situation = dict[str, str]  # fact -> value


class Scripts:
    """The questions about scripts. `words` has `facts` with their values, and `scripts` with what each `needs`.

    A value may name the `levels` that go with it.
    """

    skill = "script"

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words = words
        self.facts = {fact["id"]: {value["id"]: value for value in fact["values"]} for fact in words["facts"]}
        self.scripts = {script["id"]: script for script in words["scripts"]}
        found: dict[Boundary, list[Situation]] = {}
        for situation in self._situations():
            right = [name for name in self.scripts if not self._unmet(name, situation)]
            others = (self._unmet(name, situation) for name in self.scripts if name not in right)
            for fact in dict.fromkeys(others) if len(right) == 1 else ():
                found.setdefault(self._boundary(fact, situation), []).append(situation)
        self._found = {boundary.id: situations for boundary, situations in found.items()}
        self.boundaries = list(found)

    def _situations(self) -> Iterator[Situation]:
        """Yield every situation that there can be. Of one with a value that stands alone, nothing else is known."""
        together = []
        for fact, values in self.facts.items():
            yield from ({fact: name} for name, value in values.items() if value["alone"])
            together.append([name for name, value in values.items() if not value["alone"]])
        for picked in product(*together):
            situation = dict(zip(self.facts, picked, strict=True))
            levels = (self.facts[fact][value].get("levels") for fact, value in situation.items())
            if all(situation["level"] in known for known in levels if known):
                yield situation

    def _unmet(self, script: str, situation: Situation) -> str:
        """Return the first fact that is not as a script needs it, an empty text if there is none."""
        needs = self.scripts[script]["needs"]
        unmet = (fact for fact in self.facts if fact in needs and situation.get(fact) not in needs[fact])
        return next(unmet, "")

    def _boundary(self, fact: str, situation: Situation) -> Boundary:
        return Boundary(f"{fact}@{situation[fact]}", self.facts[fact][situation[fact]]["label"])

    def item(self, boundary: Boundary, chance: Chance) -> Item:
        """Return a question in which a fact is one that rules a script out."""
        situation = chance.one(self._found[boundary.id])
        right = next(name for name in self.scripts if not self._unmet(name, situation))
        told = {"text": self._told(situation, chance), "question": chance.one(self.words["questions"])}
        choices = [
            choice(name, script["title"]) if name == right else self._wrong(name, situation)
            for name, script in self.scripts.items()
        ]
        script = self.scripts[right]
        needs = [self._labels(fact, allowed) for fact, allowed in script["needs"].items() if fact in situation]
        because = {
            "explanation": self.words["right"].format(script=script["title"], facts=self.words["joint"].join(needs)),
            "sources": sorted(script["sources"]),
            "rulings": sorted(script["rulings"]),
        }
        about = {"page": self.words.get("page"), "calculator": None, "inputs": [situation]}
        return item(self.skill, boundary.id, told, choices, right, because, about)

    def _told(self, situation: Situation, chance: Chance) -> str:
        said = {fact: chance.one(self.facts[fact][value]["say"]) for fact, value in situation.items()}
        sentences = [[said[fact] for fact in names if fact in said] for names in self.words["sentences"]]
        return "".join(self.words["joint"].join(parts) + self.words["stop"] for parts in sentences if parts)

    def _wrong(self, name: str, situation: Situation) -> dict[str, Any]:
        script, fact = self.scripts[name], self._unmet(name, situation)
        text = self.words["wrong"].format(
            script=script["title"],
            needed=self._labels(fact, script["needs"][fact]),
            value=self._labels(fact, [situation[fact]]),
        )
        return choice(name, script["title"], text, self._boundary(fact, situation).id)

    def _labels(self, fact: str, values: list[str]) -> str:
        return str(self.words["either"]).join(self.facts[fact][value]["label"] for value in values)
