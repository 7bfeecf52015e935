"""Tables of decisions that stand in a CSV file beside the calculator: read as if they were written in its YAML.

The heading names the inputs, and `level`; `label` may be there. A cell is a choice or several (`a | b`), true or false,
`not_given`, a number, an interval (`> 10`, `>= 10 < 20`, `10..20`) in which numbers may be names of figures, or, to say
nothing of its input, `any`, `-` or empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from playbook.errors import Problem, Problems, expected
from playbook.load.table_cells import Unread, bands
from playbook.model.condition import ANY
from playbook.source.document import Document, Location, Place
from playbook.source.table_file import Cell, Table, read

ENDING = ".csv"
LEVEL, LABEL = "level", "label"


def named(document: Document) -> dict[int, str]:
    """Return the names of the files that a calculator takes tables from, by the number of the form."""
    forms = document.data.get("forms") if isinstance(document.data, dict) else None
    found = {}
    for place, form in enumerate(forms) if isinstance(forms, tuple) else ():
        rows = form.get("rows") if isinstance(form, dict) else None
        if isinstance(rows, dict) and isinstance(rows.get("file"), str):
            found[place] = rows["file"]
    return found


def with_tables(document: Document, folder: Path, shown: Path, language: str) -> tuple[Document | None, list[Problem]]:
    """Return a calculator's file with the tables it names in their places, and what is wrong with these.

    It is None where that leaves nothing to check. `folder` is where it stands, `shown` that folder as messages name it,
    `language` the handbook's.
    """
    told: list[Problem] = []
    found: Document | None = document
    for place, name in named(document).items():
        at: Location = ("forms", place)
        missed = _missed(folder, name)
        if "columns" in document.data["forms"][place]:
            wanted = expected("no columns beside a file: its heading names them", "some")
            told.append(document.problem((*at, "columns"), wanted, at_key=True))
            found = None
        elif missed:
            told.append(document.problem((*at, "rows", "file"), missed))
            found = None
        else:
            path = str(shown / name)
            try:
                table = _without_empty_columns(read(folder / name, path, language))
                document, faults = _with(document, place, table, path)
                told += faults
            except Problems as error:
                told += error.problems
                found = None
    return (document if found else None), told


def _missed(folder: Path, name: str) -> str | None:
    """Return what is said of a name that is not that of a file in the folder. Capitals count, whatever the computer."""
    wanted = "the name of a CSV file in the same folder"
    if "/" in name or "\\" in name:
        return expected(wanted, f"a path, {name!r}")
    there = {path.name: path for path in folder.iterdir()}
    if name not in there and not (folder / name).is_dir():
        tables = sorted(each for each in there if each.lower().endswith(ENDING))
        alike = [each for each in there if each.casefold() == name.casefold()]
        if alike:
            return expected(wanted, f"{name!r}, differing in capitals from {alike[0]!r}")
        return expected(wanted, f"no such file, {name!r}", tables)
    if (folder / name).is_dir():
        return expected(wanted, f"a folder, {name!r}")
    return None


def _without_empty_columns(table: Table) -> Table:
    """Return the table without the columns in which nothing stands; spreadsheets write some beside those filled."""
    filled = {k for line in table.lines for k, cell in enumerate(line) if cell.text}
    return replace(table, lines=[[cell for k, cell in enumerate(line) if k in filled] for line in table.lines])


def _inputs(document: Document) -> dict[str, Mapping[str, Any]] | None:
    """Return the calculator's inputs, None where not all can be made out, which is told there."""
    fields = document.data.get("fields")
    if not isinstance(fields, tuple):
        return None
    found: dict[str, Mapping[str, Any]]
    found = {each["id"]: each for each in fields if isinstance(each, dict) and isinstance(each.get("id"), str)}
    return found if len(found) == len(fields) else None


def _with(document: Document, place: int, table: Table, path: str) -> tuple[Document, list[Problem]]:
    """Return the document with one table in its place, every cell of it at its own place, and the cells at fault."""
    lines, inputs = table.lines, _inputs(document)
    names = _names(lines[0], inputs) if lines else []
    faults = list(_faults(lines, names, inputs, path))
    if faults:
        raise Problems(faults)
    heading = lines[0]
    at: Location = ("forms", place)
    factors = [k for k, name in enumerate(names) if name not in (LEVEL, LABEL)]
    values: dict[Location, Place] = {(*at, "columns"): (heading[0].line, heading[0].column)}
    values |= {(*at, "columns", number): (heading[k].line, heading[k].column) for number, k in enumerate(factors)}
    rows = []

    def said(cell: Cell, name: str) -> Any:
        try:
            return bands(cell.text, (inputs or {}).get(name, {}), table.separator)
        except Unread as error:
            faults.append(Problem(path, cell.line, cell.column, str(error)))
            return ANY[0]

    for number, line in enumerate(lines[1:]):
        row: dict[str, Any] = {"when": tuple(said(line[k], names[k]) for k in factors)}
        here: Location = (*at, "rows", number)
        values[here] = values[(*here, "when")] = (line[0].line, line[0].column)
        values |= {(*here, "when", n): (line[k].line, line[k].column) for n, k in enumerate(factors)}
        for name in (LEVEL, LABEL):
            if name in names and (cell := line[names.index(name)]).text:
                row[name] = int(cell.text) if name == LEVEL and cell.text.isdecimal() else cell.text
                values[(*here, name)] = (cell.line, cell.column)
        rows.append(row)
    written = {"columns": tuple(names[k] for k in factors), "rows": tuple(rows)}
    forms = document.data["forms"]
    data = {**document.data, "forms": (*forms[:place], {**forms[place], **written}, *forms[place + 1 :])}
    kept = {known: spot for known, spot in document.values.items() if known[:3] != (*at, "rows")}
    included = {**document.included, (*at, "columns"): path, (*at, "rows"): path}
    values = {**kept, (*at, "rows"): (1, 1), **values}
    return replace(document, data=data, values=values, included=included), faults


def _names(heading: list[Cell], inputs: Mapping[str, Any] | None) -> list[str]:
    """Return the names in a heading as they are written elsewhere, whatever their capitals are here."""
    known = {name.casefold(): name for name in (*(inputs or ()), LEVEL, LABEL)}
    return [known.get(cell.text.casefold(), cell.text) for cell in heading]


def _faults(
    lines: list[list[Cell]], names: list[str], inputs: Mapping[str, Any] | None, path: str
) -> Iterator[Problem]:
    if len(lines) < 2:
        yield Problem(path, 1, 1, expected("a heading and a line for each rule", f"{len(lines)} lines"))
        return
    known = None if inputs is None else [*inputs, LEVEL, LABEL]
    lacking = [] if LEVEL in names else [LEVEL]
    for k, (cell, name) in enumerate(zip(lines[0], names, strict=True)):
        message = None
        if not name:
            message = expected("the name of an input", "nothing")
        elif name in names[:k]:
            message = f"the column {name!r} stands here a second time"
        elif known is not None and name not in known:
            if get_close_matches(name.casefold(), lacking):
                message = expected(f"the column {LEVEL!r}", repr(name))
                lacking = []  # that the right one is missing goes without saying
            else:
                message = expected("an input of this calculator, or level or label", repr(name), known)
        if message:
            yield Problem(path, cell.line, cell.column, message)
    if lacking:
        yield Problem(path, lines[0][0].line, 1, expected(f"a column {LEVEL!r} in the heading", ", ".join(names)))
    for line in lines[1:]:
        if len(line) != len(names):
            message = expected(f"{len(names)} cells, as many as the heading has", str(len(line)))
            yield Problem(path, line[0].line, line[0].column, message)
