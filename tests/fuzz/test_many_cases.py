"""A million cases by cell, by formula and by columns are answered as each is alone."""

import json
import random
from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from calculators import InputError
from calculators.analysis.answers import answers
from calculators.analysis.one_by_one import OneByOne
from calculators.tables import as_field
from playbook.cli import csv_answers, frames
from tests.support.cases import case, in_a_cell
from tests.support.fuzzing import FIRST, amount
from tests.support.handbooks import rules

NAMES = ("response-level", "priority-score", "roi")
CASES = 10_000
PARTS = 34
"""Of each calculator: with three of them a million cases."""


def said(many: OneByOne, inputs: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return dict(csv_answers.flat(json.loads(many.brief(inputs))))
    except InputError as error:
        return {"error": f"{error.field}: {error.message}"}


@pytest.mark.fuzz
@pytest.mark.parametrize("part", range(amount(1, PARTS)))
@pytest.mark.parametrize("name", NAMES)
def test_many_are_answered_as_each_alone(name: str, part: int) -> None:
    of, chance = rules()[name], random.Random(f"{name} {FIRST} {part}")
    ids = [field["id"] for field in of["fields"]]
    rows = []
    for _ in range(amount(500, CASES)):
        made = case(of, chance, 0.02)
        rows.append({each: in_a_cell(made.get(each)) or None for each in ids})

    def meant(field: Mapping[str, Any], cell: Any) -> Any:
        return as_field(field, cell, ",", of)

    alone, many = OneByOne(name, of, meant=meant), answers(name, of, meant=meant)
    wanted = [said(alone, row) for row in rows]
    assert [said(many, row) for row in rows] == wanted
    asked = frames.asked(name, of, ids, ",")
    found = asked.answers(pl.DataFrame(rows, schema=dict.fromkeys(ids, pl.String))).drop(ids)
    for row, one in zip(found.iter_rows(named=True), wanted, strict=True):
        assert {key: value for key, value in row.items() if value is not None} == one
    print(f"cases of {name}, part {part}: {len(rows)}, {sum('error' in one for one in wanted)} of them faulty")
