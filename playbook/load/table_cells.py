"""What a cell of a decision's table says, as YAML would have it; the input of its column says what it may be.

A number's cell is read as people type ranges, with wide signs, or dashes for dots. A dash that may be a minus is one.
"""

import re
from collections.abc import Mapping
from typing import Any

from calculators.numbers import narrow
from playbook.errors import expected
from playbook.model.base import KEY
from playbook.model.condition import ANY, NOT_GIVEN

ANYTHING = {"", "-", "\u2013", "\u2014", *ANY}
FLAGS = {"true": True, "yes": True, "\u662f": True, "false": False, "no": False, "\u5426": False}
ENDS = {">": "above", ">=": "at_least", "≥": "at_least", "<": "below", "<=": "at_most", "≤": "at_most"}
END = re.compile(r"\s*(>=|<=|[<>≥≤])\s*([^\s<>=≥≤]+)\s*")
INTERVAL = re.compile(rf"(?:{END.pattern}){{1,2}}")
NUMBER = re.compile(r"[-+\u2212\u2013]?[0-9]+([.,][0-9]+)?")
AMOUNT = rf"({NUMBER.pattern.replace('(', '(?:')}|{KEY.strip('^$')})"
NUMERAL = rf"({NUMBER.pattern.replace('(', '(?:')})"
RANGES = [
    re.compile(rf"{AMOUNT}\s*(?:\.\.\.?|\u2026|~)\s*{AMOUNT}"),
    re.compile(rf"{AMOUNT}(?:\s+[-\u2013\u2014]\s+|[\u2013\u2014]){AMOUNT}"),
    re.compile(rf"{NUMERAL}-{NUMERAL}"),
]
MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
SUCH_AS = "such as 0..14, >= 10 < 20 or > 10"
THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""What may be a thousand and more, or one and a bit."""


class Unread(Exception):
    """A cell that says nothing; its argument is the message."""


def bands(text: str, field: Mapping[str, Any], separator: str) -> Any:
    """Return what a cell says of an input, of which `field` may be empty; `separator` parts the cells of its file.

    Raises Unread.
    """
    text = narrow(text)
    if text.lower() in ANYTHING:
        return ANY[0]
    several = tuple(_band(part.strip(), field, separator) for part in text.split("|"))
    return several if len(several) > 1 else several[0]


def _band(text: str, field: Mapping[str, Any], separator: str) -> Any:
    if text.lower() == NOT_GIVEN:
        return NOT_GIVEN
    match field.get("type"):
        case "flag":
            return FLAGS.get(text.lower(), text)
        case "number":
            found = _interval(text, separator)
            if found is None:
                raise Unread(expected(f"a range for {field['id']}, {SUCH_AS}", repr(text)))
            return found
    return text


def _interval(text: str, separator: str) -> dict[str, Any] | None:
    if NUMBER.fullmatch(text):
        return dict.fromkeys(("at_least", "at_most"), _number(text, separator))
    for pattern in RANGES:
        if found := pattern.fullmatch(text):
            return {"at_least": _number(found[1], separator), "at_most": _number(found[2], separator)}
    ends = END.findall(text) if INTERVAL.fullmatch(text) else []
    interval = {ENDS[sign]: _number(number, separator) for sign, number in ends}
    return interval if interval and len(interval) == len(ends) and None not in interval.values() else None


def _number(text: str, separator: str) -> int | float | str | None:
    """Return a number, or the name of a figure; None for what is neither.

    Excel writes a comma for the point of decimals where it parts cells with a semicolon, and may where with a tab.
    """
    if not NUMBER.fullmatch(text):
        return text if re.fullmatch(KEY, text) else None
    written = text.translate(MINUS)
    if separator in ";\uff1b":
        doubtful, wanted = "." if THOUSANDS.fullmatch(written) else "", "1000, or 1,5 with a decimal comma"
    elif separator == "\t":
        doubtful, wanted = "," if THOUSANDS.fullmatch(written) else "", "1000, or 1.5 with a decimal point"
    else:
        doubtful, wanted = ",", "1000, or 1.5: decimals take a point"
    if doubtful and doubtful in written:
        raise Unread(expected(f"a number such as {wanted}", repr(text)))
    return float(written.replace(",", ".")) if re.search("[.,]", written) else int(written)
