"""Texts of formulas. Only functions that Excel 2007, LibreOffice and WPS all have."""

from collections.abc import Sequence
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname


def address(sheet: str, row: int, column: int) -> str:
    """Return a cell as formulas of any sheet name it."""
    return f"{quote_sheetname(sheet)}!${get_column_letter(column)}${row}"


def area(sheet: str, first: int, last: int, column: int) -> str:
    """Return the cells of a column from one row to another."""
    letter = get_column_letter(column)
    return f"{quote_sheetname(sheet)}!${letter}${first}:${letter}${last}"


def literal(value: Any) -> str:
    """Return a text or number as it stands in a formula."""
    if isinstance(value, str):
        quoted = value.replace('"', '""')
        return f'"{quoted}"'
    return repr(value)


def every(parts: Sequence[str]) -> str:
    """Return the formula that holds where all parts do; of none, always."""
    return _joined("AND", parts, "TRUE")


def either(parts: Sequence[str]) -> str:
    """Return the formula that holds where one part does; of none, never."""
    return _joined("OR", parts, "FALSE")


def _joined(function: str, parts: Sequence[str], empty: str) -> str:
    if len(parts) < 2:
        return parts[0] if parts else empty
    return f"{function}({','.join(parts)})"


def first(pairs: Sequence[tuple[str, str]], otherwise: str) -> str:
    """Return the formula that gives what belongs to the first condition that holds."""
    text = otherwise
    for condition, value in reversed(pairs):
        text = f"IF({condition},{value},{text})"
    return text


def lookup(values: str, key: str, keys: str) -> str:
    """Return the formula for the cell of the area `values` in whose row the area `keys` has `key`."""
    return f"INDEX({values},MATCH({key},{keys},0))"
