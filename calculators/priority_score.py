"""Priority score: points per factor, added up as they stand and scaled to the stated weights.

Result fields: score (points), weighted_score (each factor scaled so that its best points equal its weight) and factors
(factor id -> points). Source: the points table in the rules.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from calculators.conditions import effective, met
from calculators.text import describe_value, display, format_number, number, plain

RESULTS = ("score", "weighted_score")
NEEDS = ("points",)


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the priority score of a request. `values` is what inputs.parse returns."""
    case, factors = effective(values, rules["fields"]), rules["points"]["factors"]
    reasons = [_reason(factor, points(factor, case), case, values, rules) for factor in factors]
    return {**results(values, rules), "reasons": reasons}


def results(values: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result without what led to it."""
    case, factors = effective(values, rules["fields"]), rules["points"]["factors"]
    scored = {factor["id"]: points(factor, case) for factor in factors}
    weighted = sum((scored[factor["id"]] * scale(factor) for factor in factors), start=Decimal(0))
    found: dict[str, Any] = {
        "score": number(sum(scored.values(), start=Decimal(0))),
        "weighted_score": number(weighted),
        "factors": {name: number(value) for name, value in scored.items()},
    }
    return {**found, "display": display(found, rules)}


def points(factor: Mapping[str, Any], case: Mapping[str, Any]) -> Decimal:
    """Return a factor's points: of the first item that holds, or of all that hold, up to the factor's cap."""
    held = [Decimal(str(item["points"])) for item in factor["items"] if met(item["when"], case) is not None]
    total = sum(held[:1] if factor["hit_policy"] == "unique" else held, start=Decimal(0))
    return total if factor.get("cap") is None else min(total, Decimal(str(factor["cap"])))


def best(factor: Mapping[str, Any]) -> Decimal:
    """Return the most points a factor can give."""
    gains = [Decimal(str(item["points"])) for item in factor["items"] if item["points"] > 0]
    total = max(gains, default=Decimal(0)) if factor["hit_policy"] == "unique" else sum(gains, Decimal(0))
    return total if factor.get("cap") is None else min(total, Decimal(str(factor["cap"])))


def scale(factor: Mapping[str, Any]) -> Decimal:
    """Return what a factor's points are multiplied by so that its best equals its weight."""
    return Decimal(str(factor["weight"])) / best(factor)


def _reason(
    factor: Mapping[str, Any],
    given: Decimal,
    case: Mapping[str, Any],
    values: Mapping[str, Any],
    rules: Mapping[str, Any],
) -> dict[str, Any]:
    words = rules["words"]
    fields = {field["id"]: field for field in rules["fields"]}
    used = list(dict.fromkeys(f for item in factor["items"] for when in item["when"] for f in when))
    held = [item["label"] for item in factor["items"] if met(item["when"], case) is not None]
    shown = words["all_of"].join(
        words["value"].format(label=fields[f]["short"], value=describe_value(fields[f], values[f], rules)) for f in used
    )
    text = words["points"].format(
        label=factor["label"],
        value=shown,
        band=words["and"].join(held) or words["no_item"],
        points=format_number(given, None, rules["units"]),
        weighted=format_number(given * scale(factor), None, rules["units"]),
        weight=format_number(factor["weight"], None, rules["units"]),
    )
    first = values[used[0]]
    return {
        "factor": factor["id"],
        "value": plain(first),
        "band": held,
        "points": number(given),
        "weighted_points": number(given * scale(factor)),
        "text": text,
        "sources": list(factor["sources"]),
    }
