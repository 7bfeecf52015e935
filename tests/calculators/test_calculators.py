"""Every worked case, called natively and through the command line; thresholds moved in content move the results."""

import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import calculators
from calculators import InputError
from playbook.cli import starters
from playbook.cli.main import main
from playbook.load.handbook import load
from playbook.pages.workbooks import workbooks
from tests.support.browser import ROOT
from tests.support.handbooks import CONTENT, copied, edit, read, rules
from tests.support.worked import Case, worked_cases

CASES = worked_cases()
ROI = (
    "logistics=280 overtime=500 coordination_hours=2 hourly_rate=100 ltv=80000 churn_before=80 churn_after=5 "
    "publicity_low=50000 publicity_high=100000 bonus=3000"
)


def answered(case: Case) -> dict[str, Any]:
    try:
        return {"result": calculators.calculate(case.calculator, case.inputs, rules()[case.calculator])}
    except InputError as error:
        return {"error": {"field": error.field, "message": error.message}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.calculator}: {case.name}")
def test_natively(case: Case) -> None:
    case.check(answered(case))


@pytest.mark.parametrize("name", calculators.CALCULATORS)
def test_as_lines_of_json(name: str) -> None:
    cases = [case for case in CASES if case.calculator == name]
    lines = "".join(json.dumps(case.inputs) + "\n" for case in cases)
    command = [sys.executable, "-m", "playbook", "calc", name, "--batch", "-"]
    done = subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, encoding="utf-8", check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(cases)
    for case, answer in zip(cases, answers, strict=True):
        case.check(answer if "error" in answer else {"result": answer})


def typed(value: Any) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)


SAMPLE = [case for name in calculators.CALCULATORS for case in [c for c in CASES if c.calculator == name][:18:6]]
SAMPLE += [case for case in CASES if case.error][::5]


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: f"{case.calculator}: {case.name}")
def test_as_pairs(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    pairs = [f"{key}={typed(value)}" for key, value in case.inputs.items()]
    done = CliRunner().invoke(main, ["calc", case.calculator, *pairs, "--json"])
    answer = json.loads(done.stdout)
    case.check(answer if "error" in answer else {"result": answer})
    assert done.exit_code == (2 if case.error else 0)
    assert done.stderr.startswith(f"{case.error}: ") if case.error else not done.stderr


def test_the_worked_example_of_the_source() -> None:
    command = [sys.executable, "-m", "playbook", "calc", "roi", *ROI.split(), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert round(json.loads(done.stdout)["multiple_low"], 1) == 115.3


def test_a_name_that_no_calculator_has() -> None:
    with pytest.raises(InputError) as raised:
        calculators.calculate("nothing", {}, rules()["roi"])
    assert raised.value.field == "name"
    assert "priority-score" in raised.value.message


WORDED = [
    ("response-level", {}, "cost_cap_yuan", "zero"),
    ("response-level", {}, "find_within_hours", "undefined"),
    ("roi", {}, "multiple_low", "undefined"),
    ("roi", {}, "break_even_cost", "zero"),
]


@pytest.mark.parametrize(("name", "inputs", "result", "words"), WORDED)
def test_what_is_nothing_or_undefined_is_said_in_words(
    name: str, inputs: dict[str, Any], result: str, words: str
) -> None:
    spec = next(field for field in rules()[name]["results"] if field["id"] == result)
    assert calculators.calculate(name, inputs, rules()[name])["display"][result] == spec[words]


MINOR = {"waiting_days": 0, "usability": "minor"}
# A figure as it stands in figures.yml, its new value, and a case whose result moves with it.
MOVED = [
    ("vip_ltv: {value: 100000", 80000, "response-level", {"ltv": 90000}, "level", 3, 1),
    ("urgent_hours: {value: 72", 96, "response-level", {"ltv": 4e4, "deadline_hours": 90}, "advised_cap_yuan", 0, 1000),
    ("level1_cap: {value: 5000", 4000, "response-level", {"safety": "high"}, "cost_cap_yuan", 5000, 4000),
    ("nps_bar: {value: 70", 60, "priority-score", {**MINOR, "nps": 65}, "score", 5, 10),
]


@pytest.mark.parametrize(("figure", "value", "name", "inputs", "key", "before", "after"), MOVED)
def test_a_threshold_moved_in_content_moves_the_result(
    figure: str, value: int, name: str, inputs: dict[str, Any], key: str, before: Any, after: Any, tmp_path: Path
) -> None:
    assert calculators.calculate(name, inputs, rules()[name])[key] == before
    folder = copied(tmp_path)
    edit(folder / CONTENT / "figures.yml", figure, f"{figure.rpartition(' ')[0]} {value}")
    assert calculators.calculate(name, inputs, read(folder).rules[name])[key] == after


def test_a_cap_that_is_not_among_the_results_is_still_told() -> None:
    changed = deepcopy(rules()["response-level"])
    changed["results"] = [result for result in changed["results"] if result["id"] != "advised_cap_yuan"]
    result = calculators.calculate("response-level", {"ltv": 150000}, changed)
    assert "1,500" in result["reasons"][-1]["text"]


def test_points_are_counted_under_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    starters.start(starters.chosen("minimal", "en"), folder)
    held = folder / "content/calculators"
    (held / "priority-score.yml").rename(held / "whose-turn.yml")
    pages = folder / "content/pages/home.yml"
    pages.write_text(pages.read_text(encoding="utf-8").replace("priority-score", "whose-turn"), encoding="utf-8")
    handbook = load(folder / "content", folder / "settings", folder)
    found = calculators.calculate("whose-turn", {"waiting_days": 3, "promised": True}, handbook.rules["whose-turn"])
    assert found["score"] == 70
    assert "calculators/whose-turn" in {page for book in workbooks(handbook) for page in book.pages}
