"""What differs between two versions of the rules: what is written in them, and the answer to every case there is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from calculators.analysis.differing import Answers, differing
from playbook.rules.changed_parts import (
    Change,
    Part,
    asked_otherwise,
    computed_otherwise,
    given_by_levels,
    one_sided,
    set_otherwise,
)
from playbook.rules.snapshot import Snapshot, decides


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
        if deciding(before) != deciding(after):
            answers += _answered(json.dumps((before, after)))
    parts = tuple(only_old), tuple(only_new), tuple(uncompared)
    changes = _figures(old, new), tuple(levels), tuple(settings), tuple(formulas)
    return Difference(*changes, *parts, tuple(answers), tuple(sorted(unrecorded)))


def _unrecorded(one: Snapshot, other: Snapshot) -> list[str]:
    """Return the calculators that only `other` has, where `one` is a record without what decides nothing."""
    lacking = [] if one.whole else [name for name in other.rules if name not in one.rules]
    return [name for name in lacking if not decides(other.rules[name])]


_SAID = {"label", "short", "title", "name", "cell_label", "sources"}


def deciding(rules: Any) -> Any:
    """Return rules without what they only say: where the rest is equal, so is every answer.

    An input may be called like one of these keys; its conditions are no strings.
    """
    if isinstance(rules, Mapping):
        said = {key for key in _SAID.intersection(rules) if _is_text(rules[key])}
        return {key: deciding(value) for key, value in rules.items() if key not in said}
    return [deciding(value) for value in rules] if isinstance(rules, list | tuple) else rules


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
    return tuple(differing(*json.loads(rules)))
