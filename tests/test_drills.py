"""Drills: thousands of generated questions, each compared with what the calculators say."""

import re
from functools import cache
from typing import Any

import pytest

import calculators
from calculators.drills import Deck
from playbook import drillbook
from tests import handbooks
from tests.browser import ROOT

MANY = 2_000
HANDBOOK = handbooks.read(ROOT)


@cache
def deck() -> Deck:
    """The questions of the default handbook."""
    return Deck(drillbook.data(HANDBOOK))


@cache
def items() -> list[dict[str, Any]]:
    """Many questions of the default handbook."""
    return deck().items(7, MANY)


def test_every_answer_is_the_calculators() -> None:
    for item in (item for item in items() if item["skill"] == "level"):
        result = calculators.results("response-level", item["inputs"][0], handbooks.rules()["response-level"])
        assert item["answer"] == str(result["level"]), item


def test_one_choice_is_right_and_every_other_says_why_it_is_wrong() -> None:
    for item in items():
        texts = [choice["text"] for choice in item["choices"]]
        assert len(set(texts)) == len(texts) > 1
        assert [bool(choice["explanation"]) for choice in item["choices"]] == [
            choice["id"] != item["answer"] for choice in item["choices"]
        ]


def test_every_boundary_is_asked_about() -> None:
    asked = {(item["skill"], item["boundary"]) for item in items()}
    assert asked == {(drill.skill, boundary.id) for drill, boundary in deck().boundaries}
    assert {"deadline_hours@24", "ltv@100000", "safety@medium", "table@2x2"} <= {name for _, name in asked}


def test_who_mistakes_the_boundary_chooses_wrong() -> None:
    for item in items():
        assert any(choice["boundary"] == item["boundary"] for choice in item["choices"]), item


@pytest.mark.parametrize("key", ["text", "question", "explanation"])
def test_no_sentence_has_an_unfilled_blank(key: str) -> None:
    for item in items():
        assert not re.search(r"[{}]|None|，，|，。|。。", item[key]), item[key]


def test_equal_seeds_give_equal_questions() -> None:
    assert deck().items(3, 40) == Deck(drillbook.data(HANDBOOK)).items(3, 40)
    assert deck().items(3, 40) != deck().items(4, 40)
