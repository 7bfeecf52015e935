"""A compiled formula as its writer might have it, by the ids of what goes into it."""

from collections.abc import Mapping, Sequence
from typing import Any

SUM, PRODUCT, NEGATIVE, WHOLE = range(4)
ROWS = {"sum": "sum", "count": "count", "most": "max", "least": "min"}


def formula_written(tree: Any) -> str:
    """Return a formula as text; alternatives stand in a row, each with its condition in brackets before it."""
    if isinstance(tree, Sequence) and tree[0] == "choose":
        return "; ".join(f"[{_when(when)}] {formula_written(part)}" for when, part in tree[1:])
    return _part(tree, "")[0]


def _part(tree: Any, table: str) -> tuple[str, int]:
    """Return a part, and how closely it holds together."""
    if isinstance(tree, Mapping):
        column = f"{table}.{tree['column']}" if "column" in tree else None
        return column or str(tree.get("name", tree.get("number"))), WHOLE
    operation, *of = tree
    if operation in ROWS:
        rows = of[0]["table"]
        return f"{ROWS[operation]}({_part(of[1], rows)[0] if of[1:] else rows})", WHOLE
    if operation in ("round", "ceil", "floor"):
        step = "" if of[1] == "1" else f" to {of[1]}"  # in the units of formulas: a whole percent is 1/100
        return f"{operation}({_part(of[0], table)[0]}{step})", WHOLE
    parts = [_part(each, table) for each in of]
    if operation == "neg":
        return f"-{_held(parts[0], WHOLE)}", NEGATIVE
    if operation in ("+", "-", "*", "/"):
        own = SUM if operation in "+-" else PRODUCT
        right = own + 1 if operation in "-/" else own
        return f"{_held(parts[0], own)} {operation} {_held(parts[1], right)}", own
    return f"{operation}({', '.join(text for text, _ in parts)})", WHOLE


def _held(part: tuple[str, int], least: int) -> str:
    text, holds = part
    return text if holds >= least else f"({text})"


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
