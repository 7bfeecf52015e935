"""The names that files may refer to, as far as the files that give them can be made out, sound or not."""

import re
from collections.abc import Mapping
from typing import Any

from calculators.numbers import LARGEST
from calculators.text import format_number
from playbook.model.base import IDENTIFIER
from playbook.model.calculator import ordered
from playbook.model.settings import MOST_PLACES

MEASURING = ("is", "also", "places")
"""What a unit says besides how it is written."""


def data(documents: Mapping[str, Any], name: str, key: str) -> Any:
    document = documents.get(name)
    return document.data.get(key) if document and isinstance(document.data, dict) else None


def decisions(documents: Mapping[str, Any]) -> list[str]:
    """Return the names of the decisions in their order."""
    read = {name: document.data for name, document in documents["calculators"].items()}
    found = {
        name: bool(each.get("levels")) for name, each in read.items() if isinstance(each, dict) and each.get("forms")
    }
    chosen = data(documents, "levels", "calculator")
    return ordered(found, chosen if isinstance(chosen, str) else None)


def scores(documents: Mapping[str, Any]) -> list[str]:
    """Return the names of the calculators that count points."""
    read = {name: document.data for name, document in documents["calculators"].items()}
    return [name for name, each in read.items() if isinstance(each, dict) and each.get("points")]


def tried(documents: Mapping[str, Any]) -> list[str]:
    """Return the names of the calculators that have rules, points or formulas."""
    read = {name: document.data for name, document in documents["calculators"].items()}
    return [name for name, each in read.items() if isinstance(each, dict) and _is_changeable(each)]


def _is_changeable(calculator: Mapping[str, Any]) -> bool:
    results = calculator.get("results")
    formulas = [isinstance(each, dict) and each.get("formula") for each in results] if isinstance(results, list) else []
    return bool(calculator.get("forms") or calculator.get("points") or any(formulas))


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


def own_levels(calculator: Any) -> tuple[str | int, ...] | None:
    """Return the ids of the levels that a calculator has itself, None where it answers with the handbook's."""
    entries = calculator.get("levels") if isinstance(calculator, dict) else None
    if not entries:
        return None
    found: list[str | int] = []
    for name in _id_list(entries):  # where an id is no name, it is told there; rules may call it as it is written
        text = str(name)
        found += [name] if re.fullmatch(IDENTIFIER, text) else [text, *([int(text)] if text.isdecimal() else [])]
    return tuple(found)


def ids(rows: Any) -> frozenset[str] | None:
    """Return the ids of a list's entries; None where it is no list or none can be read, which is reported there."""
    found = frozenset(_id_list(rows))
    return found if found or rows == () else None


def units(usual: Mapping[str, Any], own: Any) -> dict[str, Any]:
    """Return the package's units with a handbook's own among them, as their files have them.

    One that has a name of the package's measures what that one does, as far as it does not say otherwise. What is
    written in other ways (`large`, `written`) goes with `text`: the package's are in the words of its own.
    """
    made = dict(usual)
    for name, unit in (own if isinstance(own, dict) else {}).items():
        kept = {key: value for key, value in usual.get(name, {}).items() if key in MEASURING}
        made[name] = {**kept, **unit} if isinstance(unit, dict) else unit
    return made


def showing(units: Any) -> Any:
    def show(value: int | float, unit: str | None) -> str:
        try:
            spec = units[unit] if unit else {}
            if not all(each.get("places", 0) in range(MOST_PLACES + 1) for each in (spec, spec.get("large") or {})):
                return str(value)
            return format_number(value, unit, units)
        except (LookupError, AttributeError, TypeError, ValueError, ArithmeticError):
            return str(value)  # the unit is wrong or missing, which is reported at its own place

    return show
