"""A decision's table in a CSV file, with numbers changed, rows left out or moved: every other byte stays as it is."""

import re
from collections.abc import Collection, Mapping, Sequence

from calculators.numbers import narrow
from playbook.load.table_cells import MINUS
from playbook.source.table_file import Cell, Table, local_encoding, parsed, wide
from playbook.source.yaml_edits import spelled

DIGITS = "[0-9\uff10-\uff19]+"
NUMBER = re.compile(rf"[-+\u2212\u2013\uff0b\uff0d]?(?P<digits>(?<!\w){DIGITS}(?:[.,\uff0e\uff0c]{DIGITS})?)(?!\w)")
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
"""The marks of byte order that begin a file, and what it is in then."""
LINE_END = re.compile(r"\r\n|\r|\n")


class CsvText:
    """The text of a CSV file that has been read before, and how it stands in bytes."""

    def __init__(self, raw: bytes, shown: str, language: str) -> None:
        self.shown = shown
        self._mark = next((mark for mark in MARKS if raw.startswith(mark)), b"")
        rest = raw[len(self._mark) :]
        self._encoding = MARKS.get(self._mark) or wide(raw) or self._unmarked(rest, language)
        self.text = rest.decode(self._encoding)

    def _unmarked(self, raw: bytes, language: str) -> str:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            return local_encoding(language)
        return "utf-8"

    def written(self, text: str) -> bytes:
        """Return the bytes of a file with another text; what stays of it has the bytes that it had."""
        return self._mark + text.encode(self._encoding)

    @property
    def table(self) -> Table:
        """The table in the text."""
        return parsed(self.text, self.shown)

    def at(self, offset: int) -> int:
        """Return where a sign of the table's text stands in this one, whose line ends may be of two signs."""
        ends = [found.end() - found.start() - 1 for found in LINE_END.finditer(self.text)]
        before = LINE_END.sub("\n", self.text)[:offset].count("\n")
        return offset + sum(ends[:before])


def with_numbers(file: CsvText, changes: Mapping[tuple[int, int], Mapping[float, float]]) -> str:
    """Return a file's text with other numbers in some cells.

    Cells are named by line and column, as the table has them; each number is told with the one that takes its place.
    """
    table, text = file.table, file.text
    cells = {(cell.line, cell.column): cell for line in table.lines for cell in line}
    for place, numbers in sorted(changes.items(), reverse=True):
        start, end = file.at(cells[place].start), file.at(cells[place].end)
        text = text[:start] + _with_numbers(text[start:end], numbers, table.separator) + text[end:]
    return text


def _with_numbers(cell: str, numbers: Mapping[float, float], separator: str) -> str:
    """Return what stands in a cell with other numbers, each with the decimal sign that the cell's file has."""
    made, at = "", 0
    for found in NUMBER.finditer(cell):
        # A dash behind a number or a name parts a range; any other is a minus.
        behind = cell[: found.start()].rstrip()[-1:]
        start = found.start("digits") if behind.isalnum() or behind == "_" else found.start()
        value = float(narrow(cell[start : found.end()]).translate(MINUS).replace(",", "."))
        if value in numbers:
            said = spelled(numbers[value])
            made += cell[at:start] + (said.replace(".", ",") if separator in ";\uff1b" else said)
            at = found.end()
    return made + cell[at:]


def with_rows(file: CsvText, order: Sequence[int], off: Collection[int]) -> str:
    """Return a file's text with its rows in this order, by their places, without those that are `off`.

    CSV has no comments: a row that is left out is gone.
    """
    rows = file.table.lines[1:]
    spans = [_span(file, row) for row in rows]
    text = file.text
    ended = text.endswith(("\r", "\n"))
    end = LINE_END.search(text)
    said = [text[start:stop] for start, stop in spans]
    said = [each if each.endswith(("\r", "\n")) else each + (end[0] if end else "\n") for each in said]
    made, at = [text[: spans[0][0]]], spans[0][0]
    for slot, place in enumerate(order):
        made.append(text[at : spans[slot][0]])
        made += [] if place in off else [said[place]]
        at = spans[slot][1]
    whole = "".join([*made, text[at:]])
    return whole if ended else whole.rstrip("\r\n")


def _span(file: CsvText, row: Sequence[Cell]) -> tuple[int, int]:
    """Return where a row's lines begin and end, in the file's text."""
    start, end = file.at(row[0].start), file.at(row[-1].end)
    begin = max(file.text.rfind("\n", 0, start), file.text.rfind("\r", 0, start)) + 1
    ended = LINE_END.search(file.text, end)
    return begin, ended.end() if ended else len(file.text)
