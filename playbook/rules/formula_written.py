"""A compiled formula as its writer might have it, by the ids of what goes into it."""

from collections.abc import Mapping, Sequence
from typing import Any

from calculators.formula_text import ROWS, WHOLE, Said, said

WORDS = {
    "plus": "{left} + {right}",
    "minus": "{left} - {right}",
    "times": "{left} * {right}",
    "over": "{left} / {right}",
    "negative": "-{value}",
    "brackets": "({value})",
    "least": "min({value})",
    "most": "max({value})",
    "absolute": "abs({value})",
    "rounded": "round({value} to {step})",
    "rounded_up": "ceil({value} to {step})",
    "rounded_down": "floor({value} to {step})",
    "total": "sum({value})",
    "count": "count({value})",
    "and": ", ",
}
"""The signs of formulas in the place of a handbook's words."""


def formula_written(tree: Any) -> str:
    """Return a formula as text; alternatives stand in a row, each with its condition in brackets before it."""
    if isinstance(tree, Sequence) and tree[0] == "choose":
        return "; ".join(f"[{_when(when)}] {formula_written(part)}" for when, part in tree[1:])
    return said(tree, _leaf, _rows, WORDS, apart=True)[0]


def _leaf(part: Mapping[str, Any]) -> Said:
    return str(part.get("name", part.get("number"))), WHOLE


def _rows(kind: str, table: Mapping[str, Any], of: Sequence[Any]) -> Said:
    def cell(part: Mapping[str, Any]) -> Said:
        return (f"{table['table']}.{part['column']}", WHOLE) if "column" in part else _leaf(part)

    value = said(of[0], cell, _rows, WORDS, apart=True)[0] if of else table["table"]
    return WORDS[ROWS[kind]].format(value=value), WHOLE


def _when(when: Sequence[Mapping[str, Any]]) -> str:
    alternatives = (
        " and ".join(f"{factor} {_bands(bands)}" for factor, bands in every.items()) or "otherwise" for every in when
    )
    return " or ".join(alternatives)


def _bands(bands: Sequence[Mapping[str, Any]]) -> str:
    return " or ".join(
        " and ".join("not given" if end == "not_given" else f"{end} {limit}" for end, limit in band.items())
        for band in bands
    )
