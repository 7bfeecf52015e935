"""Cases by columns: files of millions of them, CSV or Parquet, larger than memory where they are, through Polars.

Where answers follow from cells, each column is turned into the places of its cells at once, and the answers are looked
up by number. A number is compared as a float: two that are not the same float are in the order of their floats. What is
not plainly a number is read by the calculators, once for each way in which it is written.
"""

import codecs
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from calculators import InputError
from calculators.analysis.axes import Axis
from calculators.analysis.by_cell import has_cells
from calculators.analysis.by_formula import ByFormula, has_formulas
from calculators.analysis.every_cell import every_cell
from calculators.analysis.one_by_one import Meant
from calculators.tables import BLANKS, as_field, layout, named_columns
from playbook.cli import csv_answers
from playbook.errors import Problem, Problems, expected
from playbook.source import whole_file

ERROR = "error"
PLAIN = r"^-?(?:[0-9]{1,15}|[0-9]{1,9}\.[0-9]{1,6})$"
"""A number of at most 15 digits: two that differ are two floats."""
EXACT = 2.0**53
HEAD = 1 << 16
"""Bytes of a CSV file in which its heading stands."""
AGAIN = re.compile("_duplicated_[0-9]+$")
"""What Polars puts behind a heading that is there a second time."""
UNCLOSED, OF_THE_DISK = "not properly escaped", "os error"
"""What Polars says of a quote without an end, and of what could not be written."""


class Refused(Exception):
    """A calculator whose answers are not found by columns: tables go into it, or it has a module."""


def answer(name: str, rules: Mapping[str, Any], source: Path, out: Path) -> None:
    """Write the cases of a file with their answers beside them into another, which is then there as a whole.

    What a row's inputs are wrong in stands in its column `error`. Raises Problems, and InputError for a heading that
    does not name inputs.
    """
    for path in (source, out):
        if path.suffix.lower() not in (".csv", ".parquet"):
            raise _fault(path, expected("a file whose name ends in .csv or .parquet", path.name))
    whole_file.apart(out, source)
    try:
        cases, separator = _csv(source, rules) if source.suffix.lower() == ".csv" else (pl.scan_parquet(source), ",")
        schema = cases.collect_schema()
        answering = asked(name, rules, schema.names(), separator)
        twice = ", ".join(column for column in answering.schema if column in schema)
        if twice:
            raise _fault(source, expected("no column of a name that the answers have", twice))
        found = cases.map_batches(answering.answers, schema={**schema, **answering.schema}, streamable=True)
        with whole_file.begun(out) as begun:
            if out.suffix.lower() == ".csv":
                found.sink_csv(begun)
            else:
                found.sink_parquet(begun)
    except (pl.exceptions.PolarsError, OSError) as error:
        said = getattr(error, "strerror", None) or str(error)
        message = rules["messages"]["unclosed_quote"] if UNCLOSED in said else said.splitlines()[0]
        raise _fault(out if OF_THE_DISK in said else source, message) from None


def _fault(path: Path, message: str) -> Problems:
    return Problems([Problem(str(path), 0, 0, message)])


def _csv(source: Path, rules: Mapping[str, Any]) -> tuple[pl.LazyFrame, str]:
    """Return what reads a CSV file, all of it as text, and what parts its cells."""
    with source.open("rb") as file:
        head = file.read(HEAD)
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        raise _fault(source, rules["messages"]["save_as_utf8"]) from None
    separator, start = layout(text)
    rows = pl.scan_csv(source, infer_schema=False, separator=separator, skip_lines=int(start > 0))
    return rows.filter(pl.any_horizontal(pl.all().str.strip_chars(BLANKS) != "")), separator  # an empty row is no case


def asked(name: str, rules: Mapping[str, Any], headings: Sequence[str], separator: str) -> "_ByCell | _ByFormula":
    """Return what answers a file with these headings, block by block. Raises Refused, and InputError for a heading."""
    if not has_cells(name, rules) and not has_formulas(name, rules):
        raise Refused
    field = {"id": "columns", "columns": rules["fields"]}
    known = {column[key] for column in rules["fields"] for key in ("label", "short", "id") if key in column}
    written = {heading: AGAIN.sub("", heading).strip(BLANKS) for heading in headings}
    mine = {heading: name for heading, name in written.items() if name in known}
    columns = dict(zip(named_columns(field, list(mine.values()), rules["messages"]), mine, strict=True))

    def meant(field: Mapping[str, Any], cell: Any) -> Any:
        return as_field(field, cell.strip(BLANKS) if isinstance(cell, str) else cell, separator, rules)

    return _ByCell(rules, columns, meant) if has_cells(name, rules) else _ByFormula(name, rules, columns, meant)


class _ByCell:
    """Answers that are looked up."""

    def __init__(self, rules: Mapping[str, Any], columns: Mapping[str, str], meant: Meant) -> None:
        self._axes = [(Axis(field, rules, meant), columns.get(field["id"])) for field in rules["fields"]]
        names = [name for name in csv_answers.columns(rules) if name not in csv_answers.NAMES]
        flat = [dict(csv_answers.flat(found)) for found in every_cell(rules)]
        self._found = [_column(name, [each.get(name) for each in flat]) for name in names]
        self.schema = {series.name: series.dtype for series in self._found} | {ERROR: pl.String()}

    def answers(self, cases: pl.DataFrame) -> pl.DataFrame:
        """Return the cases of a block with their answers."""
        cells = pl.repeat(0, len(cases), dtype=pl.Int32, eager=True)
        errors = pl.repeat(None, len(cases), dtype=pl.String, eager=True)
        for axis, column in self._axes:
            nothing = pl.repeat(None, len(cases), dtype=pl.String, eager=True)
            given = nothing if column is None else _in_cells(cases[column])
            places, wrong = _placed(axis, given)
            cells = cells * len(axis.cells) + places
            if wrong:
                errors = errors.zip_with(errors.is_not_null(), _replaced(given, wrong, pl.String()))
        return cases.with_columns(*(series.gather(cells) for series in self._found), errors.alias(ERROR))


def _in_cells(given: pl.Series) -> pl.Series:
    """Return a column as cells of CSV have it, where its values are lists or have parts."""
    if isinstance(given.dtype, pl.Array):
        given = given.arr.to_list()
    if isinstance(given.dtype, pl.List):
        return given.cast(pl.List(pl.String)).list.join(",")
    return given.cast(pl.String) if given.dtype.is_nested() else given


def _column(name: str, values: Sequence[Any]) -> pl.Series:
    """Return answers as a column: of numbers, whole ones where all are, or of texts."""
    return pl.Series(name, values, dtype=pl.Float64 if any(isinstance(each, float) for each in values) else None)


def _placed(axis: Axis, given: pl.Series) -> tuple[pl.Series, dict[Any, str]]:
    """Return the place of each value's cell, null for one that cannot be read, and what is wrong with those."""
    if axis.first is not None and (given.dtype == pl.String or given.dtype.is_numeric()):
        places, sure = _between(axis, axis.first, given)
    elif axis.field["type"] == "choice" and given.dtype == pl.String:
        places, sure = _chosen(axis, given)
    else:
        return _looked_up(axis, given, given)
    if sure.all():
        return places, {}
    others, wrong = _looked_up(axis, given, given.filter(~sure))
    return places.zip_with(sure, others), wrong


def _between(axis: Axis, first: int, given: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the places of numbers among the cut points, and of which of them that is sure."""
    number = given.cast(pl.Float64, strict=False)
    plain = given.str.contains(PLAIN) if given.dtype == pl.String else number.abs() < EXACT
    places = pl.repeat(first - 1, len(given), dtype=pl.Int32, eager=True)
    for cut in axis.floats:
        places = places + (number >= cut).cast(pl.Int32) + (number > cut).cast(pl.Int32)
    return places, (plain & (number > axis.low) & (number < axis.high)).fill_null(value=False)


def _chosen(axis: Axis, given: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the places of choices that are written as the rules call them, and which of the values are."""
    places = pl.repeat(0, len(given), dtype=pl.Int32, eager=True)
    sure = pl.repeat(False, len(given), dtype=pl.Boolean, eager=True)
    for value in axis.cells:
        if value is not None:
            same = (given == value).fill_null(value=False)
            places, sure = places + same.cast(pl.Int32) * axis.places[value], sure | same
    return places, sure


def _looked_up(axis: Axis, given: pl.Series, odd: pl.Series) -> tuple[pl.Series, dict[Any, str]]:
    """Return places and faults as `_placed` does, of the values that are among the `odd` ones, each read once."""
    places: dict[Any, int | None] = {}
    wrong: dict[Any, str] = {}
    for value in odd.unique():
        try:
            places[value] = axis.places[value]
        except InputError as error:
            places[value], wrong[value] = None, f"{error.field}: {error.message}"
    return _replaced(given, places, pl.Int32()), wrong


def _replaced(given: pl.Series, known: Mapping[Any, Any], kind: pl.DataType) -> pl.Series:
    """Return what stands beside each value, null for others."""
    return given.replace_strict(
        pl.Series(list(known), dtype=given.dtype), pl.Series(list(known.values()), dtype=kind), default=None
    )


class _ByFormula:
    """Formulas, worked out row by row in whole numbers."""

    def __init__(self, name: str, rules: Mapping[str, Any], columns: Mapping[str, str], meant: Meant) -> None:
        self._columns = {column: name for name, column in columns.items()}
        self._asked = ByFormula(name, rules, meant=meant)
        self._names = [spec["id"] for spec in rules["formulas"]]
        self.schema = {name: pl.Float64() for name in self._names} | {ERROR: pl.String()}

    def answers(self, cases: pl.DataFrame) -> pl.DataFrame:
        """Return the cases of a block with their answers."""
        found: list[dict[str, Any]] = []
        for inputs in cases.select(list(self._columns)).rename(self._columns).iter_rows(named=True):
            try:
                found.append(json.loads(self._asked.brief(inputs)))
            except InputError as error:
                found.append({ERROR: f"{error.field}: {error.message}"})
        return cases.hstack(pl.DataFrame(found, schema=self.schema))
