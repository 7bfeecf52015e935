"""What is written otherwise in two versions of the rules: told by `playbook diff` and on the page, part by part."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playbook.rules import snapshot
from playbook.rules.changed_parts import Change, Part
from playbook.rules.compare import difference
from playbook.rules.formula_written import formula_written
from tests.rules.test_changelog import SCORES, SHORTER, changed, page, read, run
from tests.support import handbooks
from tests.support.browser import ROOT


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
    assert found.levels == (Change("response-level", "refund", "share", "Refund", None, 50, 60),)
    assert found.only_new == (Part("", "level move", "Move"),)
    weights = one["weight"], one["weight"] + 5
    assert found.settings == (Change("priority-score", one["id"], "weight", one["label"], None, *weights),)


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
        (["+", {"name": "a"}, ["-", {"name": "b"}, {"name": "c"}]], "a + (b - c)"),
        (["-", {"name": "a"}, ["neg", {"name": "b"}]], "a - (-b)"),
        (["*", ["+", {"name": "a"}, {"name": "b"}], ["neg", {"name": "c"}]], "(a + b) * (-c)"),
        (["round", ["sum", {"table": "t"}, {"column": "x"}], "1/100"], "round(sum(t.x) to 1/100)"),
        (["ceil", ["most", {"table": "t"}, {"column": "x"}], "1"], "ceil(max(t.x) to 1)"),
        (["max", ["count", {"table": "t"}], {"number": "0", "unit": "hours"}], "max(count(t), 0)"),
        (
            ["choose", [[{"a": [{"at_most": 0}, {"not_given": True}]}], {"number": "0"}], [[{}], {"name": "b"}]],
            "[a at_most 0 or not given] 0; [otherwise] b",
        ),
    ],
)
def test_a_formula_is_told_as_its_writer_might_have_it(tree: Any, text: str) -> None:
    assert formula_written(tree) == text
