"""Many cases at once are answered as each of them is alone, to the last sign."""

import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import InputError, calculate
from calculators.analysis.answers import answers
from calculators.analysis.by_cell import ByCell
from calculators.analysis.by_formula import ByFormula
from calculators.analysis.one_by_one import OneByOne, as_json, without_words
from calculators.tables import as_field
from tests.support import cases
from tests.support.handbooks import rules

WAYS = {
    "response-level": ByCell,
    "priority-score": ByCell,
    "roi": ByFormula,
    "abc-class": OneByOne,
    "allocation": OneByOne,
}


@pytest.mark.parametrize("name", WAYS)
def test_each_calculator_is_asked_in_the_quickest_way_there_is(name: str) -> None:
    assert type(answers(name, rules()[name])) is WAYS[name]


def said(ask: Callable[[Mapping[str, Any]], str], inputs: Mapping[str, Any]) -> Any:
    try:
        return ask(inputs)
    except InputError as error:
        return error.as_data()


def alike(name: str, compiled: Mapping[str, Any], many: OneByOne, inputs: Mapping[str, Any]) -> bool:
    """Hold what is said of a case among many to what `calculate` says; tell whether it was a case at all."""
    try:
        one = calculate(name, inputs, compiled)
    except InputError as error:
        assert said(many.brief, inputs) == said(many.explained, inputs) == error.as_data()
        return False
    assert many.brief(inputs) == as_json(without_words(one))
    assert many.explained(inputs) == as_json(one)
    return True


@pytest.mark.parametrize("name", ["response-level", "priority-score", "roi", "abc-class"])
def test_many_are_answered_as_each_alone(name: str) -> None:
    compiled, chance = rules()[name], random.Random(18)
    many = answers(name, compiled)
    sound = sum(alike(name, compiled, many, cases.case(compiled, chance)) for _ in range(1_500))
    assert 500 < sound < 1_500


@given(st.randoms(use_true_random=False), st.sampled_from(["response-level", "priority-score", "roi"]))
def test_any_case_is_answered_as_alone(chance: random.Random, name: str) -> None:
    compiled = rules()[name]
    many = answers(name, compiled)
    for _ in range(2):  # the second is looked up
        alike(name, compiled, many, cases.case(compiled, chance, odd=0.2))


def test_what_is_remembered_of_true_is_not_said_of_one() -> None:
    """They are equal in Python, and 1.0 is no answer to a question of yes or no."""
    compiled = rules()["priority-score"]
    many = answers("priority-score", compiled)
    base = {"waiting_days": "1", "usability": "minor"}
    for given_flag in (True, 1, 1.0, "1", False, 0, 0.0):
        alike("priority-score", compiled, many, {**base, "frequent_emergency": given_flag})


def test_a_cell_of_a_file_is_read_as_in_a_table() -> None:
    compiled = rules()["response-level"]
    many = answers("response-level", compiled, meant=lambda field, cell: as_field(field, cell, ";", compiled))
    alone = as_json(without_words(calculate("response-level", {"ltv": "100000.5", "safety": "high"}, compiled)))
    assert many.brief({"ltv": "100000,5", "safety": "高"}) == alone
    doubtful = said(many.brief, {"ltv": "100,000", "safety": "高"})
    assert doubtful["field"] == "ltv"
    assert said(many.brief, {"safety": "更高"})["field"] == "safety"


def test_a_number_in_words_of_its_band_is_said_once() -> None:
    """A band's words may be those of a number that lies in it; then a sentence does not say both."""
    compiled = dict(rules()["response-level"])
    ends = ("above", "at_least", "below", "at_most")
    compiled["words"] = {**compiled["words"], **dict.fromkeys(ends, "{value}")}
    many = answers("response-level", compiled)
    for hours in ("24", "72", "71.99999999", "30"):
        alike("response-level", compiled, many, {"ltv": "50000", "deadline_hours": hours})
