"""Cases by columns: the same answers as one by one, whatever stands in the cells."""

import csv
import errno
import json
import os
import random
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from calculators import calculate
from playbook.cli import batch, csv_answers, frames
from playbook.cli.main import main
from tests.support.browser import ROOT
from tests.support.cases import case, in_a_cell
from tests.support.handbooks import rules, started

NAMES = ("response-level", "priority-score", "roi")


def run(name: str, *arguments: Any) -> Result:
    return CliRunner().invoke(main, ["calc", name, *map(str, arguments), "--config", str(ROOT / "mkdocs.yml")])


def written(file: Path, of: Any, chance: random.Random, count: int, separator: str = ",") -> None:
    ids = [field["id"] for field in of["fields"]]
    with file.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, delimiter=separator, lineterminator="\n")
        lines.writerow(ids)
        for _ in range(count):
            made = case(of, chance, 0.03)
            lines.writerow([in_a_cell(made.get(name)) for name in ids])
            if chance.random() < 0.02:
                lines.writerow(chance.choice([[], [""] * len(ids), [" ", "\u3000"]]))


def one_by_one(file: Path, name: str, of: Any) -> list[dict[str, Any]]:
    with file.open("rb") as source:
        way = batch.Way(name, of)
        return [json.loads(line) for block in batch.lines([source.read()], way) for line in block]


def alike(found: pl.DataFrame, wanted: list[dict[str, Any]], of: Any) -> None:
    names = [name for name in csv_answers.columns(of) if name in found.columns]
    assert len(found) == len(wanted)
    for row, answer in zip(found.iter_rows(named=True), wanted, strict=True):
        if "error" in answer:
            assert row["error"] == f"{answer['error']['field']}: {answer['error']['message']}"
            assert all(row[name] is None for name in names)
        else:
            assert {name: row[name] for name in names if row[name] is not None} == dict(csv_answers.flat(answer)), row
            assert row["error"] is None


@pytest.mark.parametrize("name", NAMES)
def test_every_way_of_writing_is_answered_as_one_by_one(name: str, tmp_path: Path) -> None:
    of = rules()[name]
    written(tmp_path / "cases.csv", of, random.Random(name), 1500)
    wanted = one_by_one(tmp_path / "cases.csv", name, of)
    assert sum("error" in answer for answer in wanted) > 20
    frames.answer(name, of, tmp_path / "cases.csv", tmp_path / "answers.parquet")
    alike(pl.read_parquet(tmp_path / "answers.parquet"), wanted, of)
    rows = pl.read_csv(tmp_path / "cases.csv", infer_schema=False)
    rows = rows.filter(pl.any_horizontal(pl.all().str.strip_chars() != ""))
    rows.write_parquet(tmp_path / "cases.parquet")
    frames.answer(name, of, tmp_path / "cases.parquet", tmp_path / "again.parquet")
    alike(pl.read_parquet(tmp_path / "again.parquet"), wanted, of)


@pytest.mark.parametrize("starter", ["helpdesk", "minimal", "service"])
def test_calculators_of_other_handbooks(starter: str, tmp_path: Path) -> None:
    for name, written_rules in started(starter).rules.items():
        of = json.loads(json.dumps(written_rules))
        written(tmp_path / "cases.csv", of, random.Random(name), 300, ";")
        frames.answer(name, of, tmp_path / "cases.csv", tmp_path / "answers.parquet")
        alike(pl.read_parquet(tmp_path / "answers.parquet"), one_by_one(tmp_path / "cases.csv", name, of), of)


def test_numbers_are_numbers_in_columns_of_any_type(tmp_path: Path) -> None:
    hours = [0, 23, 24, 25, 71, 72, 73, 10**6]
    of = rules()["response-level"]
    for kind in (pl.Int64, pl.UInt16, pl.Float32, pl.Float64, pl.String, pl.Decimal(20, 2)):
        kept = [each for each in hours if kind != pl.UInt16 or each < 2**16]
        cases = pl.DataFrame({"期限": pl.Series(kept).cast(kind, strict=False), "who": [str(each) for each in kept]})
        cases.write_parquet(tmp_path / "cases.parquet")
        frames.answer("response-level", of, tmp_path / "cases.parquet", tmp_path / "answers.parquet")
        found = pl.read_parquet(tmp_path / "answers.parquet")
        assert found["who"].to_list() == [str(each) for each in kept]  # what is no input comes along
        assert found["level"].to_list() == [1, 1, 2, 2, 2, 2, 2, 2][: len(kept)], kind


def test_the_command_writes_a_whole_file_or_says_in_a_line_why_not(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("LTV,期限,谁\n120000,20,甲\n5万,多久,乙\n", encoding="utf-8")
    out = tmp_path / "answers.csv"
    done = run("response-level", "--columns", tmp_path / "cases.csv", "--out", out)
    assert (done.exit_code, done.output) == (0, "")
    first, second = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert (first["level"], first["谁"], first["error"]) == ("1", "甲", "")
    assert (second["level"], second["error"][:15]) == ("", "deadline_hours:")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.csv", "cases.csv"]
    (tmp_path / "level.csv").write_text("LTV,level\n1,2\n")
    (tmp_path / "gbk.csv").write_bytes("LTV,谁\n1,甲\n".encode("gb18030"))
    (tmp_path / "ragged.csv").write_text("LTV\n1,2,3\n")
    for name, file, message in (
        ("response-level", "level.csv", "expected no column of a name that the answers have, got level"),
        ("response-level", "gbk.csv", "CSV UTF-8"),
        ("response-level", "ragged.csv", "ragged.csv"),
        ("response-level", "none.csv", "none.csv"),
        ("response-level", "cases.txt", "expected a file whose name ends in .csv or .parquet, got cases.txt"),
        ("allocation", "cases.csv", "allocation is not answered by columns: --batch answers it"),
    ):
        failed = run(name, "--columns", tmp_path / file, "--out", tmp_path / "no.csv")
        assert failed.exit_code in (1, 2) and message in failed.output.splitlines()[0], failed.output
    assert not list(tmp_path.glob("no*"))


def test_what_does_not_go_together_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cases.csv"
    file.write_text("LTV\n1\n")
    assert "--columns needs --out FILE" in run("response-level", "--columns", file).output
    assert "one of them" in run("response-level", "ltv=1", "--columns", file, "--out", file).output
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.delitem(sys.modules, "playbook.cli.frames")
    monkeypatch.delattr("playbook.cli.frames")
    said = run("response-level", "--columns", file, "--out", tmp_path / "out.csv")
    assert said.exit_code == 1
    assert said.output == "Error: --columns needs Polars: pip install 'playbook-handbook[columns]'\n"


@pytest.mark.parametrize("kind", ["pipe", "folder", "link to a device"])
def test_answers_take_the_place_of_files_only(kind: str, tmp_path: Path) -> None:
    """A device that a file took the place of would be gone, for everybody."""
    out, cases = tmp_path / "out.csv", tmp_path / "cases.csv"
    cases.write_text("LTV\n1\n")
    if kind == "pipe":
        os.mkfifo(out)
    elif kind == "folder":
        out.mkdir()
    else:
        out.symlink_to("/dev/null")
    before = out.stat()
    for option in ("--batch", "--columns"):
        refused = run("response-level", option, cases, "--out", out)
        assert refused.exit_code and "out.csv" in refused.output, refused.output
    assert (out.stat().st_mode, out.stat().st_ino) == (before.st_mode, before.st_ino)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.csv", "out.csv"]


def test_a_link_stays_one_and_what_is_begun_goes_when_it_fails(tmp_path: Path) -> None:
    cases, real, out = tmp_path / "cases.csv", tmp_path / "real.csv", tmp_path / "out.csv"
    cases.write_text("LTV\n1\n")
    real.write_text("old")
    out.symlink_to(real)
    for option in ("--batch", "--columns"):
        assert not run("response-level", option, cases, "--out", out).exit_code
        assert out.is_symlink() and real.read_text().count("\n") == 2
    cases.write_text("nothing\n1\n")
    kept = real.read_text()
    assert run("response-level", "--batch", cases, "--out", out).exit_code == 2
    assert real.read_text() == kept
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.csv", "out.csv", "real.csv"]


def test_lists_of_choices_are_read_and_other_nested_columns_are_at_fault(tmp_path: Path) -> None:
    cases, out = tmp_path / "cases.parquet", tmp_path / "answers.parquet"
    customers: list[list[str] | None] = [["vip", "multi_car"], [], None, ["nobody"]]
    frame = pl.DataFrame({"customer": customers, "waiting_days": [[3], [4, 5], [6], [7]]})
    frame.with_columns(usability=pl.lit("unusable")).write_parquet(cases)
    assert not run("priority-score", "--columns", cases, "--out", out).exit_code
    found = pl.read_parquet(out)
    assert found["customer"].to_list() == customers
    first, third = score(customer="vip,multi_car", waiting_days="3"), score(waiting_days="6")
    assert first != third and found["score"].to_list() == [first, None, third, None]
    assert [(each or "").partition(":")[0] for each in found["error"]] == ["", "waiting_days", "", "customer"]
    pl.DataFrame({"waiting_days": [{"days": 3}], "usability": ["unusable"]}).write_parquet(cases)
    assert not run("priority-score", "--columns", cases, "--out", out).exit_code
    assert pl.read_parquet(out)["error"][0].startswith("waiting_days:")


def score(**inputs: str) -> Any:
    return calculate("priority-score", {"usability": "unusable", **inputs}, rules()["priority-score"])["score"]


def test_what_a_file_cannot_be_read_for_is_said_in_the_readers_words(tmp_path: Path) -> None:
    cases, out, messages = tmp_path / "cases.csv", tmp_path / "out.csv", rules()["response-level"]["messages"]
    for text, message in (
        ('LTV,期限\n"5,6\n7,8\n', messages["unclosed_quote"]),
        ("LTV,ltv\n1,2\n", messages["column_twice"].format(name="ltv")),
        ("LTV,LTV\n1,2\n", messages["column_twice"].format(name="LTV")),
    ):
        cases.write_text(text, encoding="utf-8")
        refused = run("response-level", "--columns", cases, "--out", out)
        assert refused.exit_code and message in refused.output.splitlines()[0]
    cases.write_text("LTV\n1\n")
    refused = run("response-level", "--columns", cases, "--out", tmp_path / "none/out.csv")
    assert refused.exit_code == 1 and "No such file" in refused.output.splitlines()[0]
    assert list(tmp_path.iterdir()) == [cases]


@pytest.mark.parametrize("option", ["--batch", "--columns"])
def test_answers_never_take_the_place_of_the_cases(option: str, tmp_path: Path) -> None:
    cases, link = tmp_path / "cases.csv", tmp_path / "link.csv"
    cases.write_text("LTV\n1\n")
    link.symlink_to(cases)
    for out in (cases, link):
        refused = run("response-level", option, cases, "--out", out)
        assert refused.exit_code == 1 and out.name in refused.output.splitlines()[0]
    assert cases.read_text() == "LTV\n1\n"


@pytest.mark.parametrize("option", ["--batch", "--columns"])
def test_of_a_disk_that_only_is_read_the_file_is_named(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cases.csv").write_text("LTV\n1\n")

    def refused(self: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self))

    monkeypatch.setattr(Path, "unlink", refused)
    said = run("response-level", option, tmp_path / "cases.csv", "--out", tmp_path / "none/out.csv")
    assert said.exit_code == 1 and f"{tmp_path / 'none/out.csv'}:1:1: cannot be written" in said.output
