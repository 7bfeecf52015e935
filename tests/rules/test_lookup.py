"""Three ways to one answer: the look-up by cell, the tree of questions and the rules themselves."""

import random
from decimal import Decimal
from functools import cache
from typing import Any

from calculators.analysis.question_tree import Tree, tree
from calculators.analysis.truth_table import TruthTable
from calculators.decision import judge, verdict
from calculators.inputs import parse
from tests.support.handbooks import rules
from tests.support.worked import worked_cases

NAME = "response-level"
SEED = 20240615


@cache
def table() -> TruthTable:
    return TruthTable(rules()[NAME])


@cache
def asked() -> Tree:
    return tree(table())


def three_ways(values: dict[str, Any]) -> tuple[int | None, int | None, int | None]:
    """Return the level by cell, by questions and by the rules."""
    index = table().index(values)
    direct = verdict(judge(values, table().rules), table().rules)
    return table().outcomes[index].verdict, asked().level(index), direct


def some_number(chance: random.Random, points: list[Decimal]) -> Decimal | None:
    """Return nothing, a cut point, a number just beside one, or any number from tiny to huge."""
    kind = chance.randrange(5)
    point = chance.choice(points)
    match kind:
        case 0:
            return None
        case 1:
            return point
        case 2:
            return max(Decimal(0), point + chance.choice((-1, 1)) * Decimal(10) ** chance.randint(-12, 0))
        case 3:
            return Decimal(str(round(chance.uniform(0, 2 * float(points[-1])), 2)))
    return Decimal(10) ** chance.randint(-9, 14)


def test_worked_cases_three_ways() -> None:
    tried = 0
    for case in worked_cases():
        if case.calculator == NAME and case.expect:
            values = parse(case.as_json(), table().rules)
            assert three_ways(values) == (case.expect["level"],) * 3, case.name
            tried += 1
    assert tried >= 25


def test_40000_random_inputs_three_ways() -> None:
    chance = random.Random(SEED)
    seen = set()
    for _ in range(40_000):
        values = {
            item["id"]: some_number(chance, table().cuts[axis])
            if item["type"] == "number"
            else chance.choice(table().cells[axis])
            for axis, item in enumerate(table().fields)
        }
        found = three_ways(values)
        assert len(set(found)) == 1, values
        seen.add(found[0])
    assert seen == {1, 2, 3}
