"""How the answers of a calculator differ between two versions of its rules, over every case that both can be asked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculators.analysis.spaces import Index, Rules, Space, exempt, factors, looked_up, space
from calculators.cells import form_conditions
from calculators.conditions import effective, met
from calculators.decision import caps, verdict
from calculators.forms import Answer, answer
from calculators.priority_score import points

type Case = Mapping[str, Any]
type Judge = Callable[[Index], tuple[Any, ...]]

DECIDED = ("level", "cost_cap_yuan", "advised_cap_yuan")
"""What is compared of a decision."""


@dataclass(frozen=True)
class Group:
    """The cells whose answer changed in the same way: how many, and the plainest of them."""

    old: Any
    new: Any
    cells: int
    witness: Case


@dataclass(frozen=True)
class Answers:
    """How one answer of a calculator changed, over all `total` cells of both versions' cut points."""

    calculator: str
    answer: str
    total: int
    groups: tuple[Group, ...]

    @property
    def changed(self) -> int:
        """How many cells have another answer."""
        return sum(group.cells for group in self.groups)


def differing(before: Rules, after: Rules) -> Iterator[Answers]:
    """Yield how the answers changed: of a decision its level and caps, of a score the points of each factor."""
    fields, versions = shared(before, after), (before, after)
    if "verdict" in before and "verdict" in after:
        walked = space(fields, versions)
        judges = [judged(rules, walked, rest) for rules, rest in zip(versions, walked.rest, strict=True)]
        changes = _compared(walked, judges)
        for place, name in enumerate(DECIDED):
            yield Answers(after["name"], name, walked.total, _grouped(changes, place, walked))
    were = {factor["id"]: factor for factor in factors(before)}
    for factor in factors(after):
        if factor["id"] in were:
            both = (were[factor["id"]], factor)
            read = {name for each in both for item in each["items"] for when in item["when"] for name in when}
            walked = space([field for field in fields if field["id"] in read], versions)
            judges = [_scored(*each, walked) for each in zip(both, versions, walked.rest, strict=True)]
            changes = _compared(walked, judges)
            yield Answers(after["name"], factor["id"], walked.total, _grouped(changes, 0, walked))


def judged(rules: Rules, walked: Space, rest: Case) -> Judge:
    """Return what tells the level and the caps of a class. Few answers differ, so each is made once."""
    order = [level["id"] for level in rules["levels"]]
    look_ups = [
        (form["id"], looked_up(_answering(form, order, rules, walked, rest), form_conditions(form), walked.names))
        for form in rules["forms"]
    ]

    def full_cap(index: Index) -> bool:
        return met(exempt(rules), effective({**rest, **walked.case(index)}, rules["fields"])) is not None

    own_cap = looked_up(full_cap, exempt(rules), walked.names)
    made: dict[Any, tuple[Any, ...]] = {}

    def found(index: Index) -> tuple[Any, ...]:
        said = [look_up(index) for _, look_up in look_ups]
        key = (*[(each.level, each.cost_cap) for each in said], own_cap(index))
        if key not in made:
            answers = {name: each for (name, _), each in zip(look_ups, said, strict=True)}
            made[key] = verdict(answers, rules), *caps({**rest, **walked.case(index)}, answers, rules)
        return made[key]

    return found


def _answering(
    form: Mapping[str, Any], order: Sequence[Any], rules: Rules, walked: Space, rest: Case
) -> Callable[[Index], Answer]:
    return lambda index: answer(form, effective({**rest, **walked.case(index)}, rules["fields"]), order)


def _scored(factor: Mapping[str, Any], rules: Rules, rest: Case, walked: Space) -> Judge:
    return lambda index: (points(factor, effective({**rest, **walked.case(index)}, rules["fields"])),)


type Compared = list[tuple[Index, tuple[Any, ...], tuple[Any, ...]]]


def _compared(walked: Space, judges: Sequence[Judge]) -> Compared:
    """Return the classes that the versions answer otherwise, with what each says."""
    before, after = judges
    return [(index, old, new) for index in walked.walk() if (old := before(index)) != (new := after(index))]


def _grouped(compared: Compared, place: int, walked: Space) -> tuple[Group, ...]:
    """Return the cells with another answer, the largest group first."""
    found: dict[tuple[Any, Any], list[Index]] = {}
    for index, before, after in compared:
        if before[place] != after[place]:
            found.setdefault((before[place], after[place]), []).append(index)
    groups = [
        Group(*change, sum(map(walked.weight, indexes)), plainest(map(walked.case, indexes), walked))
        for change, indexes in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: -group.cells))


def plainest(cases: Iterator[Case], walked: Space) -> Case:
    """Return the case with the fewest inputs given, without those at the default that both versions have."""
    usual = {axis.field["id"]: axis.field["usual"] for axis in walked.axes}
    given = ({name: value for name, value in case.items() if value not in (*usual[name], ())} for case in cases)
    return min(given, key=len)


def shared(before: Rules, after: Rules) -> list[dict[str, Any]]:
    """Return the inputs of both, each with the values that both take.

    `usual` holds the default, or nothing where the two have different ones.
    """
    found = []
    were = {field["id"]: field for field in before["fields"]}
    for field in after["fields"]:
        old = were.get(field["id"])
        if old and old["type"] == field["type"] and (both := _shared(old, field)):
            found.append(both)
    return found


def _shared(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any] | None:
    known = {choice["id"] for choice in old["choices"]}
    choices = [choice for choice in new["choices"] if choice["id"] in known]
    low, high = (
        limit([field[end] for field in (old, new) if field.get(end) is not None], default=None)
        for end, limit in (("minimum", max), ("maximum", min))
    )
    if (new["choices"] and not choices) or (low is not None and high is not None and low > high):
        return None
    defaults = old.get("default"), new.get("default")
    return {
        **{key: value for key, value in new.items() if key not in ("minimum", "maximum")},
        **{key: value for key, value in (("minimum", low), ("maximum", high)) if value is not None},
        "choices": choices,
        "required": old["required"] or new["required"],
        "default": next((value for value in defaults if value is not None), None),
        "usual": (defaults[0],) if defaults[0] == defaults[1] else (),
    }
