"""Which of two customers first? Two requests whose order hangs on one boundary.

Ranking: the higher score; between equals the longer wait; between those the earlier request. Only whole days count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from calculators import calculate, results
from calculators.drills.boundaries import Boundary, of_inputs
from calculators.drills.chance import Chance
from calculators.drills.item import Item, choice, item, plain
from calculators.drills.misread import misread
from calculators.drills.space import Index, Space
from calculators.drills.telling import tell
from calculators.priority_score import points
from calculators.text import format_number

TRIES = 400
TIES = ("tie_waiting", "tie_request")


@dataclass(frozen=True)
class Pair:
    """Two customers' cells, the one that goes first in front. `taken` is the cell that one of them is mistaken for."""

    first: Index
    second: Index
    misread: Index | None = None
    taken: Index | None = None


class Priority:
    """The questions about whose turn it is that a story can ask."""

    skill = "priority"

    def __init__(self, story: Mapping[str, Any], space: Space) -> None:
        self.story, self.words = story, story[self.skill]
        self.space, self.rules = space, space.rules
        self.waiting = space.places[self.words["waiting"]]
        self._known: dict[Index, tuple[Any, Any]] = {}
        self._capped = {f"{each['id']}@cap": each for each in self.rules["points"]["factors"] if "cap" in each}
        self._named = {"tie@waiting": "tie_waiting", "tie@request": "tie_request", "score@weighted": "weighted"}
        self._named |= dict.fromkeys(self._capped, "capped")
        special = [Boundary(name, self._label(name, key)) for name, key in self._named.items()]
        found = {each: self._found(each, Chance(1)) for each in (*of_inputs(space), *special)}
        self._sure = {each.id: pair for each, pair in found.items() if pair}
        self.boundaries = [each for each, pair in found.items() if pair]

    def _label(self, boundary: str, kind: str) -> str:
        if kind == "capped":
            factor = self._capped[boundary]
            return str(self.words["boundaries"][kind]).format(label=factor["label"], cap=self._number(factor["cap"]))
        return str(self.words["boundaries"][kind])

    def item(self, boundary: Boundary, chance: Chance) -> Item:
        """Return a question in which the boundary decides."""
        pair = self._found(boundary, chance) or self._sure[boundary.id]
        first, second = self.space.told(pair.first, chance), self.space.told(pair.second, chance)
        kind = self._named.get(boundary.id)
        if kind == "tie_request":
            second[self.words["waiting"]] = first[self.words["waiting"]]
        cases = [first, second]
        order = chance.shuffled([0, 1])
        names = dict(zip(order, self.words["names"], strict=False))
        early = chance.below(len(self.words["hours"]) - 1)
        late = early + 1 + chance.below(len(self.words["hours"]) - 1 - early)
        hours = {0: early, 1: late} if kind == "tie_request" else {0: late, 1: early} if kind in TIES else {}
        told = {
            "text": "".join(self._told(names[who], cases[who], hours.get(who), chance) for who in order),
            "question": chance.one(self.words["questions"]),
        }
        ids = {who: f"customer{place}" for place, who in enumerate(order, 1)}
        wrong = choice(ids[1], names[1], self._why(boundary, pair, cases, names), boundary.id)
        choices = sorted([choice(ids[0], names[0]), wrong], key=lambda each: str(each["id"]))
        about = {
            "page": self.words.get("page"),
            "calculator": self.rules["name"],
            "inputs": [plain(cases[who]) for who in order],
        }
        return item(self.skill, boundary.id, told, choices, ids[0], self._because(kind, cases, names, order), about)

    def _found(self, boundary: Boundary, chance: Chance) -> Pair | None:
        """Return two customers whose order the boundary decides, None if there are none among those tried."""
        kind = self._named.get(boundary.id)
        for _ in range(TRIES):
            one = self._any(chance)
            if kind is None:
                here, taken = chance.one(boundary.sides)
                one = (*one[: boundary.place], here, *one[boundary.place + 1 :])
                mistaken = (*one[: boundary.place], taken, *one[boundary.place + 1 :])
                pair = self._between(one, self._score(one), self._score(mistaken), mistaken, chance)
            elif kind == "capped":
                uncapped = self._score(one) + self._beyond(self._capped[boundary.id], one)
                pair = self._between(one, self._score(one), uncapped, None, chance)
            else:
                pair = getattr(self, f"_{kind}")(one, self._any(chance))
            if pair:
                return pair
        return None

    def _any(self, chance: Chance) -> Index:
        """Return any customer; what can be left unsaid is so half of the time."""
        return tuple(
            usual if usual is not None and chance.below(2) else chance.below(len(known))
            for usual, known in zip(self.space.usual, self.space.cells, strict=True)
        )

    def _scores(self, index: Index) -> tuple[Any, Any]:
        """Return a customer's score and weighted score."""
        if index not in self._known:
            found = results(self.rules["name"], plain(self.space.case(index)), self.rules)
            self._known[index] = found["score"], found["weighted_score"]
        return self._known[index]

    def _score(self, index: Index) -> Any:
        return self._scores(index)[0]

    def _beyond(self, factor: Mapping[str, Any], index: Index) -> int | float:
        """Return the points of a factor that its cap takes away."""
        case = self.space.case(index)
        free = {key: value for key, value in factor.items() if key != "cap"}
        return float(points(free, case) - points(factor, case))

    def _between(self, one: Index, score: Any, mistaken: Any, taken: Index | None, chance: Chance) -> Pair | None:
        """Return a customer with another whose score lies between the true and the mistaken one."""
        low, high = sorted((score, mistaken))
        for _ in range(20 if low < high else 0):
            other = self._any(chance)
            tie = self._score(other) == mistaken != score and self._waits_longer(one, other)
            if low < self._score(other) < high or (taken is None and tie):
                first, second = (one, other) if score == high else (other, one)
                # Whoever ranks by the weighted score must come to the same order: the mistake is to be the only way.
                if self._scores(first)[1] > self._scores(second)[1]:
                    return Pair(first, second, one, taken)
        return None

    def _tie_waiting(self, one: Index, other: Index) -> Pair | None:
        """Return two customers with equal scores of whom the first has waited longer."""
        first, second = sorted((one, other), key=lambda index: index[self.waiting], reverse=True)
        alike = self._score(one) == self._score(other)
        return Pair(first, second) if alike and self._waits_longer(first, second) else None

    def _waits_longer(self, one: Index, other: Index) -> bool:
        """Tell whether one has waited longer than the other, in whole days and whatever values are told."""
        longer, shorter = (self.space.cells[self.waiting][each[self.waiting]] for each in (one, other))
        return int(min(longer.values)) > int(max(shorter.values))

    def _tie_request(self, one: Index, other: Index) -> Pair | None:
        """Return two different customers with equal scores who have waited equally long."""
        alike = one[self.waiting] == other[self.waiting] and self._score(one) == self._score(other)
        return Pair(one, other) if alike and one != other else None

    def _weighted(self, one: Index, other: Index) -> Pair | None:
        """Return two customers whom the weighted score would put the other way round."""
        (score, weighted), (score_too, weighted_too) = self._scores(one), self._scores(other)
        if score > score_too and weighted < weighted_too:
            return Pair(one, other)
        return None

    def _told(self, name: str, case: Mapping[str, Any], hour: int | None, chance: Chance) -> str:
        story = tell(self.story, case, self.rules, chance)
        if hour is not None:
            request = self.words["request"].format(hour=self.words["hours"][hour])
            story = story.removesuffix(self.story["stop"]) + self.story["joint"] + request + self.story["stop"]
        return str(self.words["customer"]).format(name=name, story=story)

    def _why(self, boundary: Boundary, pair: Pair, cases: list[dict[str, Any]], names: Mapping[int, str]) -> str:
        """Return what is wrong with putting the second customer first."""
        if pair.misread and pair.taken:
            who = 0 if pair.misread == pair.first else 1
            blanks = {"name": names[who], "answer": names[1]}
            return misread(self.space, cases[who], pair.misread, pair.taken, self.words, **blanks)
        factor = self._capped.get(boundary.id, {})
        text = self.words[self._named[boundary.id]]
        return str(text).format(
            first=names[0], second=names[1], label=factor.get("label"), cap=self._number(factor.get("cap", 0))
        )

    def _because(
        self, kind: str | None, cases: list[dict[str, Any]], names: Mapping[int, str], order: list[int]
    ) -> dict[str, Any]:
        """Return why the first customer is first: both scores, and what decides between equal ones."""
        found = [calculate(self.rules["name"], plain(case), self.rules) for case in cases]
        lines = [self._sum(names[who], found[who]) for who in order]
        decided = kind if kind in TIES else "ahead"
        lines.append(self.words[decided].format(first=names[0], second=names[1]))
        sources = {source for result in found for reason in result["reasons"] for source in reason["sources"]}
        return {"explanation": "\n".join(lines), "sources": sorted(sources), "rulings": sorted(self.words["rulings"])}

    def _sum(self, name: str, result: Mapping[str, Any]) -> str:
        parts = [
            self.words["point"].format(label=factor["label"], points=self._number(result["factors"][factor["id"]]))
            for factor in self.rules["points"]["factors"]
            if result["factors"][factor["id"]]
        ]
        joined = self.rules["words"]["and"].join(parts) or self.rules["words"]["none"]
        return str(self.words["score"]).format(name=name, score=result["display"]["score"], points=joined)

    def _number(self, value: Any) -> str:
        return format_number(Decimal(str(value)), None, self.rules["units"])
