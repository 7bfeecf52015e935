"""Drills: thousands of generated questions, each compared with what the calculators say."""

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

import calculators
from calculators.drills import SKILLS, Deck
from playbook.rules.version import version
from tests.support import handbooks

MANY = 5_000

EXPECTED = {
    "level": "ltv@50000 ltv@100000 deadline_hours@24 deadline_hours@given safety@high safety@medium table@2x2 "
    "situation@stranded situation@promised",
    "spending": "ltv@30000 ltv@100000 deadline_hours@72 cap@0 cap@1000 cap@1500 cap@5000 cap@lower cap@full",
    "priority": "waiting_days@4 waiting_days@8 waiting_days@15 forecast_accuracy@70 nps@70 customer@cap tie@waiting "
    "tie@request score@weighted",
    "script": "stock@found stock@searching stock@nowhere audience@customer audience@colleague",
}
BROKEN = re.compile(r"[{}]|None|nan|，，|，。|。。|；。|“”|\s$|^\s|  ")


@cache
def deck() -> Deck:
    return Deck(handbooks.default().drills)


@cache
def items() -> list[dict[str, Any]]:
    """Made once for all tests: that is what takes its time."""
    return deck().items(7, MANY)


def of(skill: str) -> list[dict[str, Any]]:
    """The questions of one kind."""
    return [item for item in items() if item["skill"] == skill]


def result(item: dict[str, Any], which: int = 0) -> dict[str, Any]:
    """What the calculator says of a question's inputs."""
    name = item["calculator"]
    return calculators.results(name, item["inputs"][which], handbooks.rules()[name])


def wrong(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The choices that are not the answer."""
    return [choice for choice in item["choices"] if choice["id"] != item["answer"]]


def test_there_are_as_many_as_asked_for_of_every_kind() -> None:
    assert len(items()) == MANY
    assert set(Counter(item["skill"] for item in items())) == set(SKILLS)
    assert {item["version"] for item in items()} == {version(handbooks.default()).mark}


def test_the_level_is_the_calculators() -> None:
    for item in of("level"):
        assert item["answer"] == str(result(item)["level"]), item


def test_a_cost_is_allowed_where_it_is_below_the_calculators_advised_cap() -> None:
    for item in of("spending"):
        assert item["answer"] == ("yes" if item["amount"] < result(item)["advised_cap_yuan"] else "no"), item
        assert item["amount"] > 0


def test_the_first_customer_is_the_one_ahead_by_score_then_wait_then_request() -> None:
    request = re.compile(r"(周.)(上午|下午)提的申请")
    for item in of("priority"):
        scores = [result(item, who)["score"] for who in (0, 1)]
        waits = [int(Decimal(str(inputs["waiting_days"]))) for inputs in item["inputs"]]
        asked = [list("一二三四五").index(day[1]) * 2 + (half == "下午") for day, half in request.findall(item["text"])]
        keys = [(-scores[who], -waits[who], asked[who] if asked else 0) for who in (0, 1)]
        assert keys[0] != keys[1], f"a tie: {item}"
        assert item["answer"] == ("customer1" if keys[0] < keys[1] else "customer2"), item


def test_plain_and_weighted_scores_agree_except_where_that_is_the_question() -> None:
    for item in of("priority"):
        found = [result(item, who) for who in (0, 1)]
        plain, weighted = (
            (one[key] > two[key]) - (one[key] < two[key]) for key in ("score", "weighted_score") for one, two in [found]
        )
        if item["boundary"] == "score@weighted":
            assert plain == -weighted != 0
        else:
            assert plain * weighted >= 0, item


def test_exactly_one_script_fits() -> None:
    drill = handbooks.default().script_drill
    assert drill
    for item in of("script"):
        facts = item["inputs"][0]
        fits = [
            fit.script
            for fit in drill.fits
            if all(facts.get(name) in values for name, values in fit.needs.items())
            and (not (levels := handbooks.default().scripts[fit.script].levels) or int(facts.get("level", 0)) in levels)
        ]
        assert fits == [item["answer"]], item


def test_one_choice_is_right_and_every_other_says_why_it_is_wrong() -> None:
    for item in items():
        texts = [choice["text"] for choice in item["choices"]]
        assert len(set(texts)) == len(texts) > 1
        assert [choice["id"] for choice in item["choices"]].count(item["answer"]) == 1
        assert all(choice["explanation"] for choice in wrong(item)), item
        assert len({choice["explanation"] for choice in wrong(item)}) == len(wrong(item)), item


def test_who_mistakes_the_boundary_chooses_wrong() -> None:
    for item in items():
        assert item["boundary"] in {choice["boundary"] for choice in wrong(item)}, item


def test_every_boundary_of_the_rules_comes() -> None:
    asked = Counter((item["skill"], item["boundary"]) for item in items())
    assert set(asked) == {(drill.skill, boundary.id) for drill, boundary in deck().boundaries}
    assert min(asked.values()) > MANY / len(asked) / 2
    for skill, names in EXPECTED.items():
        assert {(skill, name) for name in names.split()} <= set(asked)


def test_both_sides_of_a_boundary_and_the_boundary_itself_are_asked() -> None:
    hours = {item["inputs"][0].get("deadline_hours") for item in items() if item["boundary"] == "deadline_hours@24"}
    assert {23, 24} <= hours
    amounts = {item["amount"] for item in items() if item["boundary"] == "cap@1500"}
    assert {1450, 1500} <= amounts


def test_a_mistake_about_a_day_is_called_by_its_name() -> None:
    found = [item for item in of("level") if item["boundary"] == "deadline_hours@24"]
    for item in (item for item in found if item["inputs"][0]["deadline_hours"] == 24):
        (mistake,) = (choice for choice in wrong(item) if choice["boundary"] == "deadline_hours@24")
        assert "“24 小时”看成“不到 24 小时”" in mistake["explanation"]


@pytest.mark.parametrize("key", ["text", "question", "explanation"])
def test_no_sentence_has_an_unfilled_blank(key: str) -> None:
    for item in items():
        assert item[key]
        assert not BROKEN.search(item[key]), item[key]
        for choice in wrong(item) if key == "explanation" else ():
            assert not BROKEN.search(choice["explanation"]), choice


def test_a_situation_is_two_sentences() -> None:
    for item in items():
        assert item["text"].count("。") == 2, item["text"]


def test_where_the_forms_disagree_the_ruling_is_cited() -> None:
    deciding = handbooks.rules()["response-level"]["verdict"]["most_urgent_of"]
    for item in of("level"):
        found = result(item)
        disagree = any(found["forms"][form] != found["level"] for form in deciding)
        assert ("verdict" in item["rulings"]) == disagree, item


def test_sources_rulings_and_pages_exist() -> None:
    handbook = handbooks.default()
    known = {row.id for row in handbook.sources.rows}, {ruling.id for ruling in handbook.rulings.rulings}
    for item in items():
        assert item["sources"] and set(item["sources"]) <= known[0]
        assert set(item["rulings"]) <= known[1]


def test_equal_words_have_equal_ids_and_only_those() -> None:
    texts: dict[str, set[str]] = {}
    for item in items():
        texts.setdefault(item["id"], set()).add(item["text"] + item["question"])
    assert max(map(len, texts.values())) == 1
    assert len(texts) > MANY / 2


def test_equal_seeds_give_equal_questions() -> None:
    again = Deck(handbooks.default().drills)
    assert again.items(7, 60) == items()[:60]
    assert again.items(8, 60) != items()[:60]
