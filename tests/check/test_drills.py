"""What is wrong with the words of drills is said at its line, in one run with everything else."""

import shutil
from pathlib import Path

import pytest

from tests.support import handbooks

STORY = "drills/response-level.yml"
RANKING = "drills/priority-score.yml"
SCRIPTS = "script-drill.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (STORY, "- [safety, ltv]", "- [safety]", "expected each input once, got safety, situation"),
        (STORY, "steps: {ltv: 1000", "steps: {lvt: 1000", "expected an input of the calculator, got 'lvt'"),
        (STORY, "{when: {ltv: not_given}", "{when: {lvt: not_given}", "expected an input of the calculator, got 'lvt'"),
        (STORY, "  page: spending", "  page: spendings", "expected a page, got 'spendings'"),
        (
            STORY,
            "    - {say: [车停在店里, 车在客户家里, 车放在车间]}\n",
            "",
            "expected a last entry without `when` for situation",
        ),
        (
            STORY,
            "查到客户的 LTV 是 {value}",
            "查到客户的 LTV 是 {amount}",
            "expected only the blanks {value}, got {amount}",
        ),
        (RANKING, "waiting: waiting_days", "waiting: waited", "expected an input of the calculator, got 'waited'"),
        (RANKING, "names: [甲中心, 乙中心]", "names: [甲中心]", "expected at least 2 entries, got 1"),
        (
            SCRIPTS,
            "{script: can-transfer",
            "{script: can-tranfser",
            "expected the name of a script, got 'can-tranfser'",
        ),
        (SCRIPTS, "stock: [found]", "stock: [fuond]", "expected a value of the fact stock, got 'fuond'"),
        (SCRIPTS, "- [today, stock]", "- [today]", "expected every fact, got none of stock"),
        (SCRIPTS, "{deadline_hours: 8}", "{deadline: 8}", "expected an input of the calculator, got 'deadline'"),
        (
            SCRIPTS,
            "calculator: response-level",
            "calculator: response-leval",
            "expected the name of a calculator, got 'response-leval'",
        ),
    ],
)
def test_a_fault_is_named_at_its_place(file: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    handbooks.edit(folder / handbooks.CONTENT / file, old, new)
    found = handbooks.problems(folder)
    assert len(found) == 1, found
    assert found[0].startswith(f"{handbooks.CONTENT}/{file}:")
    assert message in found[0]


def test_a_story_is_one_of_a_calculator_that_can_ask_it(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    drills = folder / handbooks.CONTENT / "drills"
    (drills / "priority-score.yml").rename(drills / "priority-scores.yml")
    (found,) = handbooks.problems(folder)
    assert "expected the name of a calculator, got 'priority-scores'" in found


def test_without_words_there_are_no_drills_and_no_problem(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    (folder / handbooks.CONTENT / SCRIPTS).unlink()
    shutil.rmtree(folder / handbooks.CONTENT / "drills")
    shutil.rmtree(folder / handbooks.CONTENT / "training")  # its pages ask
    found = handbooks.problems(folder)
    assert [problem for problem in found if "drill" in problem] == []
