"""What a sheet of a workbook may be called."""

import re
from collections.abc import Collection

REFUSED = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
"""What Excel does not take in the name of a sheet, and how long it may be in units of UTF-16."""
RESERVED = "history"
"""Excel keeps its list of changes under that name."""
NAMELESS = "Sheet"


def sheet_name(title: str, others: Collection[str] = ()) -> str:
    """Return as much of a title as Excel takes as the name of a sheet beside the `others`, with a number if need be.

    Excel does not tell capitals from small letters.
    """
    taken = {RESERVED, *(name.casefold() for name in others)}
    name, number = _cut(title), 1
    while name.casefold() in taken:
        number += 1
        name = f"{_cut(title, f' {number}')} {number}"
    return name


def _cut(title: str, room: str = "") -> str:
    """Return as much of a title as leaves room for what follows."""
    name = REFUSED.sub(" ", title).strip(" '")
    while len((name + room).encode("utf-16-le")) > 2 * LONGEST_NAME:
        name = name[:-1].strip(" '")
    return name or NAMELESS
