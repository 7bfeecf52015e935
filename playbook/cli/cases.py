"""Cases as they stand in the lines of a file, JSON Lines or CSV, each answered where it stands."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from json.decoder import JSONDecoder
from typing import Any

from calculators import InputError
from calculators.analysis.one_by_one import Inputs, Meant
from calculators.tables import BLANKS, as_field, layout, named_columns
from playbook.errors import Problems

type Ask[Found] = Callable[[Inputs], Found]
type Failed[Found] = Callable[[int, dict[str, Any]], Found]
"""Takes the number of a line and what is wrong in it: {"field", "message"}, and `rows` where a table is at fault."""
type Lines = Sequence[str | None]

JSON_BLANKS = " \t\n\r"
LONGEST = 1 << 17
"""Signs of a cell: where a quote is never closed, what follows is not held for long."""
UNFINISHED = "unexpected end of data"
"""What the library says of a row that goes on beyond the last line."""


class JsonLines[Found]:
    """A JSON object of inputs in each line."""

    def __init__(self, rules: Mapping[str, Any], ask: Ask[Found], failed: Failed[Found]) -> None:
        self._ask, self._failed = ask, failed
        self._messages = rules["messages"]
        self._several = {field["id"] for field in rules["fields"] if field["type"] == "choices"}
        self._scan = JSONDecoder(parse_int=str, parse_float=str, object_pairs_hook=list).raw_decode
        self._number = 0

    def answers(self, lines: Lines) -> list[Found]:
        """Return an answer for each of the next lines that has something in it."""
        found = []
        for number, line in enumerate(lines, self._number + 1):
            text = line.strip(JSON_BLANKS) if line else line
            if text or line is None:
                found.append(self._answer(number, text))
        self._number += len(lines)
        return found

    def _answer(self, number: int, text: str | None) -> Found:
        try:
            return self._ask(self._inputs(text or ""))
        except _Twice as error:
            return self._failed(number, {"field": error.args[0], "message": self._messages["given_twice"]})
        except InputError as error:
            return self._failed(number, error.as_data())
        except Problems as error:  # of a handbook's own module, which may work for the next line
            return self._failed(number, {"field": None, "message": str(error)})
        except (ValueError, RecursionError):
            return self._failed(number, {"field": None, "message": self._messages["not_json"]})

    def _inputs(self, text: str) -> Inputs:
        """Return the inputs of a line, numbers as they are written, however many digits or whatever exponent."""
        if text.startswith("{") and text.find("{", 1) < 0 and "[" not in text:  # nothing in it but pairs
            found, end = self._scan(text)
            inputs = dict(found)
            if len(inputs) == len(found) and end == len(text):
                return inputs
        inputs = json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=_once)
        if not isinstance(inputs, dict):
            raise ValueError
        for name in self._several & inputs.keys():
            if isinstance(inputs[name], list):
                inputs[name] = tuple(inputs[name])
        return inputs


class _Twice(Exception):
    """A key that stands twice in one object."""


def _once(items: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in items:
        if key in result:
            raise _Twice(key)
        result[key] = value
    return result


class CsvRows[Found]:
    """Rows below a heading that names inputs, by id, label or short label: as a table among the inputs is written.

    `ask` makes what answers, of what says what a cell means. Raises InputError for a heading that is none.
    """

    def __init__(
        self, first: Lines, rules: Mapping[str, Any], ask: Callable[[Meant], Ask[Found]], failed: Failed[Found]
    ) -> None:
        text = "".join(f"{line or ''}\n" for line in first)
        self._separator, start = layout(text)
        self._skipped = text.count("\n", 0, start)  # a line that says what parts cells
        self._number = 0
        self._columns: list[tuple[int, str]] = []
        self._failed, self._rules = failed, rules
        self._held: list[str] = []
        self._ask = ask(self._meant)

    def _meant(self, field: Mapping[str, Any], cell: Any) -> Any:
        return as_field(field, cell.strip(BLANKS) if isinstance(cell, str) else cell, self._separator, self._rules)

    def answers(self, lines: Lines, last: bool = False) -> list[Found]:
        """Return an answer for each of the next rows that has something in it; one that goes on is kept until then."""
        return [answer for number, row in self._rows(lines, last) if (answer := self._answer(number, row)) is not None]

    def _rows(self, lines: Lines, last: bool) -> Iterator[tuple[int, list[str] | None]]:
        """Yield the number of the line in which each row begins, and its cells; None for one that does not end."""
        skipped = min(self._skipped, len(lines))
        self._skipped -= skipped
        self._number += skipped
        held = [*self._held, *(f"{line or ''}\n" for line in islice(lines, skipped, None))]
        csv.field_size_limit(LONGEST)
        reader, begun = csv.reader(held, delimiter=self._separator, strict=True), 0
        self._held = []
        while begun < len(held):
            try:
                row: list[str] | None = next(reader)
            except csv.Error as error:
                if not last and UNFINISHED in str(error):
                    self._held = held[begun:]
                    break
                row = None
            yield self._number + begun + 1, row
            begun = reader.line_num
        self._number += begun

    def _answer(self, number: int, row: list[str] | None) -> Found | None:
        messages = self._rules["messages"]
        if row is None:
            return self._failed(number, {"field": None, "message": messages["unclosed_quote"]})
        if not any(row) or not any(cell.strip(BLANKS) for cell in row):
            return None
        if not self._columns:
            self._columns = self._heading(row)
            return None
        given = {name: row[at] for at, name in self._columns if at < len(row)}
        if len(row) > len(self._columns) and any(row[at].strip(BLANKS) for at in self._others(len(row))):
            text = messages["too_many_cells"].format(count=len(row), columns=len(self._columns))
            return self._failed(number, {"field": None, "message": text})
        try:
            return self._ask(given)
        except InputError as error:
            return self._failed(number, error.as_data())
        except Problems as error:
            return self._failed(number, {"field": None, "message": str(error)})

    def _others(self, count: int) -> set[int]:
        return set(range(count)) - {at for at, _ in self._columns}

    def _heading(self, row: Sequence[str]) -> list[tuple[int, str]]:
        """Return the columns that a heading names: their places and inputs. Raises InputError."""
        names = [cell.strip(BLANKS) for cell in row]
        named = [at for at, name in enumerate(names) if name]
        field = {"id": "batch", "columns": self._rules["fields"]}
        return list(zip(named, named_columns(field, [names[at] for at in named], self._rules["messages"]), strict=True))
