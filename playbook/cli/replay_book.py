"""A replay as a workbook: a row for each case, and what they add up to. It is written as it is worked out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from calculators.analysis.replay import PROMISED, SIDES, added, overtaken
from calculators.text import short
from playbook.model.handbook import Handbook
from playbook.pages.sheet_name import sheet_name
from playbook.source import whole_file

type Rules = Mapping[str, Any]
type Part = Mapping[str, Any]


def write(file: Path, handbook: Handbook, before: Rules, after: Rules, parts: Iterable[Part]) -> None:
    """Write the workbook, whole or not at all. Raises Problems.

    The columns beside the inputs are those that cases of the first part have.
    """
    book = Workbook(write_only=True)
    labels = handbook.interface.labels
    sheet, totals = _Sheet(book, labels.replay.cases), dict[str, Any]()
    columns: _Columns | None = None
    for part in parts:
        if columns is None:
            columns = _Columns(labels, before, after, part["rows"])
            sheet.append(columns.heading)
        for row in part["rows"]:
            sheet.append(columns.cells(row))
        totals = added(totals, part["totals"]) if totals else part["totals"]
    summed = _Sheet(book, labels.replay.totals)
    for cells in _totals(labels, after, totals) if totals else ():
        summed.append(cells)
    with whole_file.begun(file) as begun:
        book.save(begun)


class _Sheet:
    """A sheet to which rows are added; text is text, whatever it begins with."""

    def __init__(self, book: Workbook, title: str) -> None:
        self._sheet: Any = book.create_sheet(sheet_name(title, book.sheetnames))

    def append(self, cells: Iterable[Any]) -> None:
        self._sheet.append([self._cell(value) for value in cells])

    def _cell(self, value: Any) -> Any:
        if isinstance(value, bool | int | float) or value is None:
            return value
        cell = WriteOnlyCell(self._sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
        cell.data_type = "s"
        return cell


class _Columns:
    """The columns of the cases: what else each has, its inputs, its answers before and after."""

    def __init__(self, labels: Any, before: Rules, after: Rules, rows: Iterable[Mapping[str, Any]]) -> None:
        rows = list(rows)
        self._labels = labels
        self._others = list(dict.fromkeys(name for row in rows for name in row["others"]))
        self._fields = {field["id"]: field for rules in (before, after) for field in rules["fields"]}
        self._answers = _answers(after)
        self._names = {
            side: {level["id"]: level["name"] for level in rules["levels"]}
            for side, rules in (("before", before), ("after", after))
        }
        answers = [
            text.format(label=label)
            for label in self._answers.values()
            for text in (labels.replay.before, labels.replay.after)
        ]
        self.heading = [
            labels.replay.row,
            *self._others,
            *map(short, self._fields.values()),
            *answers,
            labels.replay.remark,
        ]

    def cells(self, row: Mapping[str, Any]) -> Iterator[Any]:
        """Yield the cells of a case."""
        yield row["row"]
        yield from (row["others"].get(name) for name in self._others)
        yield from (_given(field, row["inputs"].get(name)) for name, field in self._fields.items())
        for key in self._answers:
            for side in ("before", "after"):
                value = row.get(side, {}).get(key)
                yield self._names[side].get(value, value) if key == "level" else value
        yield row.get("error") or self._lacking(row.get("missing"))

    def _lacking(self, names: Sequence[str] | None) -> str | None:
        labels = self._labels
        return str(labels.replay.missing.format(names=", ".join(names))) if names else None


def _given(field: Mapping[str, Any], value: Any) -> Any:
    """Return what was given for an input, choices by their labels."""
    if isinstance(value, list | tuple):
        return ", ".join(str(_given(field, each)) for each in value)
    return next((choice["label"] for choice in field["choices"] if choice["id"] == value), value)


def _answers(rules: Rules) -> dict[str, str]:
    """Return what a case is answered, by the keys that `replayed` has, with labels."""
    results = {spec["id"]: spec["label"] for spec in rules["results"] if not spec.get("columns")}
    if not rules["forms"]:
        return results
    given = {name for level in rules["levels"] for name in level} - {"id", "name", "cost_cap_yuan"}
    names = {"level": "level", **{key: name for key, name in PROMISED.items() if name in results or name in given}}
    names |= {name: name for name in sorted(given - set(PROMISED.values()))}
    return {key: results.get(name, name) for key, name in names.items()}


def _totals(labels: Any, rules: Rules, totals: Mapping[str, Any]) -> Iterator[list[Any]]:
    counted = {
        "rows": labels.replay.rows,
        "changed": labels.replay.changed,
        "unchanged": labels.replay.unchanged,
        "sooner": labels.replay.sooner,
        "later": labels.replay.later,
        "not_recorded": labels.replay.not_recorded,
        "faulty": labels.replay.faulty,
    }
    yield from ([label, totals[key]] for key, label in counted.items())
    if totals["scores"]:
        yield [labels.replay.overtaken, overtaken(totals)]
    if totals["levels"]:
        names = {level["id"]: level["name"] for level in rules["levels"]}
        yield []
        yield [labels.replay.old, labels.replay.new, labels.replay.count]
        for each in totals["levels"]:
            yield [*(names.get(each[side], each[side]) for side in ("old", "new")), each["count"]]
    if totals["sums"]:
        yield []
        yield ["", labels.replay.old, labels.replay.new, labels.replay.up, labels.replay.down]
        answers = _answers(rules)
        yield from ([answers.get(key, key), *(sums[side] for side in SIDES)] for key, sums in totals["sums"].items())
