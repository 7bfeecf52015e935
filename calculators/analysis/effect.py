"""What a change of the rules does, in the reader's words: how many cases it answers otherwise, and what goes wrong.

A rule's own words are those of the version that has it, everything else is said in the words of the later version.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from calculators import decision
from calculators.analysis.audit import VERDICT, Finding, findings, points_findings
from calculators.analysis.case_text import typed
from calculators.analysis.differing import Answers, Case, Group, differing
from calculators.analysis.question_tree import tree
from calculators.analysis.spaces import Rules, factors
from calculators.analysis.truth_table import TruthTable
from calculators.conditions import effective, met
from calculators.text import describe_value, display, format_number, short

POINTS = "score"
"""The unit of points."""

type Plain = dict[str, Any]


def effect(before: Rules, after: Rules) -> Plain:
    """Return how many cells are answered otherwise, class by class, each with an example and why.

    `answers` has an entry for each answer: of a decision its level and its caps, of a score each factor's points. In it
    `groups` are the classes, the largest first; `case` is an example in words, `inputs` the same as typed in a form.
    """
    return {"answers": [_answers(found, before, after) for found in differing(before, after)]}


def _answers(found: Answers, before: Rules, after: Rules) -> Plain:
    labels = {spec["id"]: spec["label"] for spec in after["results"]}
    labels |= {factor["id"]: factor["label"] for factor in factors(after)}
    groups = [_group(found.answer, group, before, after) for group in found.groups]
    told = {"answer": found.answer, "label": labels.get(found.answer, found.answer)}
    return {**told, "changed": found.changed, "total": found.total, "groups": groups}


def _group(answer: str, group: Group, before: Rules, after: Rules) -> Plain:
    return {
        "old": said(answer, group.old, before),
        "new": said(answer, group.new, after),
        "urgency": _urgency(answer, group, after),
        "cells": group.cells,
        "case": case_in_words(group.witness, after),
        "inputs": {name: typed(value) for name, value in group.witness.items()},
        "why_old": _why(answer, group.witness, before),
        "why_new": _why(answer, group.witness, after),
    }


def said(answer: str, value: Any, rules: Rules) -> str:
    """Return an answer as a reader would say it."""
    shown = display({answer: value}, rules).get(answer)
    if isinstance(shown, str):
        return shown
    if value is None:
        return str(rules["words"]["undefined"])
    unit = POINTS if any(factor["id"] == answer for factor in factors(rules)) else "yuan"
    return format_number(value, unit if unit in rules["units"] else None, rules["units"])


def _urgency(answer: str, group: Group, rules: Rules) -> str:
    """Return whether a changed level is `sooner` or `later` than it was, empty where that cannot be said."""
    order = [level["id"] for level in rules.get("levels", ())]
    if answer != "level" or not {group.old, group.new} <= {*order}:
        return ""
    return "sooner" if order.index(group.new) < order.index(group.old) else "later"


def case_in_words(case: Case, rules: Rules) -> list[str]:
    """Return each input of a case in words."""
    fields = {field["id"]: field for field in rules["fields"]}
    sentence = str(rules["words"]["value"])
    return [
        sentence.format(label=short(fields[name]), value=describe_value(fields[name], value, rules))
        for name, value in case.items()
    ]


def _why(answer: str, witness: Case, rules: Rules) -> str:
    """Return what decides a case, in one sentence."""
    values = {**{field["id"]: field.get("default") for field in rules["fields"]}, **witness}
    values = {field["id"]: _as_parsed(field, values[field["id"]]) for field in rules["fields"]}
    factor = next((each for each in factors(rules) if each["id"] == answer), None)
    if factor:
        case = effective(values, rules["fields"])
        held = [item["label"] for item in factor["items"] if met(item["when"], case) is not None]
        return str(rules["words"]["and"]).join(held) or str(rules["words"]["no_item"])
    found = decision.explained(values, rules)
    reasons = found["reasons"]
    if answer == "advised_cap_yuan" and reasons[-1]["rule"].startswith("cap_"):
        return str(reasons[-1]["text"])
    deciding = rules["verdict"]["most_urgent_of"]
    return next(
        (str(each["text"]) for each in reasons if each["form"] in deciding and each["level"] == found.get("level")),
        str(reasons[0]["text"]),
    )


def _as_parsed(field: Mapping[str, Any], value: Any) -> Any:
    return () if field["type"] == "choices" and value is None else value


def consequences(before: Rules, after: Rules) -> Plain:
    """Return the faults that a change `caused` or `healed`, and how many questions lead to a level before and after.

    A fault has its `kind` (as audit.py calls it), what it is in (`form`) and about (`name`), in words, and a `case`.
    """
    found, taps = zip(*(_looked_at(json.dumps(rules)) for rules in (before, after)), strict=True)
    old, new = ({(each.kind, each.form, each.name): each for each in faults} for faults in found)
    return {
        "caused": [_fault(each, after) for key, each in new.items() if key not in old],
        "healed": [_fault(each, before) for key, each in old.items() if key not in new],
        "taps": {"before": taps[0], "after": taps[1]} if all(taps) else None,
    }


@lru_cache(maxsize=4)
def _looked_at(rules: str) -> tuple[tuple[Finding, ...], Plain | None]:
    """Return the faults of one version, and the taps of its tree of questions."""
    read = json.loads(rules)
    faults = points_findings(read) if "points" in read else []
    if "verdict" not in read:
        return tuple(faults), None
    table = TruthTable(read)
    made = tree(table)
    return (*faults, *findings(table)), {"most": made.most, "mean": round(made.mean, 1)}


def _fault(found: Finding, rules: Rules) -> Plain:
    forms = {form["id"]: form for form in rules.get("forms", ())}
    form = forms.get(found.form)
    return {
        "kind": found.kind,
        "form": "" if found.form == VERDICT or form is None else form["title"],
        "name": _named(found, form, rules),
        "case": case_in_words({name: value for name, value in found.witness.items() if value is not None}, rules),
    }


def _named(found: Finding, form: Mapping[str, Any] | None, rules: Rules) -> str:
    """Return what a fault is about in words: an input, a factor or a rule; its id where it has no label."""
    labels = {field["id"]: short(field) for field in rules["fields"]}
    labels |= {factor["id"]: factor["label"] for factor in factors(rules)}
    for part in ("rules", "rows", "columns"):
        labels |= {each["id"]: each["label"] for each in (form or {}).get(part, ()) if "id" in each and each["label"]}
    return str(rules["words"]["and"]).join(str(labels.get(part, part)) for part in found.name.split("/"))
