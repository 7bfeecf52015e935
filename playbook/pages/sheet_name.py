"""What a sheet of a workbook may be called."""

import re

REFUSED = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31
"""What Excel does not take in the name of a sheet, and how long it may be in units of UTF-16."""


def sheet_name(title: str) -> str:
    """Return as much of a title as Excel takes as the name of a sheet; empty if that is nothing."""
    name = REFUSED.sub(" ", title).strip(" '")
    while len(name.encode("utf-16-le")) > 2 * LONGEST_NAME:
        name = name[:-1].strip(" '")
    return name
