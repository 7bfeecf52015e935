"""A table beside a YAML file, as a spreadsheet saves it (CSV): its cells with the place of each."""

from dataclasses import dataclass
from pathlib import Path

from playbook.errors import Problem, Problems, expected

SEPARATORS = ("\t", ";", ",")


@dataclass(frozen=True)
class Cell:
    """What stands between two separators, without blanks around it, and where it begins; both count from 1."""

    text: str
    line: int
    column: int


def read(path: Path, shown: str) -> list[list[Cell]]:
    """Return the lines of the table at `path`, those without anything in them left out. Raises Problems.

    It is UTF-8, or GB18030 as Chinese spreadsheets write it. What parts the cells is what stands in the first line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problems([Problem(shown, 1, 1, f"cannot be read: {error.strerror}")]) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError as error:
            message = expected("text encoded as UTF-8 or GB18030", f"byte 0x{raw[error.start]:02x}")
            raise Problems([Problem(shown, raw[: error.start].count(b"\n") + 1, 1, message)]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = text.partition("\n")[0]
    separator = next((each for each in SEPARATORS if each in first), ",")
    lines = _Reader(text, separator, shown).lines()
    return [line for line in lines if any(cell.text for cell in line)]


class _Reader:
    """Goes through a text once; quotes hold separators and line ends, and a quote where it is doubled."""

    def __init__(self, text: str, separator: str, shown: str) -> None:
        self.text, self.separator, self.shown = text, separator, shown
        self.at, self.line, self.start = 0, 1, 0

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
        line, column = self.line, self.at - self.start + 1
        quoted = ""
        if self._took('"'):
            quoted = self._quoted(line, column)
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] not in (self.separator, "\n"):
            self.at += 1
        return Cell((quoted + self.text[begin : self.at]).strip(), line, column)

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
        raise Problems([Problem(self.shown, line, column, expected("a second quote that ends the cell", "none"))])
