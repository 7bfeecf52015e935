"""Numbers changed, rows left out and moved in CSV files, as spreadsheets save them; every other byte stays."""

import codecs
from pathlib import Path
from typing import Any

import pytest

from playbook.load.table_edits import CsvText, with_numbers, with_rows
from playbook.rules.draft_edits import as_edited, edits
from playbook.rules.draft_file import read_draft
from tests.apply.test_random_drafts import config
from tests.load.test_decision_tables import CSV, TABLE, written
from tests.support.drafted import read

TEXT = 'hours,mood,level\n< 6,"a | b",x\n\n>= 6 < 24,"c\nd",y\n24, -,z'
WAYS = {
    "utf-8": ("utf-8", b"", "\n", ","),
    "marked": ("utf-8", codecs.BOM_UTF8, "\r\n", ","),
    "unicode text": ("utf-16-le", codecs.BOM_UTF16_LE, "\r\n", "\t"),
    "the other way round": ("utf-16-be", codecs.BOM_UTF16_BE, "\r\n", "\t"),
    "without a mark": ("utf-16-le", b"", "\r\n", "\t"),
    "local": ("cp1252", b"", "\r\n", ";"),
}


def file(way: str, text: str) -> tuple[CsvText, Any]:
    encoding, mark, end, separator = WAYS[way]

    def raw(text: str) -> bytes:
        return mark + text.replace("\n", end).replace(",", separator).replace("x", "x\xe9").encode(encoding)

    return CsvText(raw(text), "t.csv", "en"), raw


@pytest.mark.parametrize("way", WAYS)
def test_every_other_byte_stays(way: str) -> None:
    csv, raw = file(way, TEXT)
    cell = csv.table.lines[3][0]
    assert csv.written(csv.text) == raw(TEXT)
    made = with_numbers(csv, {(cell.line, cell.column): {24: 30}})
    assert csv.written(made) == raw(TEXT.replace("\n24,", "\n30,"))
    assert csv.written(with_rows(csv, [0, 1, 2], {1})) == raw(TEXT.replace('>= 6 < 24,"c\nd",y\n', ""))
    moved = 'hours,mood,level\n24, -,z\n\n>= 6 < 24,"c\nd",y\n< 6,"a | b",x'
    assert csv.written(with_rows(csv, [2, 1, 0], set())) == raw(moved)


CELLS = [
    ("14", {14: 15}, "15", ","),
    ("0-14", {14: 15}, "0-15", ","),
    ("-10--5", {-10: -20, -5: 3}, "-20-3", ","),
    ("soon2..20", {2: 9, 20: 21}, "soon2..21", ","),
    ("> 1,5 <= 2,5", {1.5: 1.25}, "> 1,25 <= 2,5", ";"),
    (">= 1.50", {1.5: 2}, ">= 2", ","),
    ("\uff11\uff14", {14: 15}, "15", ","),
    ("\u22125 \u2013 9", {-5: -6, 9: 5}, "-6 \u2013 5", ","),
    ("< 100 | > 1000", {100: 90}, "< 90 | > 1000", ","),
]


@pytest.mark.parametrize(("cell", "numbers", "wanted", "separator"), CELLS)
def test_numbers_in_a_cell(cell: str, numbers: dict[float, float], wanted: str, separator: str) -> None:
    text = f"hours{separator}level\n{cell}{separator}x\n"
    made = with_numbers(CsvText(text.encode(), "t.csv", "en"), {(2, 1): numbers})
    assert made == f"hours{separator}level\n{wanted}{separator}x\n"


DRAFT = """\
numbers: {refund.table.hours.24: {from: 24, to: 36.5}}
off: [refund.table.6]
order: {refund.table: ["1", "2", "4", "3", "5", "6", "7"]}
"""


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_goes_into_a_table_as_spreadsheets_save_it(way: str, tmp_path: Path) -> None:
    encoding, mark, end, separator = WAYS[way]
    text = TABLE.replace("Late, ", "Late ").replace("Soothe", "Soothe\xe9").replace(",", separator)
    folder = written(tmp_path, mark + text.replace("\n", end).encode(encoding))
    draft = folder / "draft.yml"
    draft.write_text(DRAFT, encoding="utf-8")
    handbook = read(folder)
    found = read_draft(draft, handbook)
    (made,) = edits(config(folder), handbook, found)
    as_edited(config(folder), handbook, found, [made])
    number = "36,5" if separator == ";" else "36.5"
    lines = text.replace("24", number).split("\n")
    wanted = [*lines[:3], lines[4], lines[3], lines[5], *lines[7:]]
    assert (made.name, made.after) == (CSV, mark + end.join(wanted).encode(encoding))
