"""What the page needs on which a change of the rules is tried: what can be changed, and what it is called.

The changes themselves, and what comes of them, are Python's in the reader's browser (calculators/analysis).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calculators.analysis.draft import IN_ORDER, LISTS
from calculators.conditions import ENDS
from calculators.text import describe_when
from playbook.model.handbook import Handbook
from playbook.model.pages import LAB
from playbook.model.reference import LIMITS as GIVEN
from playbook.rules import changelog
from playbook.rules.case_address import address
from playbook.rules.knobs import knobs
from playbook.source.data_script import data_script

type Knob = Mapping[str, Any]

VERSION = "lab/{name}.js"
"""The script that holds the rules of a recorded version, by the name of its file."""
LIMITS = {*GIVEN, "cost_cap"}
"""What an answer gives, and no case is told apart by."""


def context(handbook: Handbook) -> dict[str, Any]:
    """Return what the page's template shows: `data` for its script. Calculators without anything to change are none."""
    found = [knob.as_data() for knob in knobs(handbook)]
    described = [_calculator(handbook, name, found) for name in handbook.tried]
    return {
        "data": {
            "mark": handbook.mark,
            "calculators": [each for each in described if each["groups"] or each["forms"]],
            "knobs": found,
            "units": {name: unit.text for name, unit in handbook.units.units.items()},
            "versions": [
                {"id": version.name, "title": version.title, "day": str(version.day)} for version in versions(handbook)
            ],
            "columns": _columns(handbook),
        },
    }


def versions(handbook: Handbook) -> list[changelog.Version]:
    """Return the recorded versions that a change can be compared with: those of other rules, the latest first."""
    return [each for each in changelog.versions(handbook) if each.mark != handbook.mark][::-1]


def scripts(handbook: Handbook) -> dict[str, bytes]:
    """Return the scripts that hold the rules of recorded versions, by name, as lab/versions.js reads them.

    Each comes only when somebody asks for its version.
    """
    if LAB not in handbook.every_page or LAB in handbook.withheld:
        return {}
    return {VERSION.format(name=each.name): data_script("RECORDED", each.rules.rules) for each in versions(handbook)}


def _calculator(handbook: Handbook, name: str, found: Sequence[Knob]) -> dict[str, Any]:
    """Return what can be changed of a calculator.

    `groups` are its numbers by what they belong to, `scales` those that part the range of one input, by their size;
    `forms` the lists of rules that can be off, and moved where their order counts; `fields` the inputs of a case.
    """
    calculator, rules = handbook.calculators[name], handbook.rules[name]
    own = [knob for knob in found if any(place[0] == name for place in knob["places"])]
    examples = [
        {"title": each.title, "inputs": each.inputs, "hash": address(each.inputs)} for each in calculator.examples
    ]
    return {
        "id": name,
        "title": calculator.title,
        "levels": [{"id": str(level["id"]), "name": level["name"]} for level in rules["levels"] if rules["forms"]],
        "groups": _groups(handbook, own),
        "scales": list(_scales(rules, own, name)),
        "forms": list(_forms(rules, name)),
        "fields": [_field(field) for field in rules["fields"]],
        "examples": examples,
        "results": {each["id"]: _named(each) for each in rules["results"] if not each.get("columns")},
        "computes": "verdict" not in rules and "points" not in rules,
    }


def _groups(handbook: Handbook, own: Sequence[Knob]) -> list[dict[str, Any]]:
    """Return the numbers by what they are part of; the handbook's figures by what they do."""
    words = handbook.interface.labels.lab
    made: dict[str, list[str]] = {}
    for knob in own:
        parts_a_range = any(place[-1] not in LIMITS for place in knob["places"])
        made.setdefault(knob["of"] or (words.thresholds if parts_a_range else words.limits), []).append(knob["id"])
    return [{"title": title, "knobs": ids} for title, ids in made.items()]


def _scales(rules: Mapping[str, Any], own: Sequence[Knob], name: str) -> Iterator[dict[str, Any]]:
    """Yield the inputs whose range is parted by numbers that can be changed, each with those numbers."""
    for field in rules["fields"]:
        ends = {
            knob["id"]: knob["value"]
            for knob in own
            for place in knob["places"]
            if place[0] == name and place[-1] in ENDS and _is_of(field["id"], place, rules)
        }
        if len(ends) > 1:
            yield {"label": field["short"], "knobs": sorted(ends, key=lambda each: ends[each])}


def _is_of(field: str, place: Sequence[str | int], rules: Mapping[str, Any]) -> bool:
    """Tell whether an end stands in a condition on this input: below its name, or in a row of a table of grades."""
    part: Any = rules
    for key in place[1:]:
        if isinstance(part, Mapping) and part.get("factor") == field:
            return True
        part = part[key]
    return field in place


def _forms(rules: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Yield the lists of rules as calculators/analysis/draft.py names them."""
    for form in rules["forms"]:
        if form["type"] in LISTS:
            listed = form[LISTS[form["type"]]]
            ordered = form["type"] in IN_ORDER and form["hit_policy"] == "first"
            entries = [{"id": each.get("id") or each["factor"], "label": _label(each, rules)} for each in listed]
            yield {"id": f"{name}.{form['id']}", "title": form["title"], "ordered": ordered, "rules": entries}
    for factor in rules.get("points", {}).get("factors", ()):
        entries = [{"id": str(place), "label": item["label"]} for place, item in enumerate(factor["items"], 1)]
        yield {"id": f"{name}.{factor['id']}", "title": factor["label"], "ordered": False, "rules": entries}


def _label(rule: Mapping[str, Any], rules: Mapping[str, Any]) -> str:
    """Return what a rule is called; a row of a table without a name, by its conditions."""
    return str(rule.get("label") or describe_when(rule["when"], rules))


def _field(field: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("id", "label", "short", "type", "unit", "not_given", "default", "required")
    described = {key: field[key] for key in kept if field.get(key) not in (None, False)}
    if "choices" in field:
        described["choices"] = [{"id": choice["id"], "label": choice["label"]} for choice in field["choices"]]
    return described


def _named(result: Mapping[str, Any]) -> dict[str, Any]:
    return {key: result[key] for key in ("label", "unit") if result.get(key)}


def _columns(handbook: Handbook) -> list[dict[str, str]]:
    """Return the columns of the device's ledger."""
    if handbook.ledger is None:
        return []
    return [{"id": each.id, "label": each.label} for each in handbook.kept_tables[handbook.ledger.record][1].columns]
