"""The tables of answers: complete, small, and equal to the calculator wherever one looks."""

import gzip
import json
import random
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import pytest

import calculators
from calculators.analysis.case_text import typed
from calculators.cells import cells, cuts
from calculators.inputs import parse
from playbook.rules import answer_table
from tests.decide.test_tree import bakery
from tests.support.handbooks import rules

FINITE = ("priority-score", "response-level")
SEED = 20241121


@cache
def tables() -> dict[str, dict[str, Any]]:
    return {name: answer_table.table(rules()[name]) for name in FINITE}


def looked_up(table: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """What a table says of a case, found as the script does. `values` is what the calculators' parse returns."""
    place = 0
    for field in table["fields"]:
        place = field["next"][place][cell_of(field, values[field["id"]])]
    pairs = {spec["id"]: spec["values"][at] for spec, at in zip(table["results"], table["answers"][place], strict=True)}
    shown = {name: text for name, (_, text) in pairs.items()}
    return {name: value for name, (value, _) in pairs.items() if value is not None} | {"display": shown}


def cell_of(field: dict[str, Any], value: Any) -> int:
    if not isinstance(value, Decimal):
        return int(field["values"].index(typed(value)))
    numbers = field["numbers"]
    points = decimals(tuple(numbers["cuts"]))
    return int(numbers["below"] + 2 * bisect_left(points, value) + (value in points))


@cache
def decimals(numbers: tuple[float, ...]) -> list[Decimal]:
    return [Decimal(str(number)) for number in numbers]


def shown_of(name: str, result: dict[str, Any]) -> dict[str, Any]:
    """The part of a calculator's result that its table has."""
    ids = {spec["id"] for spec in rules()[name]["results"]}
    return {key: value for key, value in result.items() if key in ids or key == "display"}


def every_case(compiled: dict[str, Any]) -> Iterator[dict[str, Any]]:
    fields = compiled["fields"]
    for picked in product(*(cells(field, compiled) for field in fields)):
        yield {field["id"]: value for field, value in zip(fields, picked, strict=True)}


def some_value(chance: random.Random, field: dict[str, Any], compiled: dict[str, Any]) -> Any:
    """One of the field's cells, or a number: a cut point, one just beside, or any in the field's range."""
    if field["type"] != "number" or (not field["required"] and chance.random() < 0.2):
        return chance.choice(cells(field, compiled))
    low, high, point = field["minimum"], field["maximum"], chance.choice(cuts(field, compiled))
    beside = chance.choice((-1, 0, 1)) * Decimal(10) ** chance.randint(-12, 0)
    anywhere = Decimal(str(round(chance.uniform(low, min(high, 3 * float(point))), 2)))
    huge = Decimal(10) ** chance.randint(-9, 14)
    return min(max(chance.choice((point + beside, anywhere, huge)), Decimal(low)), Decimal(high))


@pytest.mark.parametrize("name", FINITE)
def test_every_cell_is_answered_as_the_calculator_does(name: str) -> None:
    compiled, tried = rules()[name], 0
    for case in every_case(compiled):
        assert looked_up(tables()[name], case) == shown_of(name, calculators.calculate(name, case, compiled)), case
        tried += 1
    assert tried > 4_000


@pytest.mark.parametrize("name", FINITE)
def test_50000_random_inputs_are_answered_as_the_calculator_does(name: str) -> None:
    chance, compiled = random.Random(SEED), rules()[name]
    seen = set()
    for number in range(50_000):
        case = {field["id"]: some_value(chance, field, compiled) for field in compiled["fields"]}
        # What led to the answer takes most of the time, so only some are asked for it.
        ask = calculators.calculate if number % 50 == 0 else calculators.results
        found = looked_up(tables()[name], case)
        assert found == shown_of(name, ask(name, case, compiled)), case
        seen.add(tuple(found["display"].values()))
    assert len(seen) == len(tables()[name]["answers"])


@pytest.mark.parametrize("name", FINITE)
def test_what_is_left_out_counts_as_the_calculator_has_it(name: str) -> None:
    compiled = rules()[name]
    needed = {field["id"]: cells(field, compiled)[0] for field in compiled["fields"] if field["required"]}
    described = {field["id"]: field for field in tables()[name]["fields"]}
    assert {key for key, field in described.items() if field.get("required")} == set(needed)
    for key, value in parse(needed, compiled).items():
        assert (
            typed(value) == typed(needed[key]) if key in needed else typed(value) == described[key].get("default", "")
        )


def test_a_formula_of_its_own_has_no_table() -> None:
    assert set(answer_table.tables(rules())) == set(FINITE)


def test_a_number_that_bounds_another_has_no_table() -> None:
    compiled = json.loads(json.dumps(rules()["response-level"]))
    compiled["fields"][1]["not_below"] = "ltv"
    assert not answer_table.is_finite(compiled)


def test_too_many_cases_have_no_table() -> None:
    compiled = json.loads(json.dumps(rules()["response-level"]))
    more = {**compiled["fields"][-1], "choices": [{"id": f"c{n}", "label": "x"} for n in range(100)]}
    assert answer_table.is_finite({**compiled, "fields": [*compiled["fields"], {**more, "id": "one"}]}) is False


@pytest.mark.parametrize("name", FINITE)
def test_a_table_is_small(name: str) -> None:
    text = json.dumps(tables()[name], ensure_ascii=False, separators=(",", ":")).encode()
    assert len(text) < 12_000
    assert len(gzip.compress(text)) < 4_000


def test_a_table_is_plain_data_and_the_same_each_time() -> None:
    for name, table in answer_table.tables(rules()).items():
        assert table == json.loads(json.dumps(table)) == json.loads(json.dumps(tables()[name]))
        assert json.dumps(table) == json.dumps(answer_table.table(rules()[name]))


def test_a_handbook_of_another_trade_has_its_tables() -> None:
    handbook, _ = bakery()
    for name, compiled in handbook.rules.items():
        if name in FINITE:
            table = answer_table.table(compiled)
            for case in every_case(compiled):
                found = calculators.calculate(name, case, compiled)
                assert looked_up(table, case) == {key: found[key] for key in looked_up(table, case)}
