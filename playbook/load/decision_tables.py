"""Tables of decisions that stand in a CSV file beside the calculator: read as if they were written in its YAML.

The heading names the inputs, and `level`; `label` may be there. A cell is a choice or several (`a | b`), true or false,
`not_given`, a number, an interval (`> 10`, `>= 10 < 20`, `10..20`) in which numbers may be names of figures, or, to say
nothing of its input, `any`, `-` or empty.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from playbook.errors import Problem, Problems, expected
from playbook.model.condition import ANY
from playbook.source.document import Document, Location, Place
from playbook.source.table_file import Cell, read

LEVEL, LABEL = "level", "label"
ENDS = {">": "above", ">=": "at_least", "≥": "at_least", "<": "below", "<=": "at_most", "≤": "at_most"}
END = re.compile(r"\s*(>=|<=|[<>≥≤])\s*([^\s<>=≥≤]+)\s*")
INTERVAL = re.compile(rf"(?:{END.pattern}){{1,2}}")
RANGE = re.compile(r"(\S+?)\s*\.\.\s*(\S+)")
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


def with_tables(document: Document, folder: Path, shown: Path) -> Document:
    """Return a calculator's file with the tables it names in their places. Raises Problems.

    `folder` is where it stands, `shown` that folder as messages name it.
    """
    forms = document.data.get("forms") if isinstance(document.data, dict) else None
    problems: list[Problem] = []
    for place, form in enumerate(forms) if isinstance(forms, tuple) else ():
        rows = form.get("rows") if isinstance(form, dict) else None
        if not isinstance(rows, dict) or not isinstance(rows.get("file"), str):
            continue
        at: Location = ("forms", place, "rows", "file")
        name = rows["file"]
        if "columns" in form:
            wanted = expected("no columns beside a file: its heading names them", "some")
            problems.append(document.problem(("forms", place, "columns"), wanted, at_key=True))
        elif Path(name).name != name or not (folder / name).is_file():
            problems.append(document.problem(at, expected("a CSV file in the same folder", repr(name))))
        else:
            try:
                document = _with(document, place, read(folder / name, str(shown / name)).lines, str(shown / name))
            except Problems as error:
                problems += error.problems
    if problems:
        raise Problems(problems)
    return document


def _with(document: Document, place: int, lines: list[list[Cell]], path: str) -> Document:
    """Return the document with one table in its place, every cell of it at its own place."""
    heading = lines[0] if lines else []
    problems = list(_faults(lines, path))
    if problems:
        raise Problems(problems)
    names = [cell.text for cell in heading]
    at: Location = ("forms", place)
    factors = [k for k, name in enumerate(names) if name not in (LEVEL, LABEL)]
    values: dict[Location, Place] = {(*at, "columns"): (heading[0].line, heading[0].column)}
    values |= {(*at, "columns", number): (heading[k].line, heading[k].column) for number, k in enumerate(factors)}
    rows = []
    for number, line in enumerate(lines[1:]):
        row: dict[str, Any] = {"when": tuple(_bands(line[k].text) for k in factors)}
        here: Location = (*at, "rows", number)
        values[here] = values[(*here, "when")] = (line[0].line, line[0].column)
        values |= {(*here, "when", n): (line[k].line, line[k].column) for n, k in enumerate(factors)}
        for name in (LEVEL, LABEL):
            if name in names and (cell := line[names.index(name)]).text:
                row[name] = int(cell.text) if name == LEVEL and cell.text.isdecimal() else cell.text
                values[(*here, name)] = (cell.line, cell.column)
        rows.append(row)
    table = {"columns": tuple(names[k] for k in factors), "rows": tuple(rows)}
    forms = document.data["forms"]
    data = {**document.data, "forms": (*forms[:place], {**forms[place], **table}, *forms[place + 1 :])}
    kept = {known: spot for known, spot in document.values.items() if known[:3] != (*at, "rows")}
    included = {**document.included, (*at, "columns"): path, (*at, "rows"): path}
    return replace(document, data=data, values={**kept, (*at, "rows"): (1, 1), **values}, included=included)


def _faults(lines: list[list[Cell]], path: str) -> Iterator[Problem]:
    if len(lines) < 2:
        yield Problem(path, 1, 1, expected("a heading and a line for each rule", f"{len(lines)} lines"))
        return
    names = [cell.text for cell in lines[0]]
    if LEVEL not in names:
        yield Problem(path, 1, 1, expected(f"a column {LEVEL!r} in the heading", ", ".join(names)))
    for cell in lines[0]:
        if not cell.text:
            yield Problem(path, cell.line, cell.column, expected("the name of an input", "nothing"))
    for line in lines[1:]:
        if len(line) != len(names):
            message = expected(f"{len(names)} cells, as many as the heading has", str(len(line)))
            yield Problem(path, line[0].line, line[0].column, message)


def _bands(text: str) -> Any:
    """Return what a cell says, as YAML would have it."""
    if text in ("", "-", *ANY):
        return ANY[0]
    if NUMBER.fullmatch(text):
        return {"at_least": _number(text), "at_most": _number(text)}
    if found := RANGE.fullmatch(text):
        return {"at_least": _number(found[1]), "at_most": _number(found[2])}
    if INTERVAL.fullmatch(text):
        return {ENDS[sign]: _number(number) for sign, number in END.findall(text)}
    several = tuple({"true": True, "false": False}.get(part.strip(), part.strip()) for part in text.split("|"))
    return several if len(several) > 1 else several[0]


def _number(text: str) -> Any:
    """Return a number, or the name of a figure."""
    if not NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)
