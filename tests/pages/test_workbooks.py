"""The workbooks: the same answers as Python, from formulas that every spreadsheet has, in the same bytes each time."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from playbook.pages.workbooks import workbooks
from playbook.pages.workbooks.book import Book, Formula
from tests.support import recalculated
from tests.support.browser import ROOT
from tests.support.handbooks import default, rules
from tests.support.recalculated import LEVELS, SCORE

RANDOM = {LEVELS: 120, SCORE: 50}
MANY = {LEVELS: 500, SCORE: 50}
OLD_ENOUGH = {"AND", "IF", "IFERROR", "INDEX", "ISNUMBER", "MATCH", "MIN", "OR", "ROUND", "TRUE", "FALSE"}
"""Functions that Excel has had since 2007, and LibreOffice and WPS have, too."""


@pytest.mark.parametrize(
    ("name", "count"),
    [*RANDOM.items(), pytest.param(LEVELS, MANY[LEVELS], marks=pytest.mark.full)],
)
def test_a_formula_library_gets_what_python_gets(name: str, count: int) -> None:
    cases = [*recalculated.worked(name), *recalculated.randomly(name, count)]
    assert len(cases) > count + 5
    answers = [recalculated.expected(name, case) for case in cases]
    for case, found, answer in zip(cases, recalculated.by_library(name, cases), answers, strict=True):
        assert found == pytest.approx(answer), case
    assert len({tuple(answer) for answer in answers}) > 3, "the cases are all alike"


@pytest.mark.full
@pytest.mark.parametrize(("name", "count"), MANY.items())
def test_libreoffice_gets_what_python_gets(name: str, count: int, tmp_path: Path) -> None:
    cases = [*recalculated.worked(name), *recalculated.randomly(name, count)]
    for case, found in zip(cases, recalculated.by_libreoffice(name, cases, tmp_path), strict=True):
        assert found == pytest.approx(recalculated.expected(name, case)), case
    print(f"LibreOffice: {len(cases)} cases of {name}, all as Python")


def test_formulas_use_only_what_every_spreadsheet_has() -> None:
    cells = [
        cell for sheet in recalculated.loaded() for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert len(cells) > 200
    words = re.compile(r'"[^"]*"|\'[^\']*\'')
    used = {name for cell in cells for name in re.findall(r"[A-Z][A-Z0-9.]*(?=\()", words.sub("", str(cell.value)))}
    assert used <= OLD_ENOUGH


def test_inputs_can_be_chosen_and_limited() -> None:
    book = recalculated.loaded()
    for name in (LEVELS, SCORE):
        for field in rules()[name]["fields"]:
            if field["type"] == "choices":
                continue
            page, cell = recalculated.places()[f"in_{field['id']}"]
            limits = [item for item in book[page].data_validations.dataValidation if cell in item.sqref]
            assert len(limits) == 1
            assert limits[0].showErrorMessage and limits[0].error
            if field["type"] == "number":
                assert (limits[0].type, float(limits[0].formula1)) == ("decimal", field["minimum"])
            else:
                listed, area = recalculated.places()[limits[0].formula1]
                offered = [row[0].value for row in book[listed][area]]
                assert offered == [choice["label"] for choice in field.get("choices", ())] or field["type"] == "flag"


LONG = "ten signs_" * 3 + "x"  # as long as may be
TITLES = [
    ([LONG + "one", LONG + "two"], [LONG, LONG[:29] + " 2"]),
    (
        ["a" * 31] * 11,
        ["a" * 31, *(f"{'a' * 29} {number}" for number in range(2, 10)), *(f"{'a' * 28} 1{n}" for n in "01")],
    ),
    (["Abc", "aBC", "ABC 2"], ["Abc", "aBC 2", "ABC 2 2"]),
    (["History", "HISTORY"], ["History 2", "HISTORY 3"]),
    (["///", "'*?:'", "[]"], ["Sheet", "Sheet 2", "Sheet 3"]),
    (["\U0001f600" * 16, "\U0001f600" * 17], ["\U0001f600" * 15, "\U0001f600" * 14 + " 2"]),
]


@pytest.mark.parametrize(("titles", "names"), TITLES)
def test_excel_takes_the_names_of_sheets(titles: list[str], names: list[str]) -> None:
    book = Book("b", "o")
    for title in titles:
        sheet = book.sheet(title, [10.0])
        sheet.add(Formula(sheet.at(1, 2)))
    written = load_workbook(BytesIO(book.bytes()))
    assert written.sheetnames == names
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)
    assert [str(sheet["A1"].value).split("!")[0].strip("='") for sheet in written] == names


@pytest.mark.parametrize("name", ["ledger", "stock"])
def test_tables_have_every_column_and_the_samples(name: str) -> None:
    _, record = default().kept_tables[f"records/{name}"]
    book = load_workbook(BytesIO(next(b.content for b in workbooks(default()) if b.path.endswith(f"{name}.xlsx"))))
    empty, samples = book.worksheets[:2]
    heads = [cell.value for cell in empty[1]]
    assert heads == [column.label for column in record.columns], "names that a file's reader knows again"
    assert [[cell.value for cell in row] for row in samples.iter_rows(min_row=2)] == [
        list(row.values.values()) for row in record.rows
    ]
    assert empty.max_row == 1, "the sheet to fill in is empty"
    assert empty.data_validations.dataValidation


def test_the_ledger_offers_levels_and_keeps_ratings_to_ten() -> None:
    content = next(book.content for book in workbooks(default()) if book.path.endswith("ledger.xlsx"))
    book = load_workbook(BytesIO(content))
    by_column = {str(item.sqref)[0]: item for item in book.worksheets[0].data_validations.dataValidation}
    offered = {}
    for column in ("C", "D"):
        sheet, area = str(book.defined_names[by_column[column].formula1].attr_text).rsplit("!", 1)
        offered[column] = [row[0].value for row in book[sheet.strip("'")][area.replace("$", "")]]
        samples = {cell.value for cell in book.worksheets[1][column][1:]}
        assert samples and samples <= set(offered[column]), "the samples are what can be chosen"
    assert offered["D"] == [level.name for level in default().levels.levels]
    assert (by_column["H"].formula1, by_column["H"].formula2) == ("0", "10")
    assert by_column["F"].formula1 == "0"


def test_equal_content_gives_equal_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from tests.support.handbooks import default; "
        "from playbook.pages.workbooks import workbooks; "
        "print(hashlib.sha256(b''.join(b.content for b in workbooks(default()))).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_the_site_offers_them_with_their_sizes(site: Path) -> None:
    for page, file in (
        ("calculators/response-level", "downloads/assessment.xlsx"),
        ("records/ledger", "downloads/records/ledger.xlsx"),
        ("alliance", "downloads/records/stock.xlsx"),
    ):
        text = (site / page / "index.html").read_text(encoding="utf-8")
        size = -(-(site / file).stat().st_size // 1024)
        assert re.search(rf'href="(\.\./)+{re.escape(file)}"[^>]*>[^<]*{size} KB', text), page
