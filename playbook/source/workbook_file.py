"""The first sheet of an Excel workbook as the text of a table, as the pages' `shared/workbook-reader.js` reads it."""

import csv
import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

BEGINNING = b"PK\x03\x04"
QUOTED = re.compile(r'"[^"]*"|\\.')
"""What a number format shows as it stands."""

DIGITS = 15
"""That a spreadsheet keeps of a number."""

WHOLE = 1e21
"""From here on numbers are written as powers of ten."""


def text(raw: bytes) -> str:
    """Return the first sheet that is visible and has anything in it, cells parted by tabs. Raises ValueError."""
    try:
        book = load_workbook(io.BytesIO(raw), data_only=True)
    except Exception as error:  # the library says in many ways what is wrong with a file
        raise ValueError(f"it is no workbook that can be read ({type(error).__name__})") from None
    for sheet in book.worksheets:
        lines = [_without_end([_text(cell) for cell in row]) for row in sheet.iter_rows(min_row=1, min_col=1)]
        while lines and not lines[-1]:
            lines.pop()
        if lines and sheet.sheet_state == "visible":
            return _table(lines)
    return ""


def _table(lines: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="\n").writerows(lines)
    one = len(next(filter(None, lines))) == 1
    return f"sep=\t\n{written.getvalue()}" if one else written.getvalue()


def _without_end(cells: list[str]) -> list[str]:
    """Return the cells up to the last one with something in it."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: Any) -> str:
    """Return what stands in a cell, amounts without their format; a percentage is one."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            percent = "%" in QUOTED.sub("", cell.number_format).split(";")[0]
            return f"{_number(value * 100)}%" if percent else _number(value)
        case datetime():
            return str(value.date()) if value.time() == time() else f"{value.date()} {_clock(value.time())}"
        case timedelta():
            return _clock((datetime.min + value).time())
        case date():
            return str(value)
        case time():
            return _clock(value)
    return unescape(str(value))


def _number(value: float) -> str:
    rounded = float(f"{value:.{DIGITS}g}")
    if rounded.is_integer() and abs(rounded) < WHOLE:
        return str(int(rounded))
    return re.sub(r"e([+-])0*", r"e\1", repr(rounded))  # as scripts write it


def _clock(value: time) -> str:
    return value.isoformat("auto" if value.second else "minutes")
