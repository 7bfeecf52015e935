"""Dates and months as people and spreadsheets write them, read as text that sorts.

Without a year they are --MM-DD and --MM, as ISO 8601 had it.
"""

import re

# Parted by - / . or by the signs for year and month; after the day its sign, or a time, which is left out.
SEPARATOR = r"\s*[-/.\u5e74\u6708]\s*"
DATE = re.compile(rf"(?:([0-9]{{4}}){SEPARATOR})?([0-9]{{1,2}}){SEPARATOR}([0-9]{{1,2}})(?:[\s\u65e5\u53f7T].*)?")
MONTH = re.compile(rf"(?:([0-9]{{4}}){SEPARATOR})?([0-9]{{1,2}})\s*\u6708?")
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 2


def read_date(text: str) -> str | None:
    """Return a date as YYYY-MM-DD or --MM-DD; None if the text is none. A time after it is left out."""
    found = DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = found[1], int(found[2]), int(found[3])
    if not 1 <= month <= 12 or not 1 <= day <= LENGTHS[month - 1]:
        return None
    if year and month == FEBRUARY and day == LENGTHS[1] and not _is_leap(int(year)):
        return None
    return f"{year or '-'}-{month:02}-{day:02}"


def read_month(text: str) -> str | None:
    """Return a month as YYYY-MM or --MM; None if the text is none."""
    found = MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    return f"{found[1] or '-'}-{int(found[2]):02}"


def in_month(date: str, month: str) -> bool:
    """Tell whether a date lies in a month; where either has no year, only the month counts."""
    if date.startswith("--") or month.startswith("--"):
        return date[-6:-3] == month[-3:]
    return date.startswith(month)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
