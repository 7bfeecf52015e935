"""ABC class of a part by how often it is wanted, and how parts of that class are stocked.

Result fields: those of its formulas, monthly_demand among them, class (its id), watch (whether the lowest class has
more demand than its own sources say, so that it is to be watched), stock, wait and stock_out in words. Source: the
classes (SL-03..05).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from calculators import formulas, working
from calculators.conditions import in_band
from calculators.text import describe_band, display, number

INPUTS = {"watch_from": "number"}
RESULTS = ("class", "watch", "stock", "wait", "stock_out")
FORMULAS = ("monthly_demand",)
NEEDS = ("phrases",)
READS = {"part_classes": ("monthly_demand", "stock_days", "wait", "stock_out_percent", "supply")}
PHRASES = {
    "demand": ("monthly", "band", "part_class"),
    "watch": ("monthly", "band", "watch_from"),
    "supply": ("part_class", "supply"),
}
QUARTER = 3  # months


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the class. `values` is what inputs.parse returns; `watch_from` is a number a quarter."""
    computed = formulas.results(values, rules)
    monthly = computed["monthly_demand"]
    found = class_of(monthly, rules["part_classes"])
    watch = found is rules["part_classes"][-1] and monthly * QUARTER >= Fraction(values["watch_from"])
    result: dict[str, Any] = {
        "class": found["id"],
        **{key: number(value) for key, value in computed.items()},
        "watch": watch,
        "wait": found["wait"],
        "stock_out": _words(found["stock_out_percent"], "percent", rules),
    }
    if "stock_days" in found:
        result["stock"] = _words(found["stock_days"], "days", rules)
    shown = display(result, rules)
    blanks = {
        "monthly": shown["monthly_demand"],
        "band": _words(found["monthly_demand"], None, rules),
        "part_class": shown["class"],
        "supply": rules["words"]["all_of"].join(found["supply"]),
        "watch_from": number(values["watch_from"]),
    }
    told = ["demand", *(["watch"] if watch else []), "supply"]
    reasons = [
        {"factor": key, "text": rules["phrases"][key].format(**blanks), "sources": list(found["sources"])}
        for key in told
    ]
    return {**result, "display": shown, "reasons": [*working.formula_lines(values, computed, rules), *reasons]}


def class_of(monthly: Fraction, classes: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the class of a part that is wanted so many times a month."""
    return next((each for each in classes if in_band(monthly, each["monthly_demand"])), classes[-1])


def _words(band: Mapping[str, Any], unit: str | None, rules: Mapping[str, Any]) -> str:
    return describe_band({"unit": unit}, band, rules)
