"""The first sheet of an Excel workbook as the text of a table, as the pages' `shared/workbook-reader.js` reads it."""

import csv
import io
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape

BEGINNING = b"PK\x03\x04"
QUOTED = re.compile(r'"[^"]*"|\\.')
"""What a number format shows as it stands."""

DIGITS = 15
"""That a spreadsheet keeps of a number."""

WHOLE = 1e21
SMALL = 1e-6
"""From here on, and below, numbers are written as powers of ten."""

FIRST = datetime(1899, 12, 30)
LOCAL_DATES = {*range(27, 37), *range(50, 59)}


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
    if _is_local_date(cell):
        value = from_excel(value, cell.parent.parent.epoch)
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            percent = "%" in QUOTED.sub("", cell.number_format).split(";")[0]
            return f"{_number(value * 100)}%" if percent else _number(value)
        case timedelta():
            return _elapsed(value)
        case datetime() if value < FIRST:
            return _number((value - FIRST) / timedelta(days=1))  # a day before the first is none
        case datetime():
            return str(value.date()) if value.time() == time() else f"{value.date()} {_clock(value.time())}"
        case date():
            return str(value)
        case time():
            return _clock(value)
    return unescape(str(value))


def _is_local_date(cell: Any) -> bool:
    """Whether a number has one of the formats that East Asian spreadsheets show as dates and no file describes."""
    style = getattr(cell, "_style", None)
    known = isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and cell.value >= 0
    return bool(known and style and style.numFmtId in LOCAL_DATES)


def _number(value: float) -> str:
    rounded = float(f"{value:.{DIGITS}g}")
    if rounded.is_integer() and abs(rounded) < WHOLE:
        return str(int(rounded))
    if abs(rounded) >= SMALL:
        return format(Decimal(repr(rounded)), "f") if abs(rounded) < WHOLE else repr(rounded)
    return re.sub(r"e([+-])0*", r"e\1", repr(rounded))  # as scripts write it


def _elapsed(value: timedelta) -> str:
    """Return a time that goes on counting, as [h]:mm shows it."""
    if value < timedelta():
        return _number(value / timedelta(days=1))
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _clock(value: time) -> str:
    whole = value.replace(microsecond=0)
    return whole.isoformat("auto" if whole.second else "minutes")
