"""Tables in CSV files beside a calculator: what their cells may say, and every fault at its line and column."""

from pathlib import Path
from typing import Any

import pytest

import calculators
from playbook.errors import Problems
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.rules.report import audits, problems
from tests.support.handbooks import bakery

CALCULATOR = """\
title: Refund
description: What a customer gets back
lead: Fill in.
no_script: See the table.
sources: [BK-01]
fields:
  - id: hours
    type: number
    label: Hours late
    short: Late
    unit: hours
    minimum: 0
    required: true
    worse: higher
    sources: [BK-01]
  - {id: regular, type: flag, label: A regular, short: Regular, default: false, sources: [BK-01]}
  - id: mood
    type: choice
    label: Mood
    short: Mood
    default: calm
    worse: listed_first
    choices: [{id: furious, label: Furious}, {id: cross, label: Cross}, {id: calm, label: Calm}]
    sources: [BK-01]
results: [{id: level, label: Refund, unit: level, main: true}, {id: share, label: Share, unit: percent}]
levels:
  - {id: whole, name: All of it, colour: "#a01010", shape: square, gives: {share: 100}}
  - {id: half, name: Half, colour: "#705000", shape: circle, gives: {share: 50}}
  - {id: none, name: Nothing, colour: "#205020", shape: diamond, gives: {share: 0}}
forms:
  - {id: table, title: Table, type: rows, hit_policy: unique, sources: [BK-01], rows: {file: refund.csv}}
"""
TABLE = """\
hours,regular,mood,level,label
< soon_hours,any,furious | cross,half,Soothe
< soon_hours,,calm,none,
>= soon_hours < 24,true,-,whole,
>= soon_hours < 24,false,furious,whole,
>= soon_hours < 24,false,cross | calm,half,
24,any,any,whole,
> 24,any,any,whole,"Late, ""very"" late"
"""
FILE, CSV = "content/calculators/refund.yml", "content/calculators/refund.csv"


def written(folder: Path, table: str | bytes = TABLE, calculator: str = CALCULATOR) -> Path:
    bakery(folder)
    (folder / FILE).write_text(calculator, encoding="utf-8")
    (folder / CSV).write_bytes(table if isinstance(table, bytes) else table.encode())
    return folder


def read(folder: Path) -> Handbook:
    return load(folder / "content", folder / "settings", folder)


def said(folder: Path) -> list[str]:
    """What is wrong with the handbook in a folder: its files, or else its rules."""
    try:
        handbook = read(folder)
    except Problems as error:
        return [str(problem) for problem in error.problems]
    return [str(problem) for problem in problems(handbook, audits(handbook))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("ending", "separator", "first"), [("\n", ",", ""), ("\r\n", ";", "sep=;\r\n"), ("\r\n", "\t", "")]
)
def test_a_table_is_read_as_spreadsheets_write_it(
    encoding: str, ending: str, separator: str, first: str, tmp_path: Path
) -> None:
    text = first + TABLE.replace("Late, ", "Late ").replace(",", separator).replace("\n", ending)
    folder = written(tmp_path, text.encode(encoding))
    assert said(folder) == []
    rules = read(folder).rules["refund"]
    cases: list[tuple[dict[str, Any], str, int]] = [
        ({"hours": 5, "mood": "cross"}, "half", 50),
        ({"hours": 5.9}, "none", 0),
        ({"hours": 6, "regular": True}, "whole", 100),
        ({"hours": 6}, "half", 50),
        ({"hours": 24}, "whole", 100),
        ({"hours": 1000}, "whole", 100),
    ]
    for inputs, level, share in cases:
        found = calculators.calculate("refund", inputs, rules)
        assert (found["level"], found["share"]) == (level, share), inputs
    late = calculators.calculate("refund", {"hours": 25}, rules)
    assert late["reasons"][1]["text"].startswith('Table, Late "very" late: ')
    assert calculators.calculate("refund", {"hours": 24}, rules)["reasons"][1]["text"].startswith("Table, row 6: ")


FAULTS = [
    ("a gap", "24,any,any,whole,\n", "", f"{CSV}:1:1: gap: no rule of table answers in 6 of its 30 cells"),
    (
        "an overlap",
        "> 24,any",
        ">= 24,any",
        f"{CSV}:8:1: conflict: the lines 7 and 8 of table hold at once (hit policy unique)",
    ),
    ("a dead row", "24,any,any", "< 0,any,any,whole,\n24,any,any", f"{CSV}:7:1: the line 7 of table can never fire"),
    ("an input that is none", "hours,regular", "hour,regular", f"{CSV}:1:1: expected an input of this calculator, or"),
    (
        "a choice that is none",
        "furious | cross",
        "furious | glad",
        f"{CSV}:2:18: expected a choice of mood, got 'glad'",
    ),
    ("a level that is none", "calm,none", "calm,nothing", f"{CSV}:3:20: expected one of the calculator's own levels"),
    (
        "an interval for a choice",
        ",furious,whole",
        ",> 3,whole",
        f"{CSV}:5:26: expected a choice of mood, got '> 3' (",
    ),
    ("a figure that is none", "24,any,any", "> day,any,any", f"{CSV}:7:1: expected a number or the name of a figure"),
    ("a cell too few", "24,any,any,whole,\n", "24,any,any,whole\n", f"{CSV}:7:1: expected 5 cells, as many as the"),
    ("a quote that ended before", 'late"', 'late" and', f"{CSV}:8:20: expected a second quote that ends the cell"),
    ("a quote without end", 'late"', "late", f"{CSV}:8:20: expected a second quote that ends the cell, got none"),
    ("no level", "mood,level", "mood,levels", f"{CSV}:1:20: expected the column 'level', got 'levels'"),
    (
        "a table without level",
        "mood,level,label",
        "mood,,label",
        f"{CSV}:1:1: expected a column 'level' in the heading",
    ),
    (
        "a column twice",
        "hours,regular,mood",
        "hours,regular,Hours",
        f"{CSV}:1:15: the column 'hours' stands here a sec",
    ),
    ("no yes or no", "24,true", "24,maybe", f"{CSV}:4:20: expected true or false for regular, got 'maybe'"),
    (
        "a sign that steers",
        "half,Soothe",
        "half,So\x07the",
        f"{CSV}:2:41: expected signs that every file can hold, got the character U+0007",
    ),
    (
        "no range",
        "\n24,any",
        "\nlate,any",
        f"{CSV}:7:1: expected a range for hours, such as 0..14, >= 10 < 20 or > 10, got 'late'",
    ),
    (
        "a decimal comma",
        "\n24,any",
        '\n"24,5",any',
        f"{CSV}:7:1: expected a number such as 1000, or 1.5: decimals take",
    ),
    (
        "a reversal",
        ">= soon_hours < 24,true,-,whole,",
        ">= soon_hours < 24,true,-,none,",
        f"{CSV}:4:1: table gets milder",
    ),
]


@pytest.mark.parametrize(("old", "new", "wanted"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_of_a_table_stands_at_its_place(old: str, new: str, wanted: str, tmp_path: Path) -> None:
    assert old in TABLE
    found = said(written(tmp_path, TABLE.replace(old, new, 1)))
    assert any(each.startswith(wanted) for each in found), found


def test_a_column_that_never_matters_stands_at_its_heading(tmp_path: Path) -> None:
    table = "hours,mood,level\n< 24,any,half\n>= 24,furious,whole\n>= 24,cross | calm,whole\n"
    found = said(written(tmp_path, table, CALCULATOR.replace("    worse: higher\n", "")))
    assert f"{CSV}:1:7: the factor mood never changes what table answers" in found


@pytest.mark.parametrize(
    ("file", "said_of"),
    [
        ("none.csv", "no such file, 'none.csv' (choices: refund.csv)"),
        ("../levels.yml", "a path, '../levels.yml'"),
        ("Refund.CSV", "'Refund.CSV', differing in capitals from 'refund.csv'"),
        ("folder", "a folder, 'folder'"),
    ],
)
def test_a_file_that_is_none_is_a_problem_where_it_is_named(file: str, said_of: str, tmp_path: Path) -> None:
    folder = written(tmp_path, calculator=CALCULATOR.replace("refund.csv", file))
    (folder / "content/calculators/folder").mkdir()
    assert said(folder) == [f"{FILE}:31:94: expected the name of a CSV file in the same folder, got {said_of}"]


def test_a_table_that_no_calculator_names_is_a_problem(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "content/calculators/Old.CSV").write_text(TABLE, encoding="utf-8")
    wanted = "expected a calculator that names this table (rows: {file: Old.CSV}), got none"
    assert said(folder) == [f"content/calculators/Old.CSV:1:1: {wanted}"]


def test_a_workbook_is_no_table(tmp_path: Path) -> None:
    found = said(written(tmp_path, b"PK\x03\x04\x14\x00"))
    assert found == [f"{CSV}:1:1: expected a table saved as CSV, got a workbook"]


def test_every_wrong_name_of_a_heading_is_told_at_its_column_and_nothing_else(tmp_path: Path) -> None:
    heading, rest = TABLE.split("\n", 1)
    found = said(written(tmp_path, f"Hour, REGULAR ,moods,Levels,Label\n{rest}"))
    assert [each.partition(": ")[0] for each in found] == [f"{CSV}:1:1", f"{CSV}:1:16", f"{CSV}:1:22"]
    twice = said(written(tmp_path / "twice", TABLE.replace(heading, "hours,regular,hours,level,label")))
    assert twice == [f"{CSV}:1:15: the column 'hours' stands here a second time"]


@pytest.mark.parametrize(
    "table",
    [
        TABLE.replace("hours,regular,mood,level", "Hours, Regular ,MOOD,Level"),
        TABLE.replace("true", "TRUE").replace("false", "FALSE"),
        TABLE.replace("true", "Yes").replace("false", "no"),
        TABLE.replace("true", "是").replace("false", "否"),
        TABLE.replace("any", "ANY"),
        TABLE.replace("\n", ",,\n"),
        TABLE.replace(",label\n", ",label,,,\n"),
        "\n".join(f",{line}" for line in TABLE.splitlines()),
        TABLE.replace(">= soon_hours < 24", "＞＝ soon_hours＜24"),
        TABLE.replace("\n24,", "\n24 – 1000 ,").replace("\n> 24,", "\n＞ 1000,"),
        TABLE.replace("\n24,", "\n24 | > 24 < 30,").replace("\n> 24,", "\n30～40 | ＞ 40,"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_table_is_the_same(table: str, tmp_path: Path) -> None:
    assert said(written(tmp_path, table)) == []


def test_a_decimal_comma_of_a_file_with_semicolons(tmp_path: Path) -> None:
    table = TABLE.replace("Late, ", "Late ").replace(",", ";").replace("< 24", "< 24,5")
    folder = written(tmp_path, table.replace("\n24;", "\n24,5;").replace("> 24;", "> 24,5;"))
    assert said(folder) == []
    answers = [calculators.calculate("refund", {"hours": at}, read(folder).rules["refund"]) for at in (24.4, 24.5)]
    assert [each["level"] for each in answers] == ["half", "whole"]


def test_cells_below_a_name_that_stands_twice_say_nothing(tmp_path: Path) -> None:
    rows = "columns: [mood, mood], rows: [{when: [calm, {below: 3}], level: none}]"
    folder = written(tmp_path, calculator=CALCULATOR.replace("rows: {file: refund.csv}", rows))
    (folder / CSV).unlink()
    assert [each.partition(": ")[2] for each in said(folder)] == ["the column 'mood' stands here a second time"]


@pytest.mark.parametrize(("bands", "count"), [("calm", 1), ("calm, {below: 3}, true", 3)])
def test_a_row_has_a_band_for_each_column(bands: str, count: int, tmp_path: Path) -> None:
    rows = f"columns: [mood, hours], rows: [{{when: [{bands}], level: none}}]"
    folder = written(tmp_path, calculator=CALCULATOR.replace("rows: {file: refund.csv}", rows))
    (folder / CSV).unlink()
    wanted = f"expected 2 bands, one for each column, got {count}"
    assert [each.partition(": ")[2] for each in said(folder)] == [wanted]


ANY = """\
  - {id: long, title: Long, type: any_of, hit_policy: priority, sources: [BK-01], otherwise: none,
     rules: [{id: long, label: Long, when: {hours: {above: 30}}, level: half, sources: [BK-01]}]}
"""


def test_what_is_wrong_with_forms_together_stands_at_one_where_no_verdict_is_described(tmp_path: Path) -> None:
    found = said(written(tmp_path, calculator=CALCULATOR + ANY))
    assert found and all(each.startswith(f"{FILE}:31:5: disagreement: ") for each in found)
    first = CALCULATOR.partition("  - {id: table")[0] + ANY.replace(" otherwise: none,", "")
    folder = written(tmp_path / "none", calculator=first)
    (folder / CSV).unlink()
    assert said(folder)[0].startswith(f"{FILE}:31:5: expected the key 'otherwise' in one of these forms")


def test_two_decisions_that_answer_with_levels_need_a_choice(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    text = (folder / "content/calculators/response-level.yml").read_text(encoding="utf-8")
    (folder / "content/calculators/night.yml").write_text(text, encoding="utf-8")
    wanted = "content/levels.yml:1:1: expected the key 'calculator', the name of a decision that answers with these"
    assert any(each.startswith(wanted) for each in said(folder))
    levels = folder / "content/levels.yml"
    plain = levels.read_text(encoding="utf-8")
    levels.write_text(f"calculator: nigth\n{plain}", encoding="utf-8")
    assert any("got 'nigth' (choices: night, response-level)" in each for each in said(folder))
    levels.write_text(f"calculator: response-level\n{plain}", encoding="utf-8")
    assert said(folder) == []
    assert list(read(folder).decisions) == ["response-level", "night"]
