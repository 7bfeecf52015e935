"""Files of cases as spreadsheets and programs save them, and answers as either reads them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from calculators import InputError, calculate
from playbook.cli import batch, cases, progress
from playbook.cli.main import main
from tests.support.browser import ROOT
from tests.support.handbooks import rules

NAME = "response-level"
ROWS = [["LTV", "期限", "安全风险"], ["150000", "24", "高"], ["", "", ""], ["5万", "多久", "低"], ["1200元", "100", ""]]
LEVELS = [1, None, 2]


def table(delimiter: str = ",", end: str = "\r\n") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator=end).writerows(ROWS)
    return written.getvalue()


def way(name: str = NAME, **options: bool) -> batch.Way:
    return batch.Way(name, rules()[name], **options)


def answers(raw: bytes, size: int = 1 << 20, **options: bool) -> list[str]:
    pieces = [raw[at : at + size] for at in range(0, len(raw), size)]
    return [line for block in batch.lines(pieces, way(**options)) for line in block]


def asked(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["calc", NAME, *arguments, "--config", str(ROOT / "mkdocs.yml")], input=given)


@pytest.mark.parametrize("size", [1 << 20, 5], ids=["at once", "in pieces"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_table_is_read_as_spreadsheets_save_it(encoding: str, delimiter: str, size: int) -> None:
    found = [json.loads(line) for line in answers(table(delimiter).encode(encoding), size)]
    assert [answer.get("level") for answer in found] == LEVELS
    assert (found[1]["error"]["line"], found[1]["error"]["field"]) == (4, "deadline_hours")


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "cases.xlsx")
    found = [json.loads(line) for line in answers((tmp_path / "cases.xlsx").read_bytes())]
    assert [answer.get("level") for answer in found] == LEVELS
    with pytest.raises(InputError):
        answers(b"PK\x03\x04 and no more")


def test_a_decimal_comma_counts_where_no_comma_parts_cells() -> None:
    one, other = answers(b"ltv;deadline_hours\n100000,5;30\n100000;30\n")
    assert (json.loads(one)["level"], json.loads(other)["level"]) == (1, 2)


@pytest.mark.parametrize("size", [1 << 20, 5], ids=["at once", "in pieces"])
def test_a_cell_may_have_lines_and_errors_name_the_line_of_the_file(size: int) -> None:
    raw = b'sep=,\nltv,deadline_hours\n"15\n",24\n1,2,3\n"7"8,1\nno,1\n10,1\n"open,1\n'
    found = [json.loads(line).get("error", {}) for line in answers(raw, size)]
    assert [error.get("line") for error in found] == [None, 5, 6, 7, None, 9]


def test_a_quote_that_never_ends_does_not_hold_the_file() -> None:
    """A field has a limit: after it, the next line begins anew."""
    rows = b'"never ended\n' + b"10,1\n" * (cases.LONGEST // 4)
    found = [json.loads(line) for line in answers(b"ltv,deadline_hours\n" + rows, 1000)]
    assert found[0]["error"]["line"] == 2
    assert found[-1]["level"]


@pytest.mark.parametrize("heading", ["ltv,colour", "ltv,LTV", ",", "ltv deadline_hours"])
def test_a_heading_that_names_no_inputs_is_refused(heading: str) -> None:
    done = asked("--batch", "-", given=f"{heading}\n1,2\n".encode())
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_answers_as_csv_have_a_column_for_each_thing() -> None:
    raw = b'{"ltv": 150000}\n{"ltv": "x"}\n{"ltv": 5}\n'
    rows = list(csv.DictReader(io.StringIO("\n".join(answers(raw, as_csv=True)))))
    alone = calculate(NAME, {"ltv": "150000"}, rules()[NAME])
    assert {name: rows[0][name] for name in ("level", "cost_cap_yuan", "advised_cap_yuan", "forms.tree")} == {
        "level": str(alone["level"]),
        "cost_cap_yuan": str(alone["cost_cap_yuan"]),
        "advised_cap_yuan": str(alone["advised_cap_yuan"]),
        "forms.tree": str(alone["forms"]["tree"]),
    }
    assert (rows[1]["error_line"], rows[1]["error_field"], rows[1]["level"]) == ("2", "ltv", "")
    assert rows[1]["error_message"]


@pytest.mark.parametrize("name", ["priority-score", "roi", "abc-class", "quota"])
def test_every_part_of_an_answer_has_its_column(name: str) -> None:
    inputs: dict[str, Any] = {
        "priority-score": {"waiting_days": 20, "usability": "unusable", "customer": ["vip"]},
        "roi": {"logistics": 500, "ltv": 80000, "churn_before": 80, "churn_after": 5},
        "abc-class": {"demand": 50},
        "quota": {"uses": [{"part": "a", "cost": 5}]},
    }[name]
    raw = json.dumps(inputs).encode()
    lines = [line for block in batch.lines([raw], way(name, as_csv=True)) for line in block]
    (row,) = csv.DictReader(io.StringIO("\n".join(lines)))
    (line,) = (line for block in batch.lines([raw], way(name)) for line in block)
    assert {key for key, cell in row.items() if cell} == {
        key
        for name, value in json.loads(line).items()
        for key in ([f"{name}.{part}" for part in value] if isinstance(value, dict) else [name])
    }


def test_reasons_come_with_explain() -> None:
    inputs = {"ltv": "12.5万", "deadline_hours": "30"}
    alone = calculate(NAME, inputs, rules()[NAME])
    raw = json.dumps(inputs).encode()
    (line,) = answers(raw, explain=True)
    assert line == json.dumps(alone, ensure_ascii=False)
    assert not {"reasons", "changes", "display"} & json.loads(answers(raw)[0]).keys()
    (row,) = csv.DictReader(io.StringIO("\n".join(answers(raw, explain=True, as_csv=True))))
    assert row["reasons"].split("\n") == [reason["text"] for reason in alone["reasons"]]
    assert row["changes"].split("\n") == [change["text"] for change in alone["changes"]]


@pytest.mark.parametrize("out", ["answers.csv", "answers.jsonl"])
def test_answers_go_into_a_file_whole(out: str, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_bytes(table().encode())
    done = asked("--batch", str(tmp_path / "cases.csv"), "--out", str(tmp_path / out))
    assert (done.exit_code, done.output) == (0, "")
    written = (tmp_path / out).read_text("utf-8").splitlines()
    assert written == answers(table().encode(), as_csv=out.endswith("csv"))
    (tmp_path / "wrong.csv").write_text("nothing,like\n1,2\n")
    assert asked("--batch", str(tmp_path / "wrong.csv"), "--out", str(tmp_path / out)).exit_code == 2
    assert (tmp_path / out).read_text("utf-8").splitlines() == written
    assert {path.name for path in tmp_path.iterdir()} == {"cases.csv", "wrong.csv", out}


@pytest.mark.parametrize("option", ["--explain", "--csv", "--out=x"])
def test_what_is_for_many_cases_is_not_for_one(option: str) -> None:
    done = asked("ltv=1", option)
    assert done.exit_code == 2
    assert "--batch" in done.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_counts_and_is_wiped_out(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with progress.counted("answering", 1000, heard=True) as more:
        more(12345, 500)
        while "12,345" not in shown.getvalue():
            pass
    assert "50%" in shown.getvalue()
    assert shown.getvalue().endswith("\r")
    quiet = Terminal()
    monkeypatch.setattr("sys.stderr", quiet)
    with progress.counted("answering", 1000, heard=False) as more:
        more(1, 1)
    assert quiet.getvalue() == ""


def test_no_line_is_read_in_two_ways() -> None:
    """What is quick for pairs alone says of any line what the standard library says of it."""
    found = []
    reader = cases.JsonLines(rules()["roi"], lambda inputs: found.append(inputs) or "", lambda *_: "bad")  # type: ignore[func-returns-value]
    texts = ['{"a" :1,"a":2}', '{"a":"}"}', '{"a":"[x"}', '{"a":1}{', "{} {}", '{"a":"\\u007b"}', '{"a":1,}', "{"]
    said = [reader.answers([text]) for text in texts]
    assert said == [["bad"], [""], [""], ["bad"], ["bad"], [""], ["bad"], ["bad"]]
    assert found == [{"a": "}"}, {"a": "[x"}, {"a": "{"}]
