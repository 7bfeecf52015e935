"""What validation errors say to the person who edits the file, with the choices where a name is wrong."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from playbook.errors import expected
from playbook.load.json_schema import form, keys, without_tags
from playbook.model.address import ADDRESS, WANTED
from playbook.model.base import COLOUR, IDENTIFIER, KEY
from playbook.model.clock_time import CLOCK, CLOCK_END
from playbook.model.reference import ROW
from playbook.model.values import shown

TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "band": "a choice, true or false, not_given, or an interval (above, at_least, below, at_most)",
}
MAPPINGS = ("model_type", "model_attributes_type")
PATTERNS = {
    IDENTIFIER: "a name of small letters and digits, parted by - or _",
    KEY: "a name of small letters, digits and _",
    ROW: "an inventory id such as ET-02",
    ADDRESS: WANTED,
    COLOUR: "a colour such as '#1f4e79', in small letters",
    CLOCK: "a time of day such as '09:00'",
    CLOCK_END: "a time of day such as '18:00', up to '24:00'",
}
BOUNDS = {"ge": "not below", "gt": "above", "le": "not above", "lt": "below"}

type Explained = tuple[tuple[str | int, ...], str, bool]


def explain(details: Iterable[ErrorDetails], model: type[BaseModel]) -> list[Explained]:
    """Return each fault as its location, its message, and whether it is about the key rather than the value.

    What is missing in one mapping is one fault. So is a misspelt key: that the right one is missing goes without
    saying. So is the only entry of a list where it is wrong: pydantic says, too, that the list has none.
    """
    details = list(details)
    missing: dict[tuple[str | int, ...], list[str | int]] = {}
    for detail in details:
        if detail["type"] == "missing":
            missing.setdefault(detail["loc"][:-1], []).append(detail["loc"][-1])
    explained: list[Explained] = []
    for detail in details:
        if detail["type"] in ("extra_forbidden", "invalid_key"):
            absent = missing.get(detail["loc"][:-1], [])
            explained.append((detail["loc"], _unknown_key(detail["loc"], detail["input"], absent, model), True))
        elif detail["type"] != "missing" and not _counted_twice(detail):
            at_key = bool(detail["loc"]) and detail["loc"][-1] == "[key]"
            got, context = shown(detail["input"]), detail.get("ctx", {})
            location = detail["loc"]
            if detail["type"] == "union_tag_invalid":
                name = context["discriminator"].strip("'")
                location, got = (*location, name), shown(detail["input"][name])
            wanted = form(model, location) if detail["type"] in MAPPINGS else None
            message = _message(detail["type"], got, context, str(detail["msg"]))
            explained.append((location, expected(wanted, got) if wanted else message, at_key))
    for location, names in missing.items():
        if names:
            what = f"the key{'s' if len(names) > 1 else ''} {', '.join(map(repr, names))}"
            explained.append((location, expected(what, "none"), False))
    return [(without_tags(model, location), message, at_key) for location, message, at_key in explained]


def _counted_twice(detail: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because entries of it are wrong, which is said of them."""
    return (
        detail["type"] == "too_short"
        and isinstance(detail["input"], tuple)
        and len(detail["input"]) >= detail["ctx"]["min_length"]
    )


def _unknown_key(location: tuple[str | int, ...], value: Any, absent: list[str | int], model: type[BaseModel]) -> str:
    """Return what is said of a key that is not known; one that was meant is taken from the `absent`."""
    *parent, name = location
    near = get_close_matches(str(name), map(str, absent), n=1)
    if near:
        absent.remove(near[0])
        return expected(f"the key {near[0]!r}", repr(name))
    if value is None and not re.fullmatch(KEY, str(name)):  # words after an unquoted comma: they look like a key
        return expected("quotes around a text with a comma, between { and }", repr(name))
    return expected("a key that is known here", repr(name), keys(model, tuple(parent)))


def _message(kind: str, got: str, context: Mapping[str, Any], message: str) -> str:
    """Return what is said of a value; `message` is pydantic's own, and that of our validators."""
    if kind in TYPES:
        return expected(TYPES[kind], got)
    match kind:
        case "literal_error":
            return expected(context["expected"], got)
        case "string_pattern_mismatch":
            return expected(PATTERNS.get(context["pattern"], f"text of the form {context['pattern']}"), got)
        case "too_short" if context["min_length"] > 1:
            return expected(f"at least {context['min_length']} entries", str(context["actual_length"]))
        case "string_too_short" | "too_short":
            return expected("at least one entry" if got in ("a list", "a mapping") else "text", "none")
        case "union_tag_invalid":
            return expected(f"one of {context['expected_tags']}", got)
        case "union_tag_not_found":
            return expected(f"the key {context['discriminator']}", "none")
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            ((bound, limit),) = context.items()
            return expected(f"a number {BOUNDS[bound]} {limit}", got)
    return message
