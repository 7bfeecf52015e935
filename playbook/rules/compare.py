"""What differs between two versions of the rules: what is written in them, and the answer to every case there is."""

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
from playbook.rules.changed_parts import (
    Change,
    Part,
    asked_otherwise,
    computed_otherwise,
    factors,
    given_by_levels,
    one_sided,
    set_otherwise,
    shared,
)
from playbook.rules.snapshot import Snapshot, decides

type Case = Mapping[str, Any]
type Fields = Sequence[Mapping[str, Any]]


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
class Difference:
    """What differs. `settings` are defaults, limits and units of inputs, and weights; `formulas` are texts.

    `only_old`, `only_new` and `uncompared` name what cannot be compared, see Part. `unrecorded` are calculators of
    which an older record holds nothing: whether they differ is not known.
    """

    figures: tuple[Change, ...]
    levels: tuple[Change, ...]
    settings: tuple[Change, ...]
    formulas: tuple[Change, ...]
    only_old: tuple[Part, ...]
    only_new: tuple[Part, ...]
    uncompared: tuple[Part, ...]
    answers: tuple[Answers, ...]
    unrecorded: tuple[str, ...]

    def __bool__(self) -> bool:
        parts = self.only_old or self.only_new or self.uncompared
        changes = self.figures or self.levels or self.settings or self.formulas
        return bool(parts or changes or any(each.changed for each in self.answers))


def difference(old: Snapshot, new: Snapshot) -> Difference:
    """Return what differs from `old` to `new`."""
    unrecorded = {*_unrecorded(old, new), *_unrecorded(new, old)}
    only_old = [Part(name) for name in old.rules if name not in new.rules and name not in unrecorded]
    only_new = [Part(name) for name in new.rules if name not in old.rules and name not in unrecorded]
    uncompared: list[Part] = []
    answers: list[Answers] = []
    levels: list[Change] = []
    settings: list[Change] = []
    formulas: list[Change] = []
    for name in (name for name in new.rules if name in old.rules):
        before, after = old.rules[name], new.rules[name]
        only_old += [part for part in one_sided(name, before, after) if part not in only_old]
        only_new += [part for part in one_sided(name, after, before) if part not in only_new]
        uncompared += asked_otherwise(name, before, after)
        levels += [each for each in given_by_levels(name, before, after) if each not in levels]
        settings += set_otherwise(name, before, after)
        formulas += computed_otherwise(name, before, after)
        if _deciding(before) != _deciding(after):
            answers += _answered(json.dumps((before, after)))
    parts = tuple(only_old), tuple(only_new), tuple(uncompared)
    changes = _figures(old, new), tuple(levels), tuple(settings), tuple(formulas)
    return Difference(*changes, *parts, tuple(answers), tuple(sorted(unrecorded)))


def _unrecorded(one: Snapshot, other: Snapshot) -> list[str]:
    """Return the calculators that only `other` has, where `one` is a record without what decides nothing."""
    lacking = [] if one.whole else [name for name in other.rules if name not in one.rules]
    return [name for name in lacking if not decides(other.rules[name])]


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
            found.append(Change("", name, "", told["meaning"], told.get("unit"), *values))
    return tuple(found)


def unlike(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the inputs that only one version has, or whose choices are not the same."""
    were, are = ({field["id"]: _shape(field) for field in rules["fields"]} for rules in (before, after))
    return [name for name in {**were, **are} if were.get(name) != are.get(name)]


def _shape(field: Mapping[str, Any]) -> tuple[Any, ...]:
    return field["type"], field.get("default"), tuple(choice["id"] for choice in field["choices"])


@lru_cache(maxsize=16)
def _answered(rules: str) -> tuple[Answers, ...]:
    """Return what follows from two versions' rules alone: a rebuild after other edits need not walk them again."""
    return tuple(_answers(*json.loads(rules)))


def _answers(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Answers]:
    """Yield how the answers changed over the cells of what both versions ask in the same way."""
    fields = shared(before, after)
    rest = [{field["id"]: field.get("default") for field in rules["fields"]} for rules in (before, after)]
    both = {
        "forms": [*before.get("forms", ()), *after.get("forms", ())],
        "verdict": {"full_cap_when": [when for rules in (before, after) for when in _exempt(rules)]},
        "points": {"factors": [factor for rules in (before, after) for factor in factors(rules)]},
    }
    if "verdict" in before and "verdict" in after:
        judged = [_judged(rules, filler) for rules, filler in zip((before, after), rest, strict=True)]
        changes = _compared(fields, both, judged)
        for place, answer in enumerate(("level", "cost_cap_yuan", "advised_cap_yuan")):
            yield Answers(after["name"], answer, *_grouped(changes, place, fields))
    were, are = ({factor["id"]: factor for factor in factors(rules)} for rules in (before, after))
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
    """Return the case with the fewest inputs given, without those at the default that both versions have."""
    usual = {field["id"]: field["usual"] for field in fields}
    given = [{name: value for name, value in case.items() if value not in (*usual[name], ())} for case in cases]
    return min(given, key=len)
