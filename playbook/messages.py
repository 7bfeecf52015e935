"""What validation errors say to the person who edits the file, with the choices where a name is wrong."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from playbook.errors import expected
from playbook.model.base import COLOUR, IDENTIFIER, KEY, shown
from playbook.model.guide import CLOCK
from playbook.model.reference import ROW
from playbook.shape import keys

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
PATTERNS = {
    IDENTIFIER: "a name of small letters and digits, parted by - or _",
    KEY: "a name of small letters, digits and _",
    ROW: "an inventory id such as ET-02",
    COLOUR: "a colour such as '#1f4e79', in small letters",
    CLOCK: "a time of day such as '09:00'",
}
BOUNDS = {"ge": "not below", "gt": "above", "le": "not above", "lt": "below"}

type Explained = tuple[tuple[str | int, ...], str, bool]


def explain(details: Iterable[ErrorDetails], model: type[BaseModel]) -> list[Explained]:
    """Return each fault as its location, its message, and whether it is about the key rather than the value.

    A misspelt key is one fault: that the right one is missing goes without saying.
    """
    details = list(details)
    absent = {detail["loc"] for detail in details if detail["type"] == "missing"}
    misspelt: dict[Any, Any] = {}
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *parent, name = detail["loc"]
            meant = [loc[-1] for loc in absent - {*misspelt.values()} if list(loc[:-1]) == parent]
            near = get_close_matches(str(name), [str(key) for key in meant], n=1)
            if near:
                misspelt[detail["loc"]] = (*parent, near[0])
    return [
        _explained(detail, model, misspelt.get(detail["loc"]))
        for detail in details
        if detail["loc"] not in misspelt.values()
    ]


def _explained(detail: ErrorDetails, model: type[BaseModel], meant: tuple[str | int, ...] | None) -> Explained:
    kind, location, got = detail["type"], detail["loc"], shown(detail["input"])
    if meant:
        return location, expected(f"the key {meant[-1]!r}", repr(location[-1])), True
    if kind == "extra_forbidden":
        return location, expected("a key that is known here", repr(location[-1]), keys(model, location[:-1])), True
    if kind == "missing":
        present = ", ".join(map(str, detail["input"])) if isinstance(detail["input"], dict) else ""
        return location, expected(f"the key {location[-1]!r}", f"only {present}" if present else "nothing"), False
    at_key = bool(location) and location[-1] == "[key]"
    return location, _message(kind, got, detail.get("ctx", {}), str(detail["msg"])), at_key


def _message(kind: str, got: str, context: Mapping[str, Any], message: str) -> str:
    """Return what is said of a value; `message` is pydantic's own, and that of our validators."""
    if kind in TYPES:
        return expected(TYPES[kind], got)
    match kind:
        case "literal_error":
            return expected(context["expected"], got)
        case "string_pattern_mismatch":
            return expected(PATTERNS.get(context["pattern"], f"text of the form {context['pattern']}"), got)
        case "string_too_short":
            return expected("text", "none")
        case "too_short":
            return expected("at least one entry", "none")
        case "union_tag_invalid":
            return expected(f"{context['expected_tags']} as {context['discriminator']}", repr(context["tag"]))
        case "union_tag_not_found":
            return expected(f"the key {context['discriminator']}", "none")
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            ((bound, limit),) = context.items()
            return expected(f"a number {BOUNDS[bound]} {limit}", got)
    return message
