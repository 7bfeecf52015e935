"""What has changed in the rules from version to version, in the readers' words, and which drills that touches."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from calculators.analysis.differing import Answers
from calculators.analysis.spaces import factors
from calculators.conditions import effective
from calculators.decision import caps, judge, verdict
from calculators.inputs import parse
from calculators.priority_score import points
from calculators.text import describe_value, format_number
from playbook.cache.process import remembered
from playbook.model.handbook import Handbook
from playbook.model.reference import LIMITS
from playbook.rules.case_address import address
from playbook.rules.changed_parts import Change, Part
from playbook.rules.compare import Difference, difference, unlike
from playbook.rules.snapshot import Snapshot, recorded, taken

type Item = Mapping[str, Any]
type Rules = Mapping[str, Mapping[str, Any]]

POINTS = "score"
"""The unit of points."""

ANSWERS = {"level": "level", "cost_cap_yuan": "yuan", "advised_cap_yuan": "yuan"}
"""The units of what a decision answers."""


@dataclass(frozen=True)
class Version:
    """A version of the history: its file's name, what people say of it, and its rules."""

    name: str
    title: str
    note: str | None
    day: date
    rules: Snapshot

    @property
    def mark(self) -> str:
        """What stands for its rules."""
        return self.rules.mark


def versions(handbook: Handbook) -> list[Version]:
    """Return the versions of the history, the oldest first."""
    entries = sorted(handbook.history.items(), key=lambda entry: (entry[1].day, entry[0]))
    return [Version(name, said.title, said.note, said.day, recorded(handbook.recorded[name])) for name, said in entries]


def steps(handbook: Handbook) -> list[dict[str, Any]]:
    """Return what changed from each version to the next and to the rules as they are now, the latest first.

    A step has `old` and `new` (versions; None for the rules as they are), and what differs, ready to be shown.
    """
    known = versions(handbook)
    now = taken(handbook)
    chain: list[tuple[Version | None, Snapshot]] = [(version, version.rules) for version in known]
    if known and known[-1].mark != now.mark:
        chain.append((None, now))
    found = []
    for (old, before), (new, after) in pairwise(chain):
        between = difference(before, after)
        if between or new:  # other words since the last version are no version
            found.append({"old": old, "new": new, **_shown(handbook, between, after.rules)})
    return found[::-1]


def touched(handbook: Handbook, items: Sequence[Item]) -> dict[tuple[str, str], int]:
    """Return how many questions about each boundary, by skill and id, had another answer before the latest change."""
    mark = taken(handbook).mark
    before = next((each.rules.rules for each in reversed(versions(handbook)) if each.mark != mark), None)
    if before is None:
        return {}
    now = handbook.rules
    return remembered("touched", json.dumps([items, before, now]), lambda: _touched(items, before, now))


def _touched(items: Sequence[Item], before: Rules, now: Rules) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for item in items:
        if item["calculator"] and _answers_otherwise(item, before, now):
            key = item["skill"], item["boundary"]
            found[key] = found.get(key, 0) + 1
    return found


def _answers_otherwise(item: Item, before: Rules, now: Rules) -> bool:
    name = item["calculator"]
    old, new = before.get(name), now[name]
    if old is None or unlike(old, new) or any((part in old) != (part in new) for part in ("verdict", "points")):
        return True
    cases = [parse(inputs, new) for inputs in item["inputs"]]
    return bool(_answer(item, cases, old) != _answer(item, cases, new))


def _answer(item: Item, cases: Sequence[Mapping[str, Any]], by: Mapping[str, Any]) -> Any:
    """Return what decides a question's answer, by these rules."""
    if item["skill"] == "priority":
        one, other = (
            sum(points(factor, effective(case, by["fields"])) for factor in by["points"]["factors"]) for case in cases
        )
        return (one > other) - (one < other)
    answers = judge(cases[0], by)
    if item["skill"] == "spending":
        return item["amount"] < caps(cases[0], answers, by)[1]
    return verdict(answers, by)


def _shown(handbook: Handbook, found: Difference, rules: Rules) -> dict[str, Any]:
    """Return what differs, ready to be shown, in the words of the later `rules`: today's may lack what it is about."""
    units = handbook.units.model_dump(by_alias=True, exclude_none=True, mode="json")["units"]

    def change(each: Change) -> dict[str, Any]:
        old, new = (_number(value, each.unit, units) for value in (each.old, each.new))
        return {"meaning": each.meaning, "old": old, "new": new}

    told = {(each.old, each.new) for each in found.figures}  # most levels only repeat what figures say
    levels = [_of_level(handbook, each) for each in found.levels if (each.old, each.new) not in told]
    parts = {key: [_part(handbook, part) for part in getattr(found, key)] for key in ("only_old", "only_new")}
    return {
        **parts,
        "differs": bool(found),
        "figures": [change(each) for each in (*found.figures, *levels)],
        "settings": [_setting(handbook, each, rules, units) for each in found.settings],
        "formulas": [_part(handbook, Part(each.calculator, each.part)) for each in found.formulas],
        "uncompared": [_part(handbook, part) for part in found.uncompared],
        "unrecorded": [_part(handbook, Part(name)) for name in found.unrecorded],
        "answers": [_answers(handbook, each, rules, units) for each in found.answers if each.changed],
    }


def _part(handbook: Handbook, part: Part) -> str:
    label = part.label or _result(handbook, part.calculator, part.name)[0]
    names = _title(handbook, part.calculator), label
    return str(handbook.interface.labels.separator.join(filter(None, names)))


def _title(handbook: Handbook, name: str) -> str:
    calculator = handbook.calculators.get(name)
    return calculator.title if calculator else name


def _result(handbook: Handbook, calculator: str, name: str) -> tuple[str, str | None]:
    """Return the label and the unit of a result; its name alone where it is not there any more."""
    known = handbook.calculators.get(calculator)
    return next(((each.label, each.unit) for each in (known.results if known else ()) if each.id == name), (name, None))


def _setting(handbook: Handbook, change: Change, rules: Rules, units: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is set otherwise of an input or a factor, in the readers' words."""
    labels = handbook.interface.labels
    fields = {field["id"]: field for field in rules[change.calculator]["fields"]}
    field = fields.get(change.part, {})

    def said(value: Any) -> str | None:
        if value is None or isinstance(value, bool):
            words = handbook.interface.words
            return None if value is None else getattr(words, "yes" if value else "no")
        if isinstance(value, int | float | Decimal):
            return _number(value, change.unit, units)
        known = {choice["id"]: choice["label"] for choice in field.get("choices", ())}
        given = value if isinstance(value, list | tuple) else (value,)
        return str(labels.and_also.join(str(known.get(each, each)) for each in given))

    meaning = _title(handbook, change.calculator), change.meaning, getattr(labels.rule_changes, change.key)
    return {"meaning": labels.separator.join(filter(None, meaning)), "old": said(change.old), "new": said(change.new)}


def _of_level(handbook: Handbook, change: Change) -> Change:
    """Return the change of what a level gives with words for what it is, and in its unit."""
    labels = handbook.interface.labels
    if change.key in LIMITS:
        what, unit = getattr(labels, change.key.rsplit("_", 1)[0]), change.unit
    else:
        what, unit = _result(handbook, change.calculator, change.key)
    return replace(change, meaning=labels.separator.join((change.meaning, what)), unit=unit)


def _number(value: Any, unit: str | None, units: Mapping[str, Any]) -> str | None:
    return None if value is None else format_number(value, unit if unit in units else None, units)


def _answers(handbook: Handbook, answers: Answers, rules: Rules, units: Mapping[str, Any]) -> dict[str, Any]:
    name, recorded = answers.calculator, rules[answers.calculator]
    fields = {field["id"]: field for field in recorded["fields"]}
    words = {"words": handbook.interface.words.model_dump(), "units": units}
    known = {factor["id"]: factor["label"] for factor in factors(recorded)}
    label = known.get(answers.answer) or _result(handbook, name, answers.answer)[0]
    unit = ANSWERS.get(answers.answer, POINTS)

    def said(value: Any) -> str:
        if unit == "level":
            return next((level["name"] for level in recorded["levels"] if level["id"] == value), str(value))
        return format_number(value, unit if unit in units else None, units)

    groups = [
        {
            "old": said(group.old),
            "new": said(group.new),
            "cells": group.cells,
            "case": [
                f"{fields[each]['short']} {describe_value(fields[each], value, words)}"
                for each, value in group.witness.items()
            ],
            "hash": address(group.witness) if name in handbook.calculators else "",
        }
        for group in answers.groups
    ]
    shared = {"calculator": name, "title": _title(handbook, name), "label": label}
    return {**shared, "changed": answers.changed, "total": answers.total, "groups": groups}
