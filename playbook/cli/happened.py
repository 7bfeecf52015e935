"""A file of cases that happened: their inputs, by id or label, and the columns beside them, which go with each case."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, BinaryIO

from calculators import InputError
from calculators.analysis.one_by_one import Inputs
from calculators.analysis.spaces import Rules
from calculators.tables import BLANKS
from calculators.text import short
from playbook.cli.batch import Way, line_blocks_of, pieces
from playbook.cli.cases import CsvRows, JsonLines
from playbook.cli.progress import More
from playbook.errors import Problem, Problems, expected

type Case = dict[str, Any]
"""`row`, `inputs` as `replayed` takes them, and `others`, what else there is of it by heading; or `row` and `error`."""
type Names = Mapping[str, str]
"""The ids of inputs, by id, label and short label."""


def cases(file: BinaryIO, name: str, versions: Sequence[Rules], language: str, more: More) -> Iterator[list[Case]]:
    """Yield the cases of a file for calculator `name`, a block at a time: JSON Lines, CSV, or a workbook.

    Raises Problems for a file that has no input of either version, or cannot be read.
    """
    rules = _both(versions)
    names = {field[key]: field["id"] for field in rules["fields"] for key in ("label", "short", "id") if key in field}
    shown = getattr(file, "name", "-")
    try:
        is_csv, blocks = line_blocks_of(pieces(file, more), Way(name, rules, language), shown)
        if not is_csv:
            yield from map(_Lines(rules, names).answers, blocks)
            return
        first = next(blocks, [])
        rows = _Rows(first, rules, names, shown)
        yield from map(rows.answers, chain([first], blocks))
        yield rows.answers([], last=True)
    except InputError as error:
        raise Problems([Problem(shown, 1, 1, error.message)]) from None


def _both(versions: Sequence[Rules]) -> dict[str, Any]:
    """Return the rules of the last version, with the inputs of all."""
    fields = {field["id"]: field for rules in versions for field in rules["fields"]}
    return {**versions[-1], "fields": list(fields.values())}


def _failed(rules: Rules, number: int, error: Mapping[str, Any]) -> Case:
    field = next((field for field in rules["fields"] if field["id"] == error["field"]), None)
    said = rules["words"]["value"].format(label=short(field), value=error["message"]) if field else error["message"]
    return {"row": number, "error": said}


class _Lines(JsonLines[Case]):
    """Cases of JSON Lines."""

    def __init__(self, rules: Rules, names: Names) -> None:
        super().__init__(rules, self._case, partial(_failed, rules))
        self._names = names

    def _answer(self, number: int, text: str | None) -> Case:
        return {**super()._answer(number, text), "row": number}

    def _case(self, inputs: Inputs) -> Case:
        known = {self._names[key]: value for key, value in inputs.items() if key in self._names}
        return {"inputs": known, "others": {key: each for key, each in inputs.items() if key not in self._names}}


class _Rows(CsvRows[Case]):
    """Cases of a table's rows. Raises Problems for a heading without any input."""

    def __init__(self, first: Sequence[str | None], rules: Rules, names: Names, shown: str) -> None:
        super().__init__(first, rules, lambda meant: partial(self._case, meant), partial(_failed, rules))
        self._names, self._shown = names, shown
        self._fields = {field["id"]: field for field in rules["fields"]}
        self._heads: list[str] = []

    def _answer(self, number: int, row: list[str] | None) -> Case | None:
        found = super()._answer(number, row)
        if found is None or row is None:
            return found
        others = {
            head: row[at].strip(BLANKS)
            for at, head in enumerate(self._heads)
            if head and head not in self._names and at < len(row)
        }
        return {**found, "row": number, "others": others}

    def _case(self, meant: Any, given: Inputs) -> Case:
        return {"inputs": {name: meant(self._fields[name], cell) for name, cell in given.items()}}

    def _others(self, count: int) -> set[int]:
        return set(range(len(self._heads), count))  # what stands below no heading

    def _heading(self, row: Sequence[str]) -> list[tuple[int, str]]:
        self._heads = [cell.strip(BLANKS) for cell in row]
        found = [(at, self._names[head]) for at, head in enumerate(self._heads) if head in self._names]
        ids = [name for _, name in found]
        twice = next((self._heads[at] for place, (at, name) in enumerate(found) if name in ids[:place]), None)
        if twice:
            raise InputError("cases", self._rules["messages"]["column_twice"].format(name=twice))
        if not found:
            wanted = f"columns that are called as inputs are: {', '.join(dict.fromkeys(self._names.values()))}"
            raise Problems([Problem(self._shown, self._number + 1, 1, expected(wanted, ", ".join(self._heads)))])
        return found
