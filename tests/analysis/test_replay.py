"""Cases that happened, by two versions of the rules: each as the calculator itself answers it, and their sums."""

import json
from functools import cache
from random import Random
from typing import Any

import pytest

from calculators import calculate
from calculators.analysis.draft import drafted
from calculators.analysis.replay import added, overtaken, replayed
from calculators.cells import cells
from playbook.rules.knobs import knobs
from tests.support import handbooks

LEVEL, SCORE, ROI = "response-level", "priority-score", "roi"
DRAFT = {
    "numbers": {"vip_ltv": 80000, "level2_cap": 1200, "priority-score.waiting.3": 15, "quarter_quota": 60000},
    "off": ["response-level.triggers.batch"],
}


@cache
def rules() -> dict[str, Any]:
    return json.loads(json.dumps(handbooks.rules()))  # type: ignore[no-any-return]


@cache
def changed() -> Any:
    return drafted(rules(), [knob.as_data() for knob in knobs(handbooks.default())], DRAFT)


def cases(name: str, count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Cases of which every input is recorded, as typed."""
    chance = Random(seed)
    spaces = {field["id"]: cells(field, rules()[name]) for field in rules()[name]["fields"]}
    picked = [{key: chance.choice(space) for key, space in spaces.items()} for _ in range(count)]
    return [
        {"row": row, "inputs": {key: "" if value is None else value for key, value in inputs.items()}}
        for row, inputs in enumerate(picked, 2)
    ]


@pytest.mark.parametrize("name", [LEVEL, SCORE, ROI])
def test_each_case_is_answered_as_the_calculator_answers_it(name: str) -> None:
    asked = cases(name, 400)
    found = replayed(name, rules()[name], changed()[name], asked)["rows"]
    assert [row["row"] for row in found] == [case["row"] for case in asked]
    differ = 0
    for case, row in zip(asked, found, strict=True):
        for side, version in (("before", rules()), ("after", changed())):
            said = calculate(name, case["inputs"], version[name])
            if name == LEVEL:
                keys = ("level", "advised_cap_yuan", "find_within_hours", "deliver_within_hours")
                wanted = dict(zip(("level", "cap", "find", "deliver"), (said.get(key) for key in keys), strict=True))
            else:
                wanted = {key: said[key] for key in row[side]}
                assert row[side].keys() == said.keys() & {spec["id"] for spec in version[name]["results"]}
            assert row[side] == wanted
        differ += row["before"] != row["after"]
        assert bool(row["text"]) == (row["before"] != row["after"])
    assert (differ > 20) == (name != ROI)


@pytest.mark.parametrize("name", [LEVEL, SCORE, ROI])
def test_the_totals_of_parts_add_up(name: str) -> None:
    asked = [*cases(name, 150), {"row": 900, "inputs": {}}, {"row": 901, "inputs": {**cases(name, 1)[0]["inputs"]}}]
    asked[-1]["inputs"][rules()[name]["fields"][0]["id"]] = "many"
    whole = replayed(name, rules()[name], changed()[name], asked)["totals"]
    parts = [replayed(name, rules()[name], changed()[name], asked[at : at + 40])["totals"] for at in range(0, 160, 40)]
    together = parts[0]
    for part in parts[1:]:
        together = added(together, part)
    assert together == whole
    assert (whole["rows"], whole["not_recorded"], whole["faulty"]) == (152, 1, 1)
    assert whole["changed"] + whole["unchanged"] == 150
    json.dumps(whole)


def test_money_and_levels_are_added_up() -> None:
    vip = {
        "ltv": 90000,
        "deadline_hours": 100,
        "safety": "low",
        "publicity": "low",
        "business": "low",
        "situation": "none",
    }
    asked = [
        {"row": 2, "inputs": vip},
        {"row": 3, "inputs": {**vip, "ltv": 40000}},
        {"row": 4, "inputs": {**vip, "business": "high", "deadline_hours": "", "ltv": ""}},
    ]
    found = replayed(LEVEL, rules()[LEVEL], changed()[LEVEL], asked)
    first = found["rows"][0]
    assert (first["before"], first["after"]) == (
        {"level": 2, "cap": 0, "find": 24, "deliver": 72},
        {"level": 1, "cap": 1200, "find": 2, "deliver": 24},
    )
    assert first["text"] == "LTV 9 万元；期限 100 小时；安全风险 低；舆情风险 低；业务影响 低；客户处境 其他处境"
    totals = found["totals"]
    assert (totals["sooner"], totals["later"], totals["unchanged"]) == (1, 0, 2)
    assert totals["sums"]["cap"] == {"before": 0, "after": 1200, "up": 1200, "down": 0}
    assert {(each["old"], each["new"], each["count"]) for each in totals["levels"]} == {(2, 1, 1), (2, 2, 1), (1, 1, 1)}


def test_what_was_not_recorded_is_counted_and_not_guessed() -> None:
    inputs = cases(LEVEL, 1)[0]["inputs"]
    without = {key: value for key, value in inputs.items() if key not in ("ltv", "situation")}
    found = replayed(LEVEL, rules()[LEVEL], changed()[LEVEL], [{"row": 2, "inputs": without}])
    assert found["rows"] == [{"row": 2, "missing": ["LTV", "客户处境"]}]
    assert found["totals"]["missing"] == {"LTV": 1, "客户处境": 1}


def test_an_input_at_fault_is_said_with_its_label() -> None:
    inputs = {**cases(LEVEL, 1)[0]["inputs"], "ltv": "viel"}
    (row,) = replayed(LEVEL, rules()[LEVEL], changed()[LEVEL], [{"row": 2, "inputs": inputs}])["rows"]
    assert row == {"row": 2, "error": "LTV 请填数字，例如 150000；“viel”不是数字"}


def test_who_was_behind_and_is_ahead_is_counted() -> None:
    base = cases(SCORE, 1)[0]["inputs"] | {"usability": "minor", "customer": (), "nps": "", "forecast_accuracy": ""}
    base |= {"frequent_emergency": False, "city_tier": "third"}
    # 10 points for the wait become 15: ahead of the one with 5 for the wait and 8 for the customer.
    asked = [
        {"row": 2, "inputs": {**base, "waiting_days": 9}},
        {"row": 3, "inputs": {**base, "waiting_days": 5, "customer": ("vip",)}},
        {"row": 4, "inputs": {**base, "waiting_days": 1}},
    ]
    totals = replayed(SCORE, rules()[SCORE], changed()[SCORE], asked)["totals"]
    assert overtaken(totals) == 1
    assert totals["sums"]["score"] == {"before": 38, "after": 43, "up": 5, "down": 0}
