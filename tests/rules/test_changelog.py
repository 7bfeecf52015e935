"""Versions of the rules: what `playbook diff` says, what the page of changes shows, and what drills make of it."""

import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import calculators
from calculators.drills import Deck
from playbook.cli.main import main
from playbook.model.handbook import Handbook
from playbook.pages import rendering
from playbook.pages.addresses import path
from playbook.rules import changelog, snapshot
from playbook.rules.case_text import typed
from playbook.rules.changed_parts import Change, Part
from playbook.rules.compare import difference
from playbook.rules.formula_written import formula_written
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


def test_a_choice_that_is_new_is_named_and_the_others_are_compared(tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        (
            SCORES,
            "- {id: first, label: 一线, help: 北京、上海、广州、深圳}",
            "- {id: fourth, label: 四线}\n      - {id: first, label: 一线}",
        ),
        (SCORES, "{city_tier: first}, points: ", "{city_tier: first}, points: 1"),
    )
    said = run("diff", ROOT, folder)
    assert "only NEW has: priority-score city_tier=fourth\n" in said.output
    assert "for example city_tier=first" in said.output and "not compared" not in said.output
    assert said.exit_code == 1
    assert "只有改之后有：优先级得分 · 城市 四线" in page(read(folder))


def test_a_factor_or_a_calculator_of_one_version_is_a_difference() -> None:
    whole = snapshot.taken(handbooks.default())
    scores = whole.rules["priority-score"]
    factors = scores["points"]["factors"]
    fewer = {**scores, "points": {**scores["points"], "factors": factors[1:]}}
    unjudged = {key: value for key, value in whole.rules["response-level"].items() if key != "verdict"}
    for changed_rules, part in (
        ({**whole.rules, "priority-score": fewer}, Part("priority-score", factors[0]["id"], factors[0]["label"])),
        ({**whole.rules, "response-level": unjudged}, Part("response-level", "verdict")),
        *(
            ({name: rules for name, rules in whole.rules.items() if name != gone}, Part(gone))
            for gone in ("priority-score", "roi", "quota")
        ),
    ):
        other = replace(whole, rules=changed_rules)
        assert difference(other, whole).only_new == difference(whole, other).only_old == (part,)
        assert not any(each.changed for each in difference(whole, other).answers)


COMPUTED = f"{handbooks.CONTENT}/calculators/roi.yml"
EDITS = [
    (
        (COMPUTED, "formula: (benefit_low - cost) / cost", "formula: round((benefit_low - 2 * cost) / cost)"),
        "formulas:\n  roi net_percent_low: (benefit_low - cost) / cost -> round((benefit_low - 2 * cost) / cost to ",
        "改了的公式：调货 ROI · 净 ROI（低）",
    ),
    (
        (
            COMPUTED,
            "{id: break_even_cost,",
            "{id: twice, label: 两倍, formula: 2 * cost, unit: yuan}\n  - {id: break_even_cost,",
        ),
        "only NEW has: roi twice\n",
        "只有改之后有：调货 ROI · 两倍",
    ),
    (
        (
            COMPUTED,
            "short: 物流费, help: 快递、专车。, unit: yuan, minimum: 0, maximum: 999999999999999, default: 0",
            "short: 物流费, unit: yuan, minimum: 0, default: 80",
        ),
        "settings:\n  roi logistics default: 0 -> 80  物流费\n  roi logistics maximum: 999999999999999 -> none",
        "调货 ROI · 物流费 · 默认值0 元80 元",
    ),
    (
        (SCORES, "    default: third\n", "    default: second\n"),
        "settings:\n  priority-score city_tier default: third -> second  城市\n",
        "优先级得分 · 城市 · 默认值三线及以下二线",
    ),
]


@pytest.mark.parametrize(("edit", "told", "shown"), EDITS, ids=[edit[2] for edit, *_ in EDITS])
def test_what_is_written_otherwise_is_a_difference(
    edit: tuple[str, str, str], told: str, shown: str, tmp_path: Path
) -> None:
    recorded = run("snapshot", "旧", "--config", changed(tmp_path / "old") / "mkdocs.yml").output
    file = Path(recorded.removeprefix("recorded ").strip())
    folder = changed(tmp_path / "new", edit)
    said = run("diff", ROOT, folder)
    assert said.exit_code == 1 and told in said.output
    assert run("diff", file, folder).output == said.output
    for name in (file.name, file.name.replace(".yml", ".lock.yml")):
        shutil.copy(file.with_name(name), folder / handbooks.CONTENT / "history")
    assert shown in re.sub("<[^>]+>", "", page(read(folder)))


def test_what_levels_of_a_decisions_own_give_and_weights_are_compared() -> None:
    whole = snapshot.taken(handbooks.default())
    decided, scores = whole.rules["response-level"], whole.rules["priority-score"]
    own = {**decided, "levels": [{"id": "refund", "name": "Refund", "share": 50}]}
    more = {**decided, "levels": [{"id": "refund", "name": "Refund", "share": 60}, {"id": "move", "name": "Move"}]}
    one, *others = scores["points"]["factors"]
    heavier = {**scores, "points": {**scores["points"], "factors": [{**one, "weight": one["weight"] + 5}, *others]}}
    found = difference(
        replace(whole, rules={"response-level": own, "priority-score": scores}),
        replace(whole, rules={"response-level": more, "priority-score": heavier}),
    )
    assert found.levels == (Change("response-level refund share", "Refund", None, 50, 60),)
    assert found.only_new == (Part("", "level move", "Move"),)
    weights = one["weight"], one["weight"] + 5
    assert found.settings == (Change(f"priority-score {one['id']} weight", one["label"], None, *weights),)


def test_an_older_record_says_what_it_does_not_hold(tmp_path: Path) -> None:
    file = ROOT / handbooks.CONTENT / "history/2026-11-22.yml"
    said = run("diff", file, ROOT)
    assert said.exit_code == 0
    assert re.search(r"no differences\nnot compared, for the older record holds nothing .*: .*\broi\b", said.output)
    shorter = run("diff", file, changed(tmp_path, SHORTER))
    assert shorter.exit_code == 1 and "not compared, for the older record" in shorter.output


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (["-", {"name": "a"}, ["-", {"name": "b"}, {"number": "1"}]], "a - (b - 1)"),
        (["*", ["+", {"name": "a"}, {"name": "b"}], ["neg", {"name": "c"}]], "(a + b) * -c"),
        (["round", ["sum", {"table": "t"}, {"column": "x"}], "1/100"], "round(sum(t.x) to 1/100)"),
        (["max", ["count", {"table": "t"}], {"number": "0", "unit": "hours"}], "max(count(t), 0)"),
        (
            ["choose", [[{"a": [{"at_most": 0}, {"not_given": True}]}], {"number": "0"}], [[{}], {"name": "b"}]],
            "[a at_most 0 or not given] 0; [otherwise] b",
        ),
    ],
)
def test_a_formula_is_told_as_its_writer_might_have_it(tree: Any, text: str) -> None:
    assert formula_written(tree) == text


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
