"""Which of several places is nearest."""

from collections.abc import Mapping
from typing import Any

from calculators import formulas, working
from calculators.text import display, number

INPUTS = {"places": "table", "places.name": "text", "places.distance": "number"}
RESULTS = ("nearest",)
NEEDS = ("phrases",)
PHRASES = {"only": ("place",)}


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the nearest place."""
    places = values["places"]
    nearest = min(places, key=lambda each: each["distance"])["name"]
    found = formulas.results(values, rules)
    result = {"nearest": nearest, **{key: number(value) for key, value in found.items()}}
    reasons = list(working.reasons(values, found, rules))
    if len(places) == 1:
        text = rules["phrases"]["only"].format(place=nearest)
        reasons.append({"factor": "nearest", "text": text, "sources": []})
    return {**result, "display": display({**found, "nearest": nearest}, rules), "reasons": reasons}
