"""The sheet of an Excel workbook that has the columns, as the text of a table.

The pages' `shared/workbook-reader.js` reads the same.
"""

import csv
import io
import re
import zipfile
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape

BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx files begin, and older ones and those with a password, which cannot be read."""

LARGEST = 100_000_000
"""Bytes of text in a file: some are made to hold more than a machine does."""

QUOTED = re.compile(r'"[^"]*"|\\.')
"""What a number format shows as it stands."""

DIGITS = 15
"""That a spreadsheet keeps of a number."""

WHOLE = 1e21
SMALL = 1e-6
"""From here on, and below, numbers are written as powers of ten."""

FIRST = datetime(1899, 12, 30)
LOCAL_DATES = {*range(27, 37), *range(50, 59)}


class Unreadable(Exception):
    """A file that is no workbook, or a damaged one."""


def text(raw: bytes, names: Collection[str]) -> str:
    """Return the first visible sheet whose heading has one of `names`, else the first with anything in it.

    Cells are parted by tabs. Raises Unreadable.
    """
    try:
        if sum(file.file_size for file in zipfile.ZipFile(io.BytesIO(raw)).infolist()) > LARGEST:
            raise Unreadable
        values, formulas = (load_workbook(io.BytesIO(raw), data_only=only) for only in (True, False))
    except Exception as error:  # the library says in many ways what is wrong with a file
        raise Unreadable from error
    sheets = [_lines(sheet, formulas[sheet.title]) for sheet in values.worksheets if sheet.sheet_state == "visible"]
    filled = [lines for lines in sheets if lines]
    named = [lines for lines in filled if any(cell.strip() in names for cell in next(filter(None, lines)))]
    return _table((named or filled)[0]) if filled else ""


def _lines(sheet: Any, formulas: Any) -> list[list[str]]:
    """Return the cells by line, without going through those that a sheet only says to have."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in formulas._cells.items():
        written = _text(sheet._cells[row, column])
        if cell.data_type == "f" and not written:
            written = str(cell.value)  # nobody has worked it out
        if written:
            rows.setdefault(row, {})[column] = written
    last = max(rows, default=0)
    return [_line(rows.get(row, {})) for row in range(1, last + 1)]


def _line(cells: dict[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(1, max(cells, default=0) + 1)]


def _table(lines: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="\n").writerows(lines)
    one = len(next(filter(None, lines))) == 1
    return f"sep=\t\n{written.getvalue()}" if one else written.getvalue()


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
