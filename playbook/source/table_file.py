"""A table beside a YAML file, as a spreadsheet saves it (CSV): its cells with the place of each."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from calculators.tables import layout
from playbook.errors import Problem, Problems, expected
from playbook.source.signs import refuse

LINE_ENDS = str.maketrans({"\r": "\n"})
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods files begin, and .xls."""


@dataclass(frozen=True)
class Cell:
    """What stands between two separators, without blanks around it, and where it begins; both count from 1.

    `start` and `end` are where it stands among the signs of the file's text, in which each line ends in one sign.
    """

    text: str
    line: int
    column: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Table:
    """The lines of a file, those without anything in them left out, and what parts the cells of each."""

    lines: list[list[Cell]]
    separator: str


def local_encoding(language: str) -> str:
    """Return what spreadsheets save CSV in where it is not Unicode, by a handbook's language.

    In a Chinese one that is GB18030; elsewhere Windows-1252, of which GB18030 would make Chinese without a word.
    """
    return "gb18030" if language == "zh" else "cp1252"


def decoded(raw: bytes, language: str) -> str:
    """Return the text of a table in a handbook of this language. Raises UnicodeDecodeError.

    It is in UTF-16, as Excel saves "Unicode text", in UTF-8, or in the local encoding.
    """
    if encoding := wide(raw):
        text = raw.decode(encoding)
        if "\0" in text:  # no sign of any text: it is in UTF-32, or no text at all
            raise UnicodeDecodeError(encoding, raw, 0, 1, "a byte of no text")
        return text
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode(local_encoding(language))


def wide(raw: bytes) -> str | None:
    """Return which UTF-16 bytes are that begin a file, None if they are none."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" not in raw:  # what parts cells and lines has a byte 0 in UTF-16, before or after the other
        return None
    return "utf-16-le" if raw[::2].count(0) < raw[1::2].count(0) else "utf-16-be"


def read(path: Path, shown: str, language: str) -> Table:
    """Return the table at `path`, which messages name as `shown`. Raises Problems."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problems([Problem(shown, 1, 1, f"cannot be read: {error.strerror}")]) from None
    if raw.startswith(WORKBOOKS):
        raise Problems([Problem(shown, 1, 1, expected("a table saved as CSV", "a workbook"))])
    try:
        text = decoded(raw, language)
    except UnicodeDecodeError as error:
        at = min(error.start, len(raw) - 1)
        local = local_encoding(language).upper()
        message = expected(f"a table saved as CSV UTF-8, or in {local}", f"byte 0x{raw[at]:02x}")
        raise Problems([Problem(shown, raw[:at].count(b"\n") + 1, 1, message)]) from None
    return parsed(text, shown)


def parsed(text: str, shown: str) -> Table:
    """Return the table in a text. Raises Problems."""
    text = text.replace("\r\n", "\n").translate(LINE_ENDS)
    refuse(text, shown)
    separator, start = layout(text)
    lines = _Reader(text, start, separator, shown).lines()
    return Table([line for line in lines if any(cell.text for cell in line)], separator)


class _Reader:
    """Goes through a text once; quotes hold separators and line ends, and a quote where it is doubled."""

    def __init__(self, text: str, begin: int, separator: str, shown: str) -> None:
        self.text, self.separator, self.shown = text, separator, shown
        self.at, self.line, self.start = begin, text.count("\n", 0, begin) + 1, begin

    def lines(self) -> list[list[Cell]]:
        found: list[list[Cell]] = []
        while self.at < len(self.text):
            cells = [self._cell()]
            while self._took(self.separator):
                cells.append(self._cell())
            found.append(cells)
            self._took("\n")
        return found

    def _took(self, sign: str) -> bool:
        if self.text[self.at : self.at + 1] != sign:
            return False
        self.at += 1
        if sign == "\n":
            self.line, self.start = self.line + 1, self.at
        return True

    def _cell(self) -> Cell:
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1
        line, column, opened = self.line, self.at - self.start + 1, self.at
        quoted = ""
        if self._took('"'):
            quoted = self._quoted(line, column)
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] not in (self.separator, "\n"):
            self.at += 1
        rest = self.text[begin : self.at]
        if begin > opened and rest.strip():  # the quote that ends a cell before it is lost
            raise self._unclosed(line, column)
        end = opened + len(self.text[opened : self.at].rstrip())
        return Cell((quoted + rest).strip(), line, column, opened, end)

    def _quoted(self, line: int, column: int) -> str:
        found = ""
        while self.at < len(self.text):
            if self._took('"'):
                if not self._took('"'):
                    return found
                found += '"'
            else:
                sign = self.text[self.at]
                found += sign
                if not self._took("\n"):
                    self.at += 1
        raise self._unclosed(line, column)

    def _unclosed(self, line: int, column: int) -> Problems:
        return Problems([Problem(self.shown, line, column, expected("a second quote that ends the cell", "none"))])
