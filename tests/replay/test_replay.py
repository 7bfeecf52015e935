"""`playbook replay` and `playbook diff --cases` as they are used: what they read, print and write.

After a wanted change: `UPDATE_GOLDEN=1 pytest tests/replay`, then read the difference.
"""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from calculators.analysis.replay import replayed
from playbook.load import own_calculators
from playbook.rules import snapshot
from playbook.rules.snapshot import taken
from playbook.rules.versions import version
from tests.cli.test_cli import run
from tests.support import golden
from tests.support.drafted import EVERY, read
from tests.support.handbooks import bakery

DRAFT = "numbers: {soon_hours: {from: 4, to: 12}, level1_hours: {from: 2, to: 3}}\noff: [response-level.rules.many]\n"
ROWS = [
    ["Date", "Due", "People", "Work", "Remark"],
    ["6/1", "10", "1", "Yes, if with trouble", "=1+1"],
    ["6/2", "", "5", "No, work stands still", "a, b"],
    ["6/3", "3", "2", "goes_on", ""],
    ["", "", "", "", ""],
    ["6/4", "soon", "2", "goes_on", ""],
    ["6/5", "100", "", "", "quiet"],
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    EVERY["minimal-en"](tmp_path)
    settings = "site_name: x\nplugins: [{playbook: {content: content, settings: settings}}]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (tmp_path / "draft.yml").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "cases.csv").write_text(table(ROWS), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return written.getvalue()


def printed(*arguments: str) -> str:
    done = run(*arguments)
    return f"$ playbook {' '.join(arguments)}\n{done.stdout}{done.stderr}exit status {done.exit_code}\n\n"


def test_what_it_prints(folder: Path) -> None:
    snapshot.record(taken(read(folder)), "Before", date(2026, 1, 2), folder / "content/history")
    (folder / "short.csv").write_text("Due,Other\n3,x\n5,y\n", encoding="utf-8")
    (folder / "strange.csv").write_text("Wer,Wann\n3,x\n", encoding="utf-8")
    (folder / "twice.csv").write_text("Due,hours_left\n3,4\n", encoding="utf-8")
    (folder / "none.csv").write_text("Due,People,Work\n", encoding="utf-8")
    (folder / "points.csv").write_text("Waiting,Promised\n1,yes\n4,no\n9,no\n,no\n", encoding="utf-8")
    (folder / "points.yml").write_text(
        "numbers: {priority-score.waiting.2: {from: 30, to: 45}, priority-score.waiting.3: {from: 60, to: 35}}\n",
        encoding="utf-8",
    )
    now = printed("replay", "draft.yml", "cases.csv")
    now += printed("replay", "content/history/2026-01-02.yml", "cases.csv")
    now += printed("replay", "points.yml", "points.csv", "--calculator", "priority-score")
    now += "".join(printed("replay", "draft.yml", f"{name}.csv") for name in ("short", "strange", "twice", "none"))
    now += printed("replay", "draft.yml", "cases.csv", "--calculator", "nobody")
    now += printed("replay", "nowhere", "cases.csv")
    now += printed("diff", ".", "draft.yml", "--cases", "cases.csv")
    now += printed("diff", "draft.yml", "content/history/2026-01-02.yml")
    golden.same("replay/printed.txt", now)


LINES = [
    {"hours_left": 10, "People": 1, "stopped": "goes_on", "Date": "6/1", "Remark": "=1+1"},
    {"hours_left": None, "people": "5", "Can they go on without it": "stands_still", "Date": "6/2", "Remark": "a, b"},
]


def test_all_kinds_of_files_say_the_same(folder: Path) -> None:
    book = Workbook()
    for row in ROWS[:3]:
        book.worksheets[0].append([f"'{cell}" if cell.startswith("=") else cell for cell in row])
    book.save(folder / "cases.xlsx")
    files = {
        "cases.csv": table(ROWS[:3]).encode(),
        "wide.csv": table(ROWS[:3], ";").encode("utf-16"),
        "cases.tsv": table(ROWS[:3], "\t").encode(),
        "cases.jsonl": "\n".join(map(json.dumps, LINES)).encode(),
    }
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    said = {}
    for name in (*files, "cases.xlsx"):
        done = run("replay", "draft.yml", name, "--json")
        assert done.exit_code == 0, done.stderr
        said[name] = json.loads(done.stdout)
        answers = [(row["before"], row["after"]) for row in said[name]["rows"]]
        assert answers == [(row["before"], row["after"]) for row in said["cases.csv"]["rows"]], name
        assert [row["others"]["Date"] for row in said[name]["rows"]] == ["6/1", "6/2"]
    first = said["cases.csv"]["rows"][0]
    assert first["others"] == {"Date": "6/1", "Remark": "=1+1"}
    assert (first["row"], said["cases.jsonl"]["rows"][0]["row"]) == (2, 1)
    assert (first["before"], first["after"]) == (
        {"level": 2, "cap": None, "find": None, "deliver": 48},
        {"level": 1, "cap": None, "find": None, "deliver": 3},
    )
    assert said["cases.csv"]["totals"]["sooner"] == 1 and said["cases.csv"]["totals"]["later"] == 1


def test_a_json_says_what_the_core_says_however_many_parts_there_are(folder: Path) -> None:
    rows = [ROWS[0], *([f"{day}", str(day % 60), str(day % 7), "goes_on", "x" * 200] for day in range(5000))]
    (folder / "many.csv").write_text(table(rows), encoding="utf-8")
    said = json.loads(run("replay", "draft.yml", "many.csv", "--json").stdout)
    handbook = read(folder)
    after = version(folder / "draft.yml", handbook).rules["response-level"]
    cases = [{"row": row["row"], "inputs": row["inputs"]} for row in said["rows"]]
    found = replayed("response-level", handbook.rules["response-level"], after, cases)
    assert said["totals"] == found["totals"] and said["totals"]["rows"] == 5000
    assert [{key: row[key] for key in row if key not in ("inputs", "others")} for row in said["rows"]] == found["rows"]


def test_a_workbook_holds_cases_and_totals_and_no_formula(folder: Path) -> None:
    done = run("replay", "draft.yml", "cases.csv", "--xlsx", "out.xlsx")
    assert (done.exit_code, done.stdout) == (0, "wrote out.xlsx\n")
    assert not (folder / "out.xlsx.new").exists()
    cases, totals = load_workbook(folder / "out.xlsx").worksheets
    heading, *rows = cases.iter_rows(values_only=True)
    assert heading == (
        *("Row", "Date", "Remark", "Due", "People", "Work"),
        *("Before: Level", "After: Level", "Before: Done within", "After: Done within", "Remark"),
    )
    assert rows[0] == (2, "6/1", "=1+1", "10", "1", "Yes, if with trouble", "In turn", "Now", 48, 3, None)
    assert cases.cell(2, 3).data_type == "s"
    assert rows[3][-1] == "Due soon is not a number"
    assert ("All", 5, None) in list(totals.iter_rows(values_only=True))


def test_inputs_that_were_not_recorded_are_counted_with_their_names(folder: Path) -> None:
    (folder / "some.csv").write_text("Due\n3\n", encoding="utf-8")
    said = json.loads(run("replay", "draft.yml", "some.csv", "--json").stdout)
    assert said["rows"][0]["missing"] == ["People", "Work"]
    assert said["totals"]["missing"] == {"People": 1, "Work": 1} and said["totals"]["not_recorded"] == 1


TIP = """\
title: Tip
description: What is given
lead: Fill in.
no_script: None.
sources: [BK-01]
fields: [{id: amount, type: number, label: Amount, short: Amount, default: 5, sources: [BK-01]}]
results: [{id: tip, label: Tip, main: true}]
"""
MODULE = """\
INPUTS = ("amount",)
RESULTS = ("tip",)


def calculate(values, rules):
    print("at work")
    if values["amount"] > 100:
        raise KeyError("too much")
    tip = int(values["amount"]) // 10
    return {"tip": tip, "display": {"tip": str(tip)}, "reasons": []}
"""


def test_a_calculator_of_ones_own_is_asked_too_and_its_fault_is_at_its_line(tmp_path: Path) -> None:
    bakery(tmp_path, {"content/calculators/tip.yml": TIP, f"{own_calculators.FOLDER}/tip.py": MODULE})
    settings = "site_name: x\nplugins: [{playbook: {content: content, settings: settings}}]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    where = ("--calculator", "tip", "--json", "--config", str(tmp_path / "mkdocs.yml"))
    said = {}
    for name, amount in (("small", 50), ("large", 500)):
        (tmp_path / f"{name}.csv").write_text(f"Amount\n{amount}\n", encoding="utf-8")
        said[name] = run("replay", tmp_path, tmp_path / f"{name}.csv", *where)
    assert json.loads(said["small"].stdout)["rows"][0]["after"] == {"tip": 5}
    assert said["large"].exit_code == 1
    assert "/tip.py:8:1: KeyError: 'too much'" in said["large"].stderr


def test_a_workbook_never_takes_the_place_of_the_cases_and_is_one_of_two_ways(folder: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet()
    for row in ROWS:
        sheet.append(row)
    book.save(folder / "cases.xlsx")
    before = (folder / "cases.xlsx").read_bytes()
    done = run("replay", "draft.yml", "cases.xlsx", "--xlsx", "cases.xlsx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("cases.xlsx: expected another file than the cases are in")
    assert (folder / "cases.xlsx").read_bytes() == before
    done = run("replay", "draft.yml", "cases.csv", "--json", "--xlsx", "out.xlsx")
    assert done.exit_code == 2 and "one of them" in done.stderr
    assert not (folder / "out.xlsx").exists()
