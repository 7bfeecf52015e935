"""Versions of the rules: what `playbook diff` says, what the page of changes shows, and what drills make of it."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import calculators
from calculators.analysis.case_text import typed
from calculators.drills import Deck
from playbook.cli.main import main
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.pages import rendering
from playbook.pages.addresses import path
from playbook.rules import changelog, snapshot
from playbook.rules.compare import difference
from playbook.training import question_pool
from tests.support import handbooks
from tests.support.browser import ROOT

FIGURES = f"{handbooks.CONTENT}/figures.yml"
SCORES = f"{handbooks.CONTENT}/calculators/priority-score.yml"
SHORTER = (FIGURES, "same_day_hours: {value: 24", "same_day_hours: {value: 20")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def changed(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """A copy of the default handbook with edits: file, old text, new text."""
    handbooks.copied(folder)
    for file, old, new in edits:
        handbooks.edit(folder / file, old, new)
    return folder


@pytest.fixture(scope="module")
def shorter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which the same day ends after 20 hours; nothing else is edited."""
    return changed(tmp_path_factory.mktemp("shorter"), SHORTER)


@cache
def read(folder: Path) -> Handbook:
    """The handbook in a folder, read once."""
    return handbooks.read(folder)


@cache
def asked(folder: Path) -> list[dict[str, Any]]:
    """Questions of the handbook in a folder."""
    return Deck(read(folder).drills).items(3, 600)


def test_a_handbook_does_not_differ_from_itself() -> None:
    said = run("diff", ROOT, ROOT)
    assert (said.exit_code, said.output) == (0, "no differences\n")


def test_diff_prints_the_threshold_and_the_cells_with_a_witness(shorter: Path) -> None:
    said = run("diff", ROOT, shorter)
    assert said.exit_code == 1
    assert "  same_day_hours: 24 -> 20  " in said.output
    assert (
        "response-level level: 224 of 5832 cells differ\n  1 -> 2: 224, for example deadline_hours=20\n" in said.output
    )
    assert "priority-score" not in said.output


def test_every_cell_that_diff_counts_has_another_answer_and_no_other_has(shorter: Path) -> None:
    before, after = (handbook.rules["response-level"] for handbook in (handbooks.default(), read(shorter)))
    found = difference(snapshot.taken(handbooks.default()), snapshot.taken(read(shorter)))
    (levels,) = (each for each in found.answers if each.answer == "level" and each.calculator == "response-level")
    for group in levels.groups:
        case = {name: typed(value) for name, value in group.witness.items()}
        old, new = (calculators.results("response-level", case, each)["level"] for each in (before, after))
        assert (old, new) == (group.old, group.new)
    # By hand: 20 hours, and more than that up to 24, are no longer below the first band; who has nothing else urgent
    # and no high value is then second. 7 cells of LTV are not above 100 000, beside 2 x 2 x 2 x 2 milder choices.
    assert levels.changed == 2 * 7 * 2 * 2 * 2 * 2


def test_diff_prints_points_and_levels(tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        (SCORES, "waiting_days: {at_least: 15}}, points: 20", "waiting_days: {at_least: 15}}, points: 22"),
        (FIGURES, "level2_cap: {value: 1500", "level2_cap: {value: 1200"),
    )
    said = run("diff", ROOT, folder)
    assert "priority-score waiting: 2 of 7 cells differ\n  20 -> 22: 2, for example waiting_days=15\n" in said.output
    assert "levels:\n  2 cost_cap_yuan: 1500 -> 1200  " in said.output
    assert "response-level cost_cap_yuan: " in said.output and "response-level level: " not in said.output
    assert said.exit_code == 1


def test_the_largest_group_of_cells_comes_first(tmp_path: Path) -> None:
    folder = changed(tmp_path, (FIGURES, "vip_ltv: {value: 100000", "vip_ltv: {value: 60000"))
    found = difference(snapshot.taken(handbooks.default()), snapshot.taken(read(folder)))
    sizes = [[group.cells for group in each.groups] for each in found.answers]
    assert max(map(len, sizes)) > 1
    assert sizes == [sorted(each, reverse=True) for each in sizes]


def test_other_words_are_no_difference(tmp_path: Path) -> None:
    file = f"{handbooks.CONTENT}/calculators/response-level.yml"
    folder = changed(tmp_path, (file, "label: 高价值客户急需", "label: 高价值客户，急"))
    assert run("diff", ROOT, folder).exit_code == 0


def test_a_level_that_takes_another_figure_is_shown(tmp_path: Path) -> None:
    folder = changed(
        tmp_path, (f"{handbooks.CONTENT}/levels.yml", "hours: level1_deliver_hours", "hours: level2_deliver_hours")
    )
    handbook = read(folder)
    (row,) = changelog.steps(handbook)[0]["figures"]
    assert row["meaning"].startswith("一级响应 · ")
    assert "只改了说法" not in page(handbook)


def test_what_is_broken_in_both_is_told_with_whose_it_is(tmp_path: Path) -> None:
    broken = [
        changed(tmp_path / name, (FIGURES, "same_day_hours: {value: 24", key))
        for name, key in {"one": "same_day", "two": "day"}.items()
    ]
    said = run("diff", *broken)
    assert (said.exit_code, said.stdout) == (2, "")
    for folder in broken:
        assert f"{folder}/{FIGURES}:" in said.stderr


@pytest.mark.parametrize("name", ["nowhere", "nowhere/mkdocs.yml"])
def test_what_cannot_be_read_is_told_apart_from_a_difference(name: str, tmp_path: Path) -> None:
    said = run("diff", ROOT, tmp_path / name)
    assert said.exit_code == 2
    assert "1 problem" in said.stderr and "Traceback" not in said.output


def test_the_recorded_version_is_the_one_shipped() -> None:
    latest = changelog.versions(handbooks.default())[-1]
    assert not difference(latest.rules, snapshot.taken(handbooks.default())), (
        "record the new rules: playbook snapshot TITLE"
    )


def page(handbook: Handbook) -> str:
    return next(each.text for each in rendering.pages(handbook) if each.name == "rules/changes")


def test_the_page_says_that_nothing_changed() -> None:
    assert "以来，规则没有改动" in page(handbooks.default())
    assert path("rules/changes", {"rules"}) == "rules/changes.md"


def test_the_page_lists_thresholds_cells_and_drills(shorter: Path) -> None:
    text = page(read(shorter))
    assert '<td>24 小时</td><td class="pb-strong">20 小时</td>' in text
    assert "响应级别，5832 种情形里有 224 种不同" in text
    assert "../../calculators/response-level/#deadline_hours=20" in text
    assert "定级别·期限：20 小时（" in text


def test_practice_is_told_what_to_ask_first(shorter: Path) -> None:
    told = {each.name: each.text for each in rendering.pages(read(shorter))}["training/practice"]
    (changed_topics,) = re.findall(r'data-changed="([^"]*)"', told)
    assert "level/deadline_hours@20" in changed_topics.split()
    assert 'href="../../rules/changes/"' in told


def test_only_drills_with_another_answer_are_touched(shorter: Path) -> None:
    handbook = read(shorter)
    items = question_pool.pool(handbook)["items"]
    touched = changelog.touched(handbook, items)
    assert ("level", "deadline_hours@20") in touched
    assert not any(skill in ("priority", "script") for skill, _ in touched)
    before = handbooks.default().rules["response-level"]
    other = [
        item
        for item in items
        if item["skill"] == "level"
        and str(calculators.results("response-level", item["inputs"][0], before)["level"]) != item["answer"]
    ]
    assert len(other) == sum(count for (skill, _), count in touched.items() if skill == "level")
    assert changelog.touched(handbooks.default(), question_pool.pool(handbooks.default())["items"]) == {}


def test_a_threshold_changes_questions_answers_and_explanations(shorter: Path) -> None:
    old, new = asked(ROOT), asked(shorter)
    assert {item["boundary"] for item in old} - {item["boundary"] for item in new} == {"deadline_hours@24"}
    assert {item["boundary"] for item in new} - {item["boundary"] for item in old} == {"deadline_hours@20"}
    at_cut = [item for item in new if item["inputs"][0].get("deadline_hours") == 20 and item["skill"] == "level"]
    told = [item for item in at_cut if item["boundary"] == "deadline_hours@20"]
    assert told and all("20 小时" in item["text"] for item in told)
    assert any("“20 小时”看成“不到 20 小时”" in choice["explanation"] for item in told for choice in item["choices"])
    before = handbooks.default().rules["response-level"]
    answers = [str(calculators.results("response-level", item["inputs"][0], before)["level"]) for item in told]
    assert answers != [item["answer"] for item in told]
    after = read(shorter).rules["response-level"]
    assert all(
        str(calculators.results("response-level", item["inputs"][0], after)["level"]) == item["answer"]
        for item in new
        if item["skill"] == "level"
    )
    assert {item["version"] for item in old}.isdisjoint(item["version"] for item in new)


OF_EACH = [
    ("figures.yml", "soon_hours: {value: 4", "soon_hours: {value: 6"),
    ("figures.yml", "level1_hours: {value: 2", "level1_hours: {value: 3"),
    ("figures.yml", "long_wait_days: {value: 5", "long_wait_days: {value: 6"),
    ("calculators/priority-score.yml", "promised: true}, points: 40", "promised: true}, points: 30"),
    ("calculators/priority-score.yml", "weight: 40", "weight: 30"),
    ("calculators/priority-score.yml", "weight: 60", "weight: 70"),
    ("calculators/priority-score.yml", "long_wait_days}}, points: 60", "long_wait_days}}, points: 70"),
    ("calculators/time-lost.yml", "requests * each", "requests * each * 2"),
    ("calculators/time-lost.yml", "{id: requests, type: number", "{id: requests, type: number, maximum: 99"),
]


@pytest.mark.parametrize("gone", ["time-lost", "priority-score", "response-level"])
def test_what_changed_in_a_calculator_that_is_gone_is_still_told(gone: str, tmp_path: Path) -> None:
    config = tmp_path / "mine/mkdocs.yml"
    assert run("new", config.parent, "--starter", "minimal", "--lang", "en").exit_code == 0
    assert run("snapshot", "First", "--config", config).exit_code == 0
    for file, old, new in OF_EACH:
        handbooks.edit(config.parent / "content" / file, old, new)
    assert run("snapshot", "Second", "--config", config).exit_code == 0
    before = load(*(config.parent / part for part in ("content", "settings", ".")))
    (config.parent / f"content/calculators/{gone}.yml").unlink()
    after = load(*(config.parent / part for part in ("content", "settings", ".")))
    title = before.calculators[gone].title
    assert f"calculators/{gone}/#" in page(before) or gone == "time-lost"
    assert title in page(before) and gone in page(after) and title not in page(after)
    assert f"calculators/{gone}/" not in page(after)
