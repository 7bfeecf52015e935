"""A quarter's quota: what has been drawn, what is left, and whether the next draw fits.

Result fields: used, left (yuan, negative where overdrawn), share (percent), draws, doubtful (draws outside what the
quota is for, or not yet reported), left_after (left once the next draw is taken; absent without one) and lines, one
for each draw. Source: the quarterly quota (ET-15).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from calculators import working
from calculators.text import display, number

INPUTS = {
    "amount": "number",
    "planned": "number?",
    "uses": "table?",
    "uses.part": "text",
    "uses.cost": "number",
    "uses.ground": "choice?",
    "uses.reported": "flag?",
}
RESULTS = {
    **dict.fromkeys(("used", "left", "share", "draws", "doubtful", "left_after")),
    "lines": ("part", "cost", "left", "remark"),
}
NEEDS = ("working", "phrases")
PHRASES: dict[str, tuple[str, ...]] = {"ground": (), "unreported": (), "overdrawn": ()}
OUTSIDE = "other"
HUNDRED = Decimal(100)


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the quota's state. `values` is what inputs.parse returns, amounts in yuan."""
    left, lines, doubtful = values["amount"], [], 0
    for use in values["uses"] or ():
        left -= use["cost"]
        remarks = _remarks(use, left)
        doubtful += any(key != "overdrawn" for key in remarks)
        remark = rules["words"]["all_of"].join(rules["phrases"][key] for key in remarks) or None
        lines.append({"part": use["part"], "cost": number(use["cost"]), "left": number(left), "remark": remark})
    used = values["amount"] - left
    found: dict[str, Any] = {"used": used, "left": left, "draws": Decimal(len(lines)), "doubtful": Decimal(doubtful)}
    if values["amount"]:
        found["share"] = used / values["amount"] * HUNDRED
    if values["planned"] is not None:
        found["left_after"] = left - values["planned"]
    result: dict[str, Any] = {key: number(value) for key, value in found.items()} | {"lines": lines}
    reasons = working.reasons(values, found, rules)
    return {**result, "display": display(result, rules), "reasons": reasons}


def _remarks(use: Mapping[str, Any], left: Decimal) -> list[str]:
    """Return the phrases that a draw earns."""
    remarks = ["ground"] if use["ground"] in (None, OUTSIDE) else []
    if use["reported"] is False:
        remarks.append("unreported")
    if left < 0:
        remarks.append("overdrawn")
    return remarks
