"""Tables as an input: text with a line for each row (CSV), or a list of rows. Every fault of every row is told at once.

A table's first line names its columns, by id, label or short label, in any order. What parts them is a comma, narrow or
wide, a tab (as cells are pasted from a spreadsheet) or a semicolon, or what a line `sep=` before it says.

Where no comma parts the cells, a number may have a decimal comma: 3,5 or 0,125. Three digits after one, as in 1,780,
are thousands between tabs; between other signs, where spreadsheets write decimal commas, they may be either: refused.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from calculators.errors import InputError
from calculators.numbers import narrow

type Row = tuple[int, dict[str, Any]]  # as a spreadsheet numbers it, and the cells by column id

DELIMITERS = ("\t", ",", "\uff0c", ";", "\uff1b")
NAMED = re.compile('\ufeff?"?sep=([!#-/:-@\\[-`{-~\uff0c\uff1b\t])"?[ \t,;]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
COMMAS = ",\uff0c"
BLANKS = "\t\n\v\f\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What a page takes off a cell's ends: a mark of byte order, where files were put together, is none of its signs."""
COMMA = re.compile(r"(?<![0-9.,])([0-9]+),([0-9]+)(?![0-9.,])")
SEVERAL = re.compile("[,;/+|\uff0c\uff1b\u3001]")
TOLD = 5
MOST = 10_000


def read(
    field: Mapping[str, Any], given: Any, rules: Mapping[str, Any], value: Callable[..., Any]
) -> tuple[dict[str, Any], ...]:
    """Return the rows, each with a value for every column as `value(column, cell, rules)` reads it.

    Raises InputError with all faults; its message tells the first of them.
    """
    rows = list(_rows(field, given, rules))
    messages, most = rules["messages"], int(field.get("maximum", MOST))
    if not rows:
        raise InputError(field["id"], messages["no_rows"])
    if len(rows) > most:
        raise InputError(field["id"], messages["too_many_rows"].format(most=most, count=len(rows)))
    separator = layout(given)[0] if isinstance(given, str) else ","
    read_rows, faults = [], []
    for number, cells in rows:
        row = {}
        for column in field["columns"]:
            try:
                row[column["id"]] = value(column, as_field(column, cells.get(column["id"]), separator, rules), rules)
            except InputError as error:
                faults.append({"row": number, "column": column["id"], "message": error.message})
        read_rows.append(row)
    if faults:
        raise _error(field, faults, messages)
    return tuple(read_rows)


class Unclosed(ValueError):
    """A quote begins a cell and does not end it; `row` is the line of cells that it stands in."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def layout(text: str) -> tuple[str, int]:
    """Return what parts the cells of a table, and where it begins: after a line `sep=;`, which Excel reads as that."""
    named = NAMED.match(text)
    if named:
        return named[1], named.end()
    first = re.split("[\r\n]", text.lstrip("\ufeff\r\n "), maxsplit=1)[0]
    return next((each for each in DELIMITERS if each in first), ","), int(text.startswith("\ufeff"))


def records(text: str) -> list[list[str]]:
    """Return the lines of a table as text, their cells trimmed; one without anything in it is an empty list.

    Raises Unclosed.
    """
    delimiter, start = layout(text)
    csv.field_size_limit(len(text) + 1)  # a cell may be all of it: only quotes are at fault below
    lines: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter, strict=True):
            cells = [cell.strip(BLANKS) for cell in line]
            lines.append(cells if any(cells) else [])
    except csv.Error:
        raise Unclosed(len(lines) + 1) from None
    return lines


def _rows(field: Mapping[str, Any], given: Any, rules: Mapping[str, Any]) -> Iterator[Row]:
    messages = rules["messages"]
    if isinstance(given, str):
        try:
            lines = records(given)
        except Unclosed as error:
            faults = [{"row": error.row, "column": None, "message": messages["unclosed_quote"]}]
            raise _error(field, faults, messages) from None
        start = next((at for at, line in enumerate(lines) if line), len(lines))
        names = lines[start] if start < len(lines) else []
        named = [at for at, name in enumerate(names) if name]
        columns = named_columns(field, [names[at] for at in named], messages)
        faults = []
        for number, line in enumerate(lines[start + 1 :], start + 2):
            if any(cell for at, cell in enumerate(line) if at not in named):
                text = messages["too_many_cells"].format(count=len(line), columns=len(columns))
                faults.append({"row": number, "column": None, "message": text})
        if faults:
            raise _error(field, faults, messages)
        for number, line in enumerate(lines[start + 1 :], start + 2):
            if line:
                yield number, {name: line[at] for at, name in zip(named, columns, strict=True) if at < len(line)}
        return
    if not isinstance(given, list | tuple) or not all(isinstance(row, Mapping) for row in given):
        raise InputError(field["id"], messages["not_a_table"])
    known: dict[tuple[Any, ...], list[str]] = {}  # rows mostly have the same
    for number, row in enumerate(given, 2):
        keys = tuple(row)
        if keys not in known:
            known[keys] = named_columns(field, keys, messages)
        yield number, dict(zip(known[keys], row.values(), strict=True))


def named_columns(field: Mapping[str, Any], names: Sequence[Any], messages: Mapping[str, str]) -> list[str]:
    """Return the ids of the columns that a heading names."""
    known = {column[key]: column["id"] for column in field["columns"] for key in ("label", "short", "id")}
    shown = [column["short"] for column in field["columns"]]
    strange = [str(name)[:20] for name in names if name not in known]
    if strange:
        text = messages["unknown_columns"].format(names=", ".join(strange[:TOLD]), choices=", ".join(shown))
        raise InputError(field["id"], text)
    columns = [known[name] for name in names]
    twice = [name for at, name in enumerate(names) if columns[at] in columns[:at]]
    if twice:
        raise InputError(field["id"], messages["column_twice"].format(name=twice[0]))
    missing = [each["short"] for each in field["columns"] if each["required"] and each["id"] not in columns]
    if missing:
        raise InputError(field["id"], messages["missing_columns"].format(names=", ".join(missing)))
    return columns


def as_field(column: Mapping[str, Any], cell: Any, separator: str, rules: Mapping[str, Any]) -> Any:
    """Return a cell as a field has it: ids for the words of choices, true for yes, a point for a decimal comma."""
    if not isinstance(cell, str):
        return cell
    match column["type"]:
        case "number" if separator not in COMMAS:
            return _with_points(column, narrow(cell), separator, rules)
        case "flag":
            words = rules["words"]
            return {words["yes"]: "true", words["no"]: "false"}.get(cell.strip(), cell)
        case "choice":
            return _choice(column, cell.strip(), rules)
        case "choices":
            return [_choice(column, each.strip(), rules) for each in SEVERAL.split(cell)]
    return cell


def _with_points(column: Mapping[str, Any], cell: str, separator: str, rules: Mapping[str, Any]) -> str:
    """Return a number's cell with its decimal commas as points. Raises InputError for one that may part thousands."""

    def meant(found: re.Match[str]) -> str:
        whole, rest = found.groups()
        if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
            return f"{whole}.{rest}"
        if separator == "\t":
            return found[0]
        before, after = cell[: found.start()], cell[found.end() :]
        thousands, decimals = f"{before}{whole}{rest}{after}", f"{before}{whole}.{rest}{after}"
        text = rules["messages"]["doubtful_comma"]
        raise InputError(column["id"], text.format(value=cell[:40], thousands=thousands[:40], decimals=decimals[:40]))

    return COMMA.sub(meant, cell)


def _choice(column: Mapping[str, Any], cell: str, rules: Mapping[str, Any]) -> str:
    """Return the id of a choice named by its label or id; empty where the cell is, or says that there is none."""
    known: dict[str, str] = {"": "", rules["words"]["none"]: ""} | {
        choice[key]: choice["id"] for choice in column["choices"] for key in ("id", "label")
    }
    if cell not in known:
        labels = ", ".join(choice["label"] for choice in column["choices"])
        raise InputError(column["id"], rules["messages"]["unknown_choice"].format(value=cell[:40], choices=labels))
    return known[cell]


def _error(field: Mapping[str, Any], faults: list[dict[str, Any]], messages: Mapping[str, str]) -> InputError:
    """Return the error for all faults; its message tells the first few, a line for each."""
    labels = {column["id"]: column["short"] for column in field["columns"]}
    told = []
    for fault in faults[:TOLD]:
        kind = "row_fault" if fault["column"] is None else "cell_fault"
        label = labels.get(fault["column"], "")
        told.append(messages[kind].format(row=fault["row"], column=label, message=fault["message"]))
    if len(faults) > TOLD:
        told.append(messages["more_faults"].format(count=len(faults) - TOLD))
    return InputError(field["id"], *told, rows=faults)
