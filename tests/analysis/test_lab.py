"""What the page that tries changes is told: a change's effect in words, its faults, a map, cases before and after."""

import json
from functools import cache
from typing import Any

import pytest

from calculators import calculate
from calculators.analysis.draft import drafted
from calculators.analysis.lab import answered
from calculators.errors import InputError
from calculators.inputs import parse
from playbook.rules.knobs import knobs
from tests.support import handbooks

LEVEL, SCORE = "response-level", "priority-score"
TODAY: dict[str, Any] = {"rules": None, "draft": None}


@cache
def rules() -> dict[str, Any]:
    return json.loads(json.dumps(handbooks.rules()))  # type: ignore[no-any-return]


@cache
def known() -> list[dict[str, Any]]:
    return [knob.as_data() for knob in knobs(handbooks.default())]


def ask(what: str, calculator: str = LEVEL, before: Any = None, draft: Any = None, **more: Any) -> dict[str, Any]:
    after = {"rules": None, "draft": draft}
    request = {"ask": what, "calculator": calculator, "knobs": known(), "before": before or TODAY, "after": after}
    return answered({**request, **more}, rules())


VIP_FROM_80000 = {"numbers": {"vip_ltv": 80000}}


def test_a_moved_threshold_is_told_class_by_class_with_an_example_and_why() -> None:
    told = {each["answer"]: each for each in ask("effect", draft=VIP_FROM_80000)["answers"]}
    level = told["level"]
    assert (level["changed"], level["total"]) == (160, 5670) and level["label"] == "响应级别"
    first, second = level["groups"]
    assert (first["old"], first["new"], first["cells"], first["urgency"]) == ("二级响应", "一级响应", 158, "sooner")
    assert (second["old"], second["new"], second["case"]) == ("三级响应", "一级响应", ["LTV 9 万元"])
    assert "超过 8 万元" in second["why_new"] and "没有条件成立" in second["why_old"]
    assert told["advised_cap_yuan"]["groups"][0]["old"] == "低于 1,000 元"


def test_every_example_is_answered_so_by_the_calculator_itself() -> None:
    for draft in (VIP_FROM_80000, {"off": ["response-level.triggers.batch"]}, {"numbers": {"same_day_hours": 48}}):
        after = answered_rules(draft)
        for answers in ask("effect", draft=draft)["answers"]:
            for group in answers["groups"]:
                for side, made in (("old", rules()), ("new", after)):
                    assert calculate(LEVEL, group["inputs"], made[LEVEL])["display"][answers["answer"]] == group[side]


def answered_rules(draft: dict[str, Any]) -> dict[str, Any]:
    return drafted(rules(), known(), draft)


def test_points_are_told_factor_by_factor() -> None:
    told = ask("effect", SCORE, draft={"numbers": {"priority-score.waiting.2": 6}})["answers"]
    assert [(each["answer"], each["changed"]) for each in told if each["changed"]] == [("waiting", 2)]
    assert told[0]["groups"][0] == {
        **{"old": "5 分", "new": "6 分", "urgency": "", "cells": 2, "case": ["等待 4 天"]},
        **{"inputs": {"waiting_days": "4"}, "why_old": "4–7 天", "why_new": "4–7 天"},
    }


def test_an_end_that_two_bands_share_moves_in_both() -> None:
    told = ask("consequences", SCORE, draft={"numbers": {"priority-score.waiting.waiting_days.4": 5}})
    assert told == {"caused": [], "healed": [], "taps": None}


def test_a_rule_left_out_is_a_fault_only_where_it_leaves_one() -> None:
    assert ask("consequences", draft={"off": ["response-level.triggers.batch"]})["caused"] == []
    told = ask("consequences", draft={"off": ["response-level.table.deadline_hours"]})
    assert told["taps"]["before"]["most"] == 6 and told["healed"] == []
    told = ask("consequences", draft={"order": {"response-level.tree": ["near-deadline", "vip-or-risk"]}})
    assert {(each["kind"], each["form"], each["name"]) for each in told["caused"]} >= {("milder", "两问决策树", "期限")}


def test_a_fault_that_a_draft_mends_is_said_to_be_healed() -> None:
    reversed_tree = {"rules": None, "draft": {"order": {"response-level.tree": ["near-deadline", "vip-or-risk"]}}}
    told = ask("consequences", before=reversed_tree)
    assert told["healed"] and not told["caused"]


def test_a_map_says_what_the_calculator_says_in_each_of_its_cells() -> None:
    case = {"ltv": "85000", "deadline_hours": "70", "safety": "medium"}
    told = ask("map", draft=VIP_FROM_80000, across="ltv", down="deadline_hours", inputs=case)
    assert told["across"]["cells"][-3:] == [
        "5 万元及以上且不超过 8 万元",
        "超过 8 万元且不超过 10 万元",
        "超过 10 万元",
    ]
    assert "72 小时" in told["down"]["cells"] and told["at"] == [2, 4]
    assert told["rows"][2][4] == {"before": 2, "after": 1, "old": "二级响应", "new": "一级响应"}
    for row, hours in zip(told["rows"], ("", "0", "24", "72", "100"), strict=True):
        for cell, ltv in zip(row, ("", "0", "30000", "50000", "90000", "200000"), strict=True):
            inputs = {**case, "ltv": ltv, "deadline_hours": hours}
            assert cell["before"] == calculate(LEVEL, inputs, rules()[LEVEL])["level"]
            assert cell["after"] == calculate(LEVEL, inputs, answered_rules(VIP_FROM_80000)[LEVEL])["level"]


def test_a_map_of_points_shows_their_sum() -> None:
    told = ask("map", SCORE, across="waiting_days", down="customer", inputs={"usability": "minor"})
    inputs = {"waiting_days": "9", "usability": "minor", "customer": "vip"}
    row, column = told["down"]["cells"].index("重点关怀客户"), told["across"]["cells"].index("8 天及以上且不到 15 天")
    assert told["rows"][row][column]["after"] == calculate(SCORE, inputs, rules()[SCORE])["score"]
    assert told["fixed"]["usability"] == "轻微影响"


def test_cases_are_worked_out_by_both_and_a_wrong_one_says_what_is_wrong() -> None:
    told = ask("cases", "abc-class", draft={"numbers": {"abc_a_monthly": 6}}, cases=[{"demand": "8"}, {"demand": "x"}])
    changed = [(each["label"], each["old"], each["new"]) for each in told["cases"][0]["results"] if each["changed"]]
    assert ("分类", "B 类", "A 类") in changed
    assert told["cases"][1]["error"]["field"] == "demand"


def test_a_recorded_version_has_its_own_answers_in_todays_words() -> None:
    older = answered_rules({"numbers": {"vip_ltv": 120000}})[LEVEL]
    bare = {key: older[key] for key in ("name", "fields", "levels", "forms", "verdict")}
    told = ask("effect", before={"rules": {LEVEL: bare}, "draft": None})["answers"]
    assert told[0]["label"] == "响应级别" and told[0]["groups"][0]["urgency"] == "sooner"


@pytest.mark.parametrize(
    ("draft", "field", "message"),
    [
        ({"numbers": {"vip": 1}}, "vip", "规则里没有“vip”"),
        ({"numbers": {"vip_ltv": -1}}, "vip_ltv", "不能小于 0 元"),
        ({"numbers": {"vip_ltv": "8"}}, "vip_ltv", "“8”不是数字"),
        ({"numbers": {"vip_ltv": 40000}}, "vip_ltv", "有一段区间就一个数也不剩了"),
        ({"off": ["response-level.triggers.none"]}, "response-level.triggers.none", "规则里没有"),
        ({"off": ["response-level.matrix.vip"]}, "response-level.matrix.vip", "规则里没有"),
        ({"off": ["response-level"]}, "response-level", "规则里没有"),
        ({"off": [f"response-level.tree.{rule}" for rule in ("vip-or-risk", "near-deadline")]}, "tree", "至少要留一条"),
        ({"order": {"response-level.tree": ["near-deadline"]}}, "response-level.tree", "次序里应当正好是这些规则"),
        ({"numbers": {"priority-score.city.weight": 20}}, "priority-score.weight", "权重合计应为 100，现在是 110"),
        ({"numbers": {f"priority-score.city.{n}": 0 for n in (1, 2)}}, "priority-score.city", "至少要有一项得分大于 0"),
    ],
)
def test_what_cannot_be_tried_is_named(draft: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        ask("effect", draft=draft)
    assert field in error.value.field and message in error.value.message


def test_the_case_of_a_map_is_read_like_any_other() -> None:
    with pytest.raises(InputError):
        ask("map", across="ltv", down="deadline_hours", inputs={"ltv": "much"})
    assert parse({"ltv": "8.5万"}, rules()[LEVEL])["ltv"] == 85000
