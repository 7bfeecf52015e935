"""Sittings: the same questions for everybody who has a sitting's number, and what somebody's code says of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculators.drills.chance import Chance
from playbook.model.handbook import Handbook
from playbook.training.exam_code import CodeError, Result, decode

EDITION = 5
"""Digits of a pool's edition that a code holds."""

type Item = Mapping[str, Any]


@dataclass(frozen=True)
class Marked:
    """One question of a sitting: its number, and the choice that was taken, None where none was."""

    number: int
    item: Item
    taken: Mapping[str, Any] | None

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self.taken is not None and self.taken["id"] == self.item["answer"]


def questions(handbook: Handbook) -> int:
    """Return how many questions a sitting of the handbook, which has an exam, has."""
    assert handbook.exam
    return handbook.exam.questions


def picked(items: Sequence[Item], sitting: int, count: int) -> list[Item]:
    """Return the questions of a sitting: of every skill as many as of any other, each about another boundary.

    A page's script does the same (training/sitting.js).
    """
    mixed = Chance(sitting).shuffled(items)
    return by_turns(by_turns(mixed, "skill", "boundary"), "skill")[:count]


def by_turns(items: Sequence[Item], *keys: str) -> list[Item]:
    """Return the items so that each kind, told apart by the keys, has had its first before any has its second."""
    seen: Counter[tuple[Any, ...]] = Counter()
    turns = []
    for item in items:
        kind = tuple(item[key] for key in keys)
        seen[kind] += 1
        turns.append(seen[kind])
    return [item for _, item in sorted(zip(turns, items, strict=True), key=lambda entry: entry[0])]


def verified(code: str, pool: Mapping[str, Any], count: int) -> tuple[Result, list[Marked]]:
    """Return what a code holds, and the questions of its sitting as they were answered. Raises CodeError."""
    result = decode(code, count)
    edition = pool["edition"][:EDITION]
    if result.edition != edition:
        raise CodeError(
            f"the code belongs to other questions: expected edition {edition}, got {result.edition}; "
            "rules or wording have changed since, or it is another handbook's"
        )
    marked = []
    asked = picked(pool["items"], result.sitting, count)
    for number, (item, place) in enumerate(zip(asked, result.answers, strict=True), 1):
        if place > len(item["choices"]):
            raise CodeError(f"question {number}: expected one of {len(item['choices'])} choices, got choice {place}")
        marked.append(Marked(number, item, item["choices"][place - 1] if place else None))
    return result, marked
