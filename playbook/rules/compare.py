"""What differs between two versions of the rules: thresholds, levels, points, and the answer to every case there is."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from calculators.cells import cells
from calculators.conditions import effective
from calculators.decision import caps, judge, verdict
from calculators.priority_score import points
from playbook.rules.snapshot import Snapshot

type Case = Mapping[str, Any]
type Fields = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Change:
    """One number that differs: what it is called, its meaning and unit, before and after; None where there was none."""

    name: str
    meaning: str
    unit: str | None
    old: Any
    new: Any


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


@dataclass(frozen=True)
class Part:
    """What only one version has, or has otherwise, so that no answers can be compared: its calculator, name and label.

    The name is empty where the whole calculator is meant.
    """

    calculator: str
    name: str = ""
    label: str = ""


@dataclass(frozen=True)
class Difference:
    """What differs. `uncompared` are calculators, inputs, factors and the verdict, see Part."""

    figures: tuple[Change, ...]
    levels: tuple[Change, ...]
    uncompared: tuple[Part, ...]
    answers: tuple[Answers, ...]

    def __bool__(self) -> bool:
        return bool(self.figures or self.levels or self.uncompared or any(each.changed for each in self.answers))


def difference(old: Snapshot, new: Snapshot) -> Difference:
    """Return what differs from `old` to `new`."""
    names = [name for name in new.rules if name in old.rules]
    uncompared = [Part(name) for name in (*old.rules, *new.rules) if name not in names]
    answers: list[Answers] = []
    levels: list[Change] = []
    for name in names:
        before, after = old.rules[name], new.rules[name]
        uncompared += _one_sided(name, before, after)
        levels += [each for each in _levels(before, after) if each not in levels]
        if _deciding(before) != _deciding(after):
            answers += _answered(json.dumps((before, after)))
    return Difference(_figures(old, new), tuple(levels), tuple(uncompared), tuple(answers))


_SAID = {"label", "short", "title", "name", "cell_label", "sources"}


def _deciding(rules: Any) -> Any:
    """Return rules without what they only say: where the rest is equal, so is every answer.

    An input may be called like one of these keys; its conditions are no strings.
    """
    if isinstance(rules, Mapping):
        said = {key for key in _SAID.intersection(rules) if _is_text(rules[key])}
        return {key: _deciding(value) for key, value in rules.items() if key not in said}
    return [_deciding(value) for value in rules] if isinstance(rules, list | tuple) else rules


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list | tuple) and all(isinstance(each, str) for each in value))


def _figures(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    found = []
    for name in {**old.figures, **new.figures}:
        before, after = old.figures.get(name), new.figures.get(name)
        told: Mapping[str, Any] = after or before or {}
        values = [figure["value"] if figure else None for figure in (before, after)]
        if values[0] != values[1]:
            found.append(Change(name, told["meaning"], told.get("unit"), *values))
    return tuple(found)


def _levels(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    units = {"cost_cap_yuan": "yuan", "find_within_hours": "hours", "deliver_within_hours": "hours"}
    were, are = ({level["id"]: level for level in rules["levels"]} for rules in (before, after))
    for level in {**were, **are}:
        for key, unit in units.items():
            values = [known.get(level, {}).get(key) for known in (were, are)]
            if values[0] != values[1]:
                yield Change(f"{level} {key}", str({**were, **are}[level]["name"]), unit, *values)


def unlike(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the inputs that only one version has, or whose choices are not the same."""
    were, are = ({field["id"]: _shape(field) for field in rules["fields"]} for rules in (before, after))
    return [name for name in {**were, **are} if were.get(name) != are.get(name)]


def _one_sided(calculator: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Part]:
    labels = {field["id"]: field["short"] for rules in (before, after) for field in rules["fields"]}
    yield from (Part(calculator, name, labels[name]) for name in unlike(before, after))
    were, are = ({factor["id"]: factor["label"] for factor in _factors(rules)} for rules in (before, after))
    yield from (
        Part(calculator, name, label) for name, label in {**were, **are}.items() if (name in were) != (name in are)
    )
    if ("verdict" in before) != ("verdict" in after):
        yield Part(calculator, "verdict")


def _shape(field: Mapping[str, Any]) -> tuple[Any, ...]:
    return field["type"], field.get("default"), tuple(choice["id"] for choice in field["choices"])


@lru_cache(maxsize=16)
def _answered(rules: str) -> tuple[Answers, ...]:
    """Return what follows from two versions' rules alone: a rebuild after other edits need not walk them again."""
    return tuple(_answers(*json.loads(rules)))


def _answers(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Answers]:
    """Yield how the answers changed over the cells of what both versions ask in the same way."""
    left_out = unlike(before, after)
    fields = [field for field in after["fields"] if field["id"] not in left_out]
    rest = [{field["id"]: field.get("default") for field in rules["fields"]} for rules in (before, after)]
    both = {
        "forms": [*before["forms"], *after["forms"]],
        "verdict": {"full_cap_when": [when for rules in (before, after) for when in _exempt(rules)]},
        "points": {"factors": [factor for rules in (before, after) for factor in _factors(rules)]},
    }
    if "verdict" in before and "verdict" in after:
        judged = [_judged(rules, filler) for rules, filler in zip((before, after), rest, strict=True)]
        changes = _compared(fields, both, judged)
        for place, answer in enumerate(("level", "cost_cap_yuan", "advised_cap_yuan")):
            yield Answers(after["name"], answer, *_grouped(changes, place, fields))
    were, are = ({factor["id"]: factor for factor in _factors(rules)} for rules in (before, after))
    for name, factor in are.items():
        if name in were:
            used = {used for item in (*were[name]["items"], *factor["items"]) for when in item["when"] for used in when}
            scored = [
                _scored(each, rules, filler)
                for each, rules, filler in zip((were[name], factor), (before, after), rest, strict=True)
            ]
            read = [field for field in fields if field["id"] in used]
            yield Answers(after["name"], name, *_grouped(_compared(read, both, scored), 0, fields))


def _exempt(rules: Mapping[str, Any]) -> Sequence[Any]:
    return rules["verdict"]["full_cap_when"] if "verdict" in rules else ()


def _factors(rules: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return rules["points"]["factors"] if "points" in rules else ()


type Judge = Callable[[Case], tuple[Any, ...]]


def _judged(rules: Mapping[str, Any], rest: Case) -> Judge:
    def judged(case: Case) -> tuple[Any, ...]:
        values = {**rest, **case}
        answers = judge(values, rules)
        level = verdict(answers, rules)
        return level, *caps(values, answers, rules)

    return judged


def _scored(factor: Mapping[str, Any], rules: Mapping[str, Any], rest: Case) -> Judge:
    return lambda case: (points(factor, effective({**rest, **case}, rules["fields"])),)


type Compared = Sequence[tuple[Case, tuple[Any, ...], tuple[Any, ...]]]


def _compared(fields: Fields, both: Mapping[str, Any], judges: Sequence[Judge]) -> Compared:
    """Return what both versions say of every cell of the fields, at the cut points of either."""
    spaces = [cells(field, both) for field in fields]
    names = [field["id"] for field in fields]
    cases = (dict(zip(names, picked, strict=True)) for picked in product(*spaces))
    return [(case, judges[0](case), judges[1](case)) for case in cases]


def _grouped(compared: Compared, place: int, fields: Fields) -> tuple[int, tuple[Group, ...]]:
    """Return how many cells there are, and those with another answer, the largest group first."""
    found: dict[tuple[Any, Any], list[Case]] = {}
    for case, before, after in compared:
        if before[place] != after[place]:
            found.setdefault((before[place], after[place]), []).append(case)
    groups = [Group(*change, len(cases), _plainest(cases, fields)) for change, cases in found.items()]
    return len(compared), tuple(sorted(groups, key=lambda group: -group.cells))


def _plainest(cases: Sequence[Case], fields: Fields) -> Case:
    """Return the case with the fewest inputs given, without those at their default."""
    usual = {field["id"]: field.get("default") for field in fields}
    given = [{name: value for name, value in case.items() if value not in (usual[name], ())} for case in cases]
    return min(given, key=len)
