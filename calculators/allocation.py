"""Who gets one of n parts: requests in the order of the reserve's groups, then of the priority score and its tie rules.

Result fields: given, left (parts), waiting (requests without one), first_waiting (the name of the first of those) and
lines, one for each request in order: place, name, group, score, weighted_score, gets, points and why it stands there.
Sources: the reserve (SL-15) and the score (SL-07..12). A tie is broken by the longer wait, then the earlier request,
then the name.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from calculators import priority_score, working
from calculators.text import display, format_number, number

INPUTS = {
    "parts": "number",
    "reserve": "flag",
    "requests": "table",
    "requests.name": "text",
    "requests.group": "choice?",
    "requests.requested": "date?",
    "requests.waiting_days": "number",
}
RESULTS = {
    **dict.fromkeys(("given", "left", "waiting", "first_waiting", "reserved")),
    "lines": ("place", "name", "group", "score", "weighted_score", "gets", "points", "why"),
}
NEEDS = ("based_on", "working", "phrases")
READS = {"reserve": ("title",)}
PHRASES = {
    "first": ("group", "score"),
    "group": ("other", "group"),
    "score": ("other", "more", "less"),
    "wait": ("other", "more", "less"),
    "requested": ("other",),
    "name": ("other",),
    "same": ("other",),
    "points": ("label", "points"),
}
LAST = "~"  # after every date


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the order and who is served. `values` is what inputs.parse returns."""
    parts = int(values["parts"])
    rows = values["requests"]
    # Where one date has no year, all are compared without.
    from_place = -len("MM-DD") if any((row["requested"] or "").startswith("--") for row in rows) else 0
    ranked = sorted(
        (_request(row, (row["requested"] or LAST)[from_place:], values["reserve"], rules) for row in rows),
        key=lambda each: each["key"],
    )
    lines = []
    for place, each in enumerate(ranked, 1):
        why = _why(ranked[place - 2] if place > 1 else None, each, rules)
        shown = {name: each[name] for name in ("name", "group", "score", "weighted_score", "points")}
        lines.append({"place": place, **shown, "gets": place <= parts, "why": why})
    given = min(parts, len(ranked))
    result: dict[str, Any] = {"given": given, "left": parts - given, "waiting": len(ranked) - given, "lines": lines}
    if given < len(ranked):
        result["first_waiting"] = ranked[given]["name"]
    # How much of what is given goes to the reserve's groups: all but the last, which queues by its score.
    reserved = sum(each["key"][0] < len(rules["reserve"]) - 1 for each in ranked[:given]) if values["reserve"] else 0
    if reserved:
        result["reserved"] = number(Decimal(reserved * 100) / given)
    reasons = working.reasons(values, result, rules)
    return {**result, "display": display(result, rules), "reasons": reasons}


def _request(row: Mapping[str, Any], date: str, by_group: bool, rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request with what its place follows from: `key` sorts, the first in order being the least.

    `date`: when it was made, as it compares with those of the others.
    """
    groups = rules["reserve"]
    place = next((at for at, group in enumerate(groups) if group["id"] == row["group"]), len(groups) - 1)
    scored = priority_score.results(row, {**rules, **rules["based_on"]})
    factors = {factor["id"]: factor["label"] for factor in rules["based_on"]["points"]["factors"]}
    points = [
        rules["phrases"]["points"].format(label=factors[name], points=format_number(value, None, rules["units"]))
        for name, value in scored["factors"].items()
        if value
    ]
    wait = row["waiting_days"]
    key = (place if by_group else 0, -scored["score"], -wait, date, row["name"])
    return {
        "key": key,
        "name": row["name"],
        "group": groups[place]["title"],
        "score": scored["score"],
        "weighted_score": scored["weighted_score"],
        "wait": wait,
        "points": rules["words"]["and"].join(points) or rules["words"]["none"],
    }


def _why(before: Mapping[str, Any] | None, own: Mapping[str, Any], rules: Mapping[str, Any]) -> str:
    """Return why a request stands behind the one before it: the first thing in which the two differ."""
    phrases: Mapping[str, str] = rules["phrases"]
    if before is None:
        return phrases["first"].format(group=own["group"], score=_said(own["score"], "score", rules))
    differs = next((at for at, (a, b) in enumerate(zip(before["key"], own["key"], strict=True)) if a != b), None)
    match differs:
        case 0:
            return phrases["group"].format(other=before["name"], group=before["group"])
        case 1:
            return _compared("score", before, own, "score", rules)
        case 2:
            return _compared("wait", before, own, "days", rules)
    kind = {3: "requested", 4: "name"}.get(differs, "same") if differs else "same"
    return phrases[kind].format(other=before["name"])


def _compared(kind: str, before: Mapping[str, Any], own: Mapping[str, Any], unit: str, rules: Mapping[str, Any]) -> str:
    more, less = (_said(each[kind], unit, rules) for each in (before, own))
    return str(rules["phrases"][kind].format(other=before["name"], more=more, less=less))


def _said(value: Any, unit: str, rules: Mapping[str, Any]) -> str:
    known: Sequence[str] = rules["units"]
    return format_number(value, unit if unit in known else None, rules["units"])
