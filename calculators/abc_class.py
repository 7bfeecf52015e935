"""ABC class of a part by how often it is wanted, and how parts of that class are stocked.

Result fields: class (its id), monthly_demand, watch (whether the lowest class has more demand than its own sources
say, so that it is to be watched), stock, wait and stock_out in words. Source: the classes (SL-03..05).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from calculators.conditions import in_band
from calculators.text import describe_band, display, number

INPUTS = {"demand": "number", "period": "choice", "watch_from": "number"}
RESULTS = ("class", "monthly_demand", "watch", "stock", "wait", "stock_out")
NEEDS = ("phrases",)
READS = {"part_classes": ("monthly_demand", "stock_days", "wait", "stock_out_percent", "supply")}
PHRASES = {
    "demand": ("monthly", "band", "part_class"),
    "watch": ("monthly", "band", "watch_from"),
    "supply": ("part_class", "supply"),
}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
CHOICES = {"period": tuple(MONTHS)}


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the class. `values` is what inputs.parse returns; `watch_from` is a number a quarter."""
    demand, months = values["demand"], MONTHS[values["period"]]
    found = class_of(demand, months, rules["part_classes"])
    # As whole numbers of a year, which no division has rounded.
    is_last = found is rules["part_classes"][-1]
    watch = is_last and demand * 12 / months * MONTHS["quarter"] >= values["watch_from"] * 12
    monthly = demand / months
    result: dict[str, Any] = {
        "class": found["id"],
        "monthly_demand": number(monthly),
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
    return {**result, "display": shown, "reasons": reasons}


def class_of(demand: Decimal, months: int, classes: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the class of a part that is wanted `demand` times in so many months; classes are by demand a month."""
    for each in classes:
        # What is compared is the demand of all the months, which no division has rounded.
        band = {end: Decimal(str(value)) * months for end, value in each["monthly_demand"].items()}
        if in_band(demand, band):
            return each
    return classes[-1]


def _words(band: Mapping[str, Any], unit: str | None, rules: Mapping[str, Any]) -> str:
    return describe_band({"unit": unit}, band, rules)
