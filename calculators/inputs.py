"""Inputs as typed, sent or loaded -> values a rule can use. The only place where input is read."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from calculators import tables
from calculators.amounts import amount
from calculators.dates import read_date, read_month
from calculators.errors import InputError
from calculators.numbers import LARGEST, NOTHING, decimal, narrow
from calculators.text import format_number

FLAGS = {
    "true": True,
    "yes": True,
    "1": True,
    "on": True,
    "false": False,
    "no": False,
    "0": False,
    "off": False,
}
NONE = "none"  # says of several choices that none holds, where no choice is called that
LONGEST = 500  # characters in a text


def parse(inputs: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value for every field: Decimal, choice id, tuple of choice ids, bool or text; None where not given.

    A date is YYYY-MM-DD, a month YYYY-MM, a table a tuple of rows (column id -> value). Accepts full-width digits,
    thousands separators and amounts with their units. Raises InputError for the first field at fault.
    """
    fields, messages = rules["fields"], rules["messages"]
    known = {field["id"] for field in fields}
    for name in inputs:
        if name not in known:
            raise InputError(
                str(name),
                messages["unknown_input"].format(field=_shown(name), choices=", ".join(f["id"] for f in fields)),
            )
    values = {field["id"]: read_field(field, inputs.get(field["id"]), rules) for field in fields}
    for field in fields:
        other = field.get("not_below")
        if other and values[field["id"]] < values[other]:
            label = next(f["label"] for f in fields if f["id"] == other)
            minimum = format_number(values[other], field.get("unit"), rules["units"])
            raise InputError(field["id"], messages["below_other"].format(other=label, minimum=minimum))
    return values


def said(field: Mapping[str, Any], given: Any) -> Any:
    """Return what was given for a field, without blanks around it; None where that says nothing."""
    if isinstance(given, str):
        # A table's and a text's wide forms are the reader's own.
        # A tab that a table begins with is an empty cell.
        given = given.strip() if field["type"] == "text" else given if field["type"] == "table" else narrow(given)
    nothing = (isinstance(given, str) and not given.strip()) or (field["type"] != "choices" and given in ([], ()))
    return None if nothing else given


def read_field(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> Any:
    """Return the value that was given for one field, as `parse` returns it. Raises InputError."""
    given = said(field, given)
    if given is None:
        if field["required"]:
            raise InputError(field["id"], rules["messages"]["required"].format(label=field["label"]))
        given = field.get("default")
        if given is None:
            return () if field["type"] == "choices" else None
    return READERS[field["type"]](field, given, rules)


def _number(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> Decimal:
    messages, unit = rules["messages"], field.get("unit")
    value = decimal(amount(given, unit, rules["units"]) if isinstance(given, str) else given)
    if value is None:
        raise InputError(field["id"], messages["not_a_number"].format(value=_shown(given)))
    if not value.is_finite():
        raise InputError(field["id"], messages["not_finite"].format(value=_shown(given)))
    minimum, maximum = (
        Decimal(str(field.get(end, most))) for end, most in (("minimum", -LARGEST), ("maximum", LARGEST))
    )
    if value < minimum:
        text = format_number(minimum, unit, rules["units"])
        raise InputError(field["id"], messages["too_small"].format(minimum=text, value=_shown(given)))
    if value > maximum:
        text = format_number(maximum, unit, rules["units"])
        raise InputError(field["id"], messages["too_large"].format(maximum=text, value=_shown(given)))
    return Decimal(0) if abs(value) < NOTHING else value


def _choice(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> str:
    ids = [choice["id"] for choice in field["choices"]]
    if isinstance(given, list | tuple) and len(given) == 1:
        given = given[0]
    if not isinstance(given, str) or given not in ids:
        raise InputError(
            field["id"],
            rules["messages"]["unknown_choice"].format(value=_shown(given), choices=", ".join(ids)),
        )
    return given


def _choices(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> tuple[str, ...]:
    if isinstance(given, str):
        given = [part.strip() for part in given.split(",")]
    if not isinstance(given, list | tuple):
        given = [given]
    if list(given) == [NONE] and all(choice["id"] != NONE for choice in field["choices"]):
        given = ()
    chosen = {_choice(field, item, rules) for item in given if item != ""}
    return tuple(choice["id"] for choice in field["choices"] if choice["id"] in chosen)


def _flag(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> bool:
    if isinstance(given, bool):
        return given
    value = FLAGS.get(_shown(given).lower()) if isinstance(given, str | int) else None
    if value is None:
        raise InputError(field["id"], rules["messages"]["not_a_flag"].format(value=_shown(given)))
    return value


def _text(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int | float | Decimal):
        raise InputError(field["id"], rules["messages"]["not_a_text"])
    text = _shown(given, LONGEST + 1)
    if len(text) > LONGEST:
        raise InputError(field["id"], rules["messages"]["too_long"].format(most=LONGEST))
    return text


def _date(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> str:
    found = read_date(given) if isinstance(given, str) else None
    if found is None:
        raise InputError(field["id"], rules["messages"]["not_a_date"].format(value=_shown(given)))
    return found


def _month(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> str:
    found = read_month(given if isinstance(given, str) else _shown(given))
    if found is None:
        raise InputError(field["id"], rules["messages"]["not_a_month"].format(value=_shown(given)))
    return found


def _table(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    return tables.read(field, given, rules, read_field)


def _shown(given: Any, most: int = 40) -> str:
    """Return what was given, short, and fit to be printed: half of a character pair is not.

    What was no text is written as JSON has it.
    """
    try:
        plain = isinstance(given, bool | list | tuple | dict)
        text = json.dumps(given, ensure_ascii=False, default=str) if plain else str(given)
        text = text.encode("utf-8", "replace").decode()
    except (ValueError, RecursionError):  # a number of thousands of digits, lists of lists of lists
        return "..."
    return text if len(text) <= most else text[: most - 1] + "..."


READERS = {
    "number": _number,
    "choice": _choice,
    "choices": _choices,
    "flag": _flag,
    "text": _text,
    "date": _date,
    "month": _month,
    "table": _table,
}
