"""The exam: equal sittings for everybody, codes that say what was missed, here and in a page's script."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from calculators.drills import SKILLS
from playbook.cli.main import main
from playbook.training import exam, exam_code
from playbook.training.exam_code import CodeError, decode, encode
from tests.support import handbooks
from tests.support.browser import ROOT
from tests.support.node import node

CODES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/training/exam-codes.yml").read_text(encoding="utf-8"))
SCRIPTS = ROOT / "templates/theme/assets/playbook/training"
COUNT = 20
SITTINGS = (1, 2, 7, 999_999)


def result(code: dict[str, Any]) -> exam_code.Result:
    """What a code of the list stands for."""
    return exam_code.Result(code["edition"], code["sitting"], tuple(code["answers"]))


def played(folder: Path, script: str) -> Any:
    """What the scripts of the exam return in Node."""
    for name in ("chance", "code", "sitting"):
        shutil.copy(SCRIPTS / f"{name}.js", folder / f"{name}.js")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "pool.json").write_text(json.dumps(handbooks.questions()["items"]), encoding="utf-8")
    return json.loads(node(script, folder))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["exam", *arguments, "--config", str(ROOT / "mkdocs.yml")])


def picked(number: int, count: int) -> list[dict[str, Any]]:
    """The questions of a sitting of the default handbook."""
    return exam.picked(handbooks.questions()["items"], number, count)


def handed_in(number: int, places: list[int]) -> str:
    """The code of a sitting of the default handbook with these answers."""
    return encode(exam_code.Result(handbooks.questions()["edition"][: exam.EDITION], number, tuple(places)))


def answers(number: int) -> list[int]:
    """The places of the right answers of a sitting."""
    items = picked(number, COUNT)
    return [[choice["id"] for choice in item["choices"]].index(item["answer"]) + 1 for item in items]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code["code"])
def test_codes_are_as_listed(code: dict[str, Any]) -> None:
    assert encode(result(code)) == code["code"]
    assert decode(code["code"], len(code["answers"])) == result(code)
    assert decode(code["code"].lower().replace("-", " ").replace("0", "o").replace("1", "l"), len(code["answers"]))


def test_a_script_makes_the_listed_codes(tmp_path: Path) -> None:
    script = f"import {{ encode }} from './code.js'; console.log(JSON.stringify({json.dumps(CODES)}.map(encode)));"
    assert played(tmp_path, script) == [code["code"] for code in CODES]


def test_a_script_picks_the_same_questions(tmp_path: Path) -> None:
    script = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ picked }} from "./sitting.js";
        const pool = JSON.parse(readFileSync("pool.json", "utf8"));
        const ids = {json.dumps(SITTINGS)}.map((sitting) => picked(pool, sitting, {COUNT}).map(({{ id }}) => id));
        console.log(JSON.stringify(ids));"""
    here = [[item["id"] for item in picked(number, COUNT)] for number in SITTINGS]
    assert played(tmp_path, script) == here


@pytest.mark.parametrize("number", SITTINGS)
def test_a_sitting_asks_of_every_skill_alike_and_nothing_twice(number: int) -> None:
    items = picked(number, COUNT)
    assert Counter(item["skill"] for item in items) == dict.fromkeys(SKILLS, COUNT // len(SKILLS))
    assert len({(item["skill"], item["boundary"]) for item in items}) == COUNT


def test_different_sittings_differ() -> None:
    asked = [tuple(item["id"] for item in picked(number, COUNT)) for number in range(50)]
    assert len(set(asked)) == len(asked)


@given(st.sampled_from(CODES), st.data())
def test_one_wrong_symbol_is_found(code: dict[str, Any], data: st.DataObject) -> None:
    symbols = code["code"].replace("-", "")
    place = data.draw(st.integers(0, len(symbols) - 1))
    others = exam_code.DIGITS if place < len(symbols) - 1 else exam_code.CHECKS
    other = data.draw(st.sampled_from([digit for digit in others if digit != symbols[place]]))
    with pytest.raises(CodeError, match="altered"):
        decode(symbols[:place] + other + symbols[place + 1 :], len(code["answers"]))


@given(st.sampled_from(CODES[3:]), st.data())
def test_neighbours_that_changed_places_are_found(code: dict[str, Any], data: st.DataObject) -> None:
    symbols = code["code"].replace("-", "")
    place = data.draw(st.integers(0, len(symbols) - 3))
    swapped = symbols[:place] + symbols[place + 1] + symbols[place] + symbols[place + 2 :]
    if swapped != symbols:
        with pytest.raises(CodeError, match="altered"):
            decode(swapped, len(code["answers"]))


def test_verify_names_what_was_missed() -> None:
    places = answers(7)
    places[2], places[4] = 0, places[4] % 2 + 1
    items = picked(7, COUNT)
    said = run("verify", handed_in(7, places))
    assert said.exit_code == 0
    assert said.output.startswith("sitting 7: 18 of 20 right\n")
    assert f"\n3. {items[2]['text']}" in said.output
    assert "missed: not answered" in said.output
    taken = items[4]["choices"][places[4] - 1]
    assert f"missed: {taken['text']}\n      {taken['explanation']}" in said.output
    found = json.loads(run("verify", handed_in(7, places), "--json").output)
    assert (found["right"], [each["number"] for each in found["missed"]]) == (18, [3, 5])


def test_verify_finds_nothing_missed() -> None:
    said = run("verify", handed_in(1, answers(1)))
    assert (said.exit_code, said.output) == (0, "sitting 1: 20 of 20 right\n")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ABC", "expected 21 symbols for 20 questions, got 3"),
        ("", "expected 21 symbols for 20 questions, got 0"),
        ("Z90P0-00757-19RAE-2KGMW-L", "the code was altered"),
        ("Z90P0-00757-19RAE-2KGM!-K", "expected letters and digits of a code, got '!'"),
        ("00000-00000-00000-00000-0", "expected edition"),
        (None, "question 1: expected one of 4 choices, got choice 7"),
    ],
)
def test_a_bad_code_is_refused_with_the_reason(code: str | None, words: str) -> None:
    code = handed_in(7, [7] * COUNT) if code is None else code
    said = run("verify", "--", code) if code.startswith("-") else run("verify", code)
    assert said.exit_code == 2
    assert said.stderr.startswith("code: ")
    assert words in said.stderr
    assert said.stdout == ""


def test_the_sheet_has_no_answers_and_the_key_has_them() -> None:
    sheet, key = run("sheet", "7").output, run("sheet", "7", "--key").output
    items = picked(7, COUNT)
    for item in items:
        assert item["text"] in sheet and item["text"] not in key
        assert item["explanation"].splitlines()[0] in key and item["explanation"] not in sheet
    assert run("sheet", "7").output == sheet
    assert run("sheet", "-1").exit_code == 2
