"""ROI of an emergency transfer: what it cost, what it saved, and how many times over.

Result fields, in yuan: cost, churn_avoided (may be negative), benefit_low/high, break_even_cost (the most
that could be spent without a loss).
multiple_low/high are benefit / cost; net_percent_low/high are (benefit - cost) / cost x 100. These
four are absent when the cost is 0. Source: the framework and the worked example (ET-29, ET-30).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from calculators import working
from calculators.text import display, number

INPUTS = (
    "logistics",
    "overtime",
    "other_cost",
    "coordination_hours",
    "hourly_rate",
    "ltv",
    "churn_before",
    "churn_after",
    "publicity_low",
    "publicity_high",
    "bonus",
)
RESULTS = (
    "cost",
    "churn_avoided",
    "benefit_low",
    "benefit_high",
    "break_even_cost",
    "multiple_low",
    "multiple_high",
    "net_percent_low",
    "net_percent_high",
)
NEEDS = ("working",)
HUNDRED = Decimal(100)


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return costs, benefits and their ratios. `values` is what inputs.parse returns: yuan, hours, percent."""
    effort = values["coordination_hours"] * values["hourly_rate"]
    cost = values["logistics"] + values["overtime"] + values["other_cost"] + effort
    churn_avoided = values["ltv"] * (values["churn_before"] - values["churn_after"]) / HUNDRED
    amounts: dict[str, Decimal] = {"cost": cost, "churn_avoided": churn_avoided}
    for end in ("low", "high"):
        amounts[f"benefit_{end}"] = churn_avoided + values[f"publicity_{end}"] + values["bonus"]
    amounts["break_even_cost"] = amounts["benefit_low"]
    if cost:
        for end in ("low", "high"):
            amounts[f"multiple_{end}"] = amounts[f"benefit_{end}"] / cost
            amounts[f"net_percent_{end}"] = (amounts[f"benefit_{end}"] - cost) / cost * HUNDRED
    plain = {key: number(value) for key, value in amounts.items()}
    result: dict[str, Any] = {key: value for key, value in plain.items() if value is not None}
    return {**result, "display": display(result, rules), "reasons": working.reasons(values, amounts, rules)}
