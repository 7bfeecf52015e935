"""A decision: the most urgent of the forms that its verdict names, and, where its levels have caps, what may be spent.

Which decision it is, its name, inputs, levels and rules, comes with the rules: a handbook has as many as it likes.

Result fields: level; forms (form id -> level); whatever else a level has by the names it has there, as cost_cap_yuan,
find_within_hours and deliver_within_hours; advised_cap_yuan, the lower of the level's own cap and the spending form's,
unless the case is one where the level's own cap always holds; level_if_vip, where a case of unknown value would get
another level if the value were in the top band; changes, the nearest changes of one input that give another level. Caps
are strict: the cost stays below them. A case that no rule answers has no level.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from calculators.changes import nearest
from calculators.conditions import effective, met
from calculators.forms import Answer, Fired, Level, answer, most_urgent
from calculators.text import describe_bands, describe_value, display, format_number, plain

NEEDS = ("forms",)


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the response level of a case. `values` is what inputs.parse returns."""
    found = explained(values, rules)
    return {**found, "changes": _changes(values, found.get("level"), rules)}


def explained(values: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result with what led to it, without what would change it."""
    answers = judge(values, rules)
    found = results(values, rules, answers)
    reasons = [_summary(found.get("level"), answers, rules)]
    for form in rules["forms"]:
        reasons += _form_reasons(form, answers[form["id"]], values, rules)
    if "advised_cap_yuan" in found and rules["verdict"]["spending"]:  # without it nothing lowers the level's own cap
        reasons.append(_cap_reason(found, _exempt(values, rules), rules))
    return {**found, "reasons": reasons}


def results(
    values: Mapping[str, Any], rules: Mapping[str, Any], answers: Mapping[str, Answer] | None = None
) -> dict[str, Any]:
    """Return the result without what led to it. `answers` is what `judge` says, where that is known already."""
    answers = answers or judge(values, rules)
    level = verdict(answers, rules)
    cap, advised = caps(values, answers, rules)
    found: dict[str, Any] = {
        "level": level,
        **{name: value for name, value in _spec(level, rules).items() if name not in ("id", "name")},
        "advised_cap_yuan": None if cap is None else advised,
        "level_if_vip": _level_if_known(values, level, rules),
        "forms": {form["id"]: answers[form["id"]].level for form in rules["forms"]},
    }
    shown = display(found, rules)
    return {**{key: value for key, value in found.items() if value is not None}, "display": shown}


def caps(
    values: Mapping[str, Any], answers: Mapping[str, Answer], rules: Mapping[str, Any]
) -> tuple[float | None, float | None]:
    """Return the level's own cap and the advised one, None where levels have none. `answers` is what `judge` says."""
    cap = _spec(verdict(answers, rules), rules).get("cost_cap_yuan")
    rated = [answers[form].cost_cap for form in rules["verdict"]["spending"]]
    if cap is None or _exempt(values, rules) is not None:
        return cap, cap
    return cap, min([cap, *(c for c in rated if c is not None)])


def _spec(level: Level | None, rules: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the rules say of a level, nothing of none."""
    return next((item for item in rules["levels"] if item["id"] == level), {})


def _exempt(values: Mapping[str, Any], rules: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the condition under which the level's own cap always holds, None if none does."""
    return met(rules["verdict"]["full_cap_when"], effective(values, rules["fields"]))


def _changes(values: Mapping[str, Any], level: Level | None, rules: Mapping[str, Any]) -> list[dict[str, Any]]:
    fields = {field["id"]: field for field in rules["fields"]}
    forms = deciding(rules)
    found = nearest(values, level, lambda other: verdict(judge(other, rules, forms), rules), rules)
    return [
        {
            "factor": change["factor"],
            "level": change["level"],
            "text": rules["words"]["change"].format(
                label=fields[change["factor"]]["short"],
                band=change["words"],
                level=_level_name(change["level"], rules),
            ),
        }
        for change in found
    ]


def judge(
    values: Mapping[str, Any], rules: Mapping[str, Any], forms: Sequence[Mapping[str, Any]] | None = None
) -> dict[str, Answer]:
    """Return what each form says of the case, by form id: all of the rules' forms, or those given."""
    case = effective(values, rules["fields"])
    order = [level["id"] for level in rules["levels"]]
    return {form["id"]: answer(form, case, order) for form in (rules["forms"] if forms is None else forms)}


def deciding(rules: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the forms that the verdict names."""
    return [form for form in rules["forms"] if form["id"] in rules["verdict"]["most_urgent_of"]]


def verdict(answers: Mapping[str, Answer], rules: Mapping[str, Any]) -> Level | None:
    """Return the level: the most urgent of the forms that the verdict names."""
    order = [level["id"] for level in rules["levels"]]
    return most_urgent([answers[form].level for form in rules["verdict"]["most_urgent_of"]], order)


def _level_if_known(values: Mapping[str, Any], level: Level | None, rules: Mapping[str, Any]) -> Level | None:
    """Return the level of the same case with the unknown factor at its best value, if that differs."""
    supposed = rules["verdict"].get("if_unknown")
    if not supposed or values[supposed["factor"]] is not None:
        return None
    value = Decimal(str(supposed["value"]))
    other = verdict(judge({**values, supposed["factor"]: value}, rules, deciding(rules)), rules)
    return other if other != level else None


def _summary(level: Level | None, answers: Mapping[str, Answer], rules: Mapping[str, Any]) -> dict[str, Any]:
    forms = deciding(rules)
    agreed = [form for form in forms if answers[form["id"]].level == level]
    every, one = len(agreed) == len(forms), len(agreed) == 1
    key = ("verdict_one" if every else "verdict_one_of") if one else ("verdict_all" if every else "verdict_some")
    text = rules["words"][key].format(
        level=_level_name(level, rules),
        forms=rules["words"]["and"].join(form["title"] for form in agreed),
    )
    sources = sorted({source for form in agreed for source in form["sources"]})
    return {"form": "verdict", "rule": "most_urgent", "level": level, "text": text, "sources": sources}


def _form_reasons(
    form: Mapping[str, Any], found: Answer, values: Mapping[str, Any], rules: Mapping[str, Any]
) -> list[dict[str, Any]]:
    if not found.fired:
        text = rules["words"]["form_otherwise"].format(form=form["title"], level=_level_name(found.level, rules))
        return [
            {
                "form": form["id"],
                "rule": "otherwise",
                "level": found.level,
                "text": text,
                "sources": list(form["sources"]),
            }
        ]
    return [_fired_reason(form, hit, values, rules) for hit in found.fired]


def _fired_reason(
    form: Mapping[str, Any], hit: Fired, values: Mapping[str, Any], rules: Mapping[str, Any]
) -> dict[str, Any]:
    fields = {field["id"]: field for field in rules["fields"]}
    words = rules["words"]
    evidence = [_evidence(fields[factor], values[factor], bands, rules) for factor, bands in hit.factors.items()]
    text = words["form_fired" if evidence else "form_always"].format(
        form=form["title"],
        rule=hit.label or words["row"].format(number=hit.rule),
        level=_level_name(hit.level, rules),
        evidence=words["all_of"].join(item["text"] for item in evidence),
    )
    reason: dict[str, Any] = {"form": form["id"], "rule": hit.rule, "level": hit.level, "text": text}
    if len(evidence) == 1:
        reason |= {key: evidence[0][key] for key in ("factor", "value", "band")}
    return {**reason, "evidence": evidence, "sources": list(hit.sources)}


def _evidence(
    field: Mapping[str, Any], value: Any, bands: Sequence[Mapping[str, Any]], rules: Mapping[str, Any]
) -> dict[str, Any]:
    shown, band = describe_value(field, value, rules), describe_bands(field, bands, rules)
    sentence = rules["words"]["value" if shown == band else "evidence"]
    text = sentence.format(label=field["short"], value=shown, band=band)
    return {"factor": field["id"], "value": plain(value), "band": band, "text": text}


def _cap_reason(
    result: Mapping[str, Any], exempt: Mapping[str, Any] | None, rules: Mapping[str, Any]
) -> dict[str, Any]:
    words = rules["words"]
    key = "cap_exempt" if exempt is not None else "cap_level"
    if result["advised_cap_yuan"] < result["cost_cap_yuan"]:
        key = "cap_lower"
    caps = ("cost_cap_yuan", "advised_cap_yuan")
    shown = {name: format_number(result[name], "yuan", rules["units"]) for name in caps} | display(result, rules)
    text = words[key].format(cap=shown["cost_cap_yuan"], advised=shown["advised_cap_yuan"])
    return {"form": "verdict", "rule": key, "text": text, "sources": list(rules["verdict"]["sources"])}


def _level_name(level: Level | None, rules: Mapping[str, Any]) -> str:
    return str(_spec(level, rules).get("name", rules["words"]["undefined"]))
