"""The shipped workbooks read by others than their maker: a formula library, and LibreOffice without a screen."""

import csv
import random
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import batched
from pathlib import Path
from typing import Any

import formulas
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

import calculators
from calculators.cells import cuts
from calculators.inputs import parse
from playbook.pages.workbooks import workbooks
from tests.support.handbooks import default, rules
from tests.support.worked import worked_cases

LEVELS, SCORE = "response-level", "priority-score"
COMPARED = {
    LEVELS: ("level", "advised_cap_yuan"),
    SCORE: ("score", "weighted_score"),
}
SEED = 20261121
FILE = "assessment.xlsx"
OUT = "out"
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{}"
"""One sheet, by its number, in UTF-8, numbers as they are and not as they are shown."""
AT_ONCE = 40  # given 520 files, LibreOffice 7.4 wrote 247 and ended with status 0


@cache
def content() -> bytes:
    """The workbook that assesses, as it is published."""
    return next(book.content for book in workbooks(default()) if book.path.endswith(FILE))


def loaded() -> Workbook:
    return load_workbook(BytesIO(content()))


@cache
def places() -> dict[str, tuple[str, str]]:
    """The sheet and the cell of every name in the workbook."""
    found = {}
    for name, defined in loaded().defined_names.items():
        sheet, cell = str(defined.attr_text).rsplit("!", 1)
        found[name] = (sheet.strip("'"), cell.replace("$", ""))
    return found


def typed(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a person would fill in for a parsed case: by the name of the cell, a number or the words to choose."""
    words, cells = rules()[name]["words"], {}
    for field in rules()[name]["fields"]:
        value = values[field["id"]]
        labels = {choice["id"]: choice["label"] for choice in field.get("choices", ())}
        match field["type"]:
            case "number":
                cells[f"in_{field['id']}"] = None if value is None else float(value)
            case "choice":
                cells[f"in_{field['id']}"] = labels[value]
            case "choices":
                cells |= {f"in_{field['id']}_{key}": words["yes" if key in value else "no"] for key in labels}
            case "flag":
                cells[f"in_{field['id']}"] = words["yes" if value else "no"]
    return cells


def worked(name: str) -> list[dict[str, Any]]:
    """The worked cases of a calculator that have a result, parsed."""
    return [parse(case.as_json(), rules()[name]) for case in worked_cases() if case.calculator == name and case.expect]


def randomly(name: str, count: int) -> Iterator[dict[str, Any]]:
    """Cases with numbers on the cut points, a hair beside them, and anywhere; everything else by chance."""
    chance = random.Random(SEED)
    for _ in range(count):
        yield {field["id"]: _value(chance, field, rules()[name]) for field in rules()[name]["fields"]}


def _value(chance: random.Random, field: Mapping[str, Any], compiled: Mapping[str, Any]) -> Any:
    ids = [choice["id"] for choice in field.get("choices", ())]
    match field["type"]:
        case "choice":
            return chance.choice(ids)
        case "choices":
            return tuple(key for key in ids if chance.random() < 0.5)
        case "flag":
            return chance.random() < 0.5
    points = cuts(field, compiled)
    if not field["required"] and chance.random() < 0.2:
        return None
    point = chance.choice(points)
    beside = [
        point,
        point - Decimal("0.01"),
        point + Decimal("0.01"),
        Decimal(round(chance.uniform(0, 2 * float(point)))),
    ]
    return min(max(chance.choice(beside), Decimal(field["minimum"])), Decimal(field.get("maximum", 10**9)))


def expected(name: str, case: Mapping[str, Any]) -> list[float]:
    """What Python says, in the order of COMPARED."""
    found = calculators.results(name, case, rules()[name])
    return [found[key] for key in COMPARED[name]]


def by_library(name: str, cases: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """What a formula library makes of the workbook, which it reads once: for every case the COMPARED results."""
    inputs = list(typed(name, cases[0]))
    outputs = [f"out_{key}" for key in COMPARED[name]]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_bytes(content())
        model = formulas.ExcelModel().loads(str(Path(folder) / FILE)).finish()
    compiled = model.compile([_key(item) for item in inputs], [_key(item) for item in outputs])
    found = []
    for case in cases:
        given = ["" if value is None else value for value in typed(name, case).values()]
        found.append([float(cell.value[0, 0]) for cell in compiled(*given)])
    return found


def _key(name: str) -> str:
    sheet, cell = places()[name]
    return f"'[{FILE}]{sheet}'!{cell}"


def by_libreoffice(name: str, cases: Sequence[Mapping[str, Any]], folder: Path) -> list[list[float]]:
    """What LibreOffice makes of the workbook, filled in once for every case."""
    book = loaded()
    sheet, _ = places()[f"out_{COMPARED[name][0]}"]
    for number, case in enumerate(cases):
        for key, value in typed(name, case).items():
            page, cell = places()[key]
            book[page][cell] = value
        book.save(folder / f"{number}.xlsx")
    convert(folder, [f"{number}.xlsx" for number in range(len(cases))], AS_CSV.format(book.sheetnames.index(sheet) + 1))
    rows = [int(places()[f"out_{key}"][1].lstrip("B")) for key in COMPARED[name]]
    found = []
    for number in range(len(cases)):
        (file,) = (folder / OUT).glob(f"{number}-*.csv")
        lines = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        found.append([float(lines[row - 1][1]) for row in rows])
    return found


def convert(folder: Path, files: Sequence[str], target: str, *more: str) -> None:
    """Have LibreOffice read files in `folder`, with `more` options, and write them anew into OUT, some at a time."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += [*more, "--convert-to", target, "--outdir", OUT]
    for some in batched(files, AT_ONCE, strict=False):
        done = subprocess.run([*command, *some], cwd=folder, capture_output=True, text=True, check=False, timeout=600)
        assert done.returncode == 0, done.stderr
