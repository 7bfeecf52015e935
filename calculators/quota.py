"""A quarter's quota: what has been drawn, what is left, and whether the next draw fits.

Result fields: those of its formulas, doubtful (draws outside what the quota is for, or not yet reported) and lines, one
for each draw with what is left after it. Source: the quarterly quota (ET-15).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from calculators import formulas, working
from calculators.text import display, number

INPUTS = {
    "amount": "number",
    "uses": "table?",
    "uses.part": "text",
    "uses.cost": "number",
    "uses.ground": "choice?",
    "uses.reported": "flag?",
}
RESULTS = {"doubtful": None, "lines": ("part", "cost", "left", "remark")}
NEEDS = ("phrases",)
PHRASES: dict[str, tuple[str, ...]] = {"ground": (), "unreported": (), "overdrawn": ()}
OUTSIDE = "other"


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the quota's state. `values` is what inputs.parse returns, amounts in yuan."""
    left, lines, doubtful = values["amount"], [], 0
    for use in values["uses"] or ():
        left -= use["cost"]
        remarks = _remarks(use, left)
        doubtful += any(key != "overdrawn" for key in remarks)
        remark = rules["words"]["all_of"].join(rules["phrases"][key] for key in remarks) or None
        lines.append({"part": use["part"], "cost": number(use["cost"]), "left": number(left), "remark": remark})
    found: dict[str, Any] = {**formulas.results(values, rules), "doubtful": Decimal(doubtful)}
    result: dict[str, Any] = {key: number(value) for key, value in found.items()} | {"lines": lines}
    reasons = working.reasons(values, found, rules)
    return {**result, "display": display({**found, "lines": lines}, rules), "reasons": reasons}


def _remarks(use: Mapping[str, Any], left: Decimal) -> list[str]:
    """Return the phrases that a draw earns."""
    remarks = ["ground"] if use["ground"] in (None, OUTSIDE) else []
    if use["reported"] is False:
        remarks.append("unreported")
    if left < 0:
        remarks.append("overdrawn")
    return remarks
