"""The names that files may refer to, as far as the files that give them can be made out, sound or not."""

from collections.abc import Mapping
from typing import Any

from calculators.numbers import LARGEST
from calculators.text import format_number
from playbook.source.document import Document


def data(documents: Mapping[str, Any], name: str, key: str) -> Any:
    document = documents.get(name)
    return document.data.get(key) if document and isinstance(document.data, dict) else None


def has(document: Document, key: str) -> bool:
    return isinstance(document.data, dict) and document.data.get(key) is not None


def levels(entries: Any) -> tuple[int, ...] | None:
    """Return the levels' ids, None if they are not whole numbers each once; that is reported at their own place."""
    found = _id_list(entries)
    sound = len(set(found)) == len(found) > 0 and not any(isinstance(name, bool | str) for name in found)
    return tuple(found) if sound else None


def figures(entries: Any) -> dict[str, tuple[int | float, str | None] | None] | None:
    if not isinstance(entries, dict):
        return None
    return {str(name): _figure(entry) for name, entry in entries.items()}


def _figure(entry: Any) -> tuple[int | float, str | None] | None:
    """Return a figure's value and unit, None if the entry is not a figure; that is reported at its own place."""
    value = entry.get("value") if isinstance(entry, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LARGEST:
        return None
    return value, entry.get("unit")


def _id_list(rows: Any) -> list[Any]:
    if not isinstance(rows, tuple):
        return []
    return [row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str | int)]


def ids(rows: Any) -> frozenset[str] | None:
    """Return the ids of a list's entries; None where it is no list or none can be read, which is reported there."""
    found = frozenset(_id_list(rows))
    return found if found or rows == () else None


def showing(units: Any) -> Any:
    def show(value: int | float, unit: str | None) -> str:
        try:
            return format_number(value, unit, units)
        except (LookupError, AttributeError, TypeError, ValueError, ArithmeticError):
            return str(value)  # the unit is wrong or missing, which is reported at its own place

    return show
