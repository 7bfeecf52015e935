"""Seeded faults: the checks find every single edit of the rules that changes an answer, and no harmless one."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, pairwise, product
from typing import Any

import pytest
from pydantic import ValidationError

from calculators.analysis import audit
from calculators.analysis.truth_table import TruthTable
from calculators.cells import cells, cuts, form_conditions
from calculators.conditions import effective, met
from calculators.forms import answer, most_urgent
from playbook.check.calculator import problems
from playbook.load.compiled_rules import compile_rules
from playbook.load.handbook import load
from playbook.model.calculator import Calculator
from playbook.model.context import Context
from playbook.model.handbook import Handbook
from playbook.rules import disagreements
from playbook.source.config import find
from playbook.source.document import Document
from tests.support.browser import ROOT
from tests.support.rule_edits import edits

NAME = "response-level"
ORDER = [1, 2, 3]
STRUCTURE = {"gap", "conflict", "never_fires", "never_matters"}
PARTS = 4
"""Every fourth edit is a test of its own, since all together take longest of all."""
RULINGS_LAPSE = {
    # The tree never decides alone, so that no answer changes; but rulings on what it decides with others lapse.
    "verdict: drop most_urgent_of[1]",
}


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    config = find(ROOT / "mkdocs.yml")
    return load(config.content, config.settings, config.root)


def _lists(value: Any) -> Any:
    """Return loaded data with lists where the loader made tuples, so that it can be edited."""
    if isinstance(value, tuple | list):
        return [_lists(item) for item in value]
    return {key: _lists(item) for key, item in value.items()} if isinstance(value, dict) else value


def _tuples(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return tuple(_tuples(item) for item in value)
    return {key: _tuples(item) for key, item in value.items()} if isinstance(value, dict) else value


def _context(handbook: Handbook) -> Context:
    return Context(figures={name: (entry.value, entry.unit) for name, entry in handbook.figures.figures.items()})


def _compiled(handbook: Handbook, calculator: Calculator) -> Any:
    changed = {**vars(handbook), "calculators": {**handbook.calculators, NAME: calculator}}
    return json.loads(json.dumps(compile_rules(changed)[NAME]))


def _found(handbook: Handbook, data: Any) -> tuple[set[str], Any]:
    """Return the kinds of what the checks find, and the compiled rules if the data can be compiled."""
    try:
        calculator = Calculator.model_validate(_tuples(data), context=_context(handbook))
    except ValidationError:
        return {"shape"}, None
    if problems(NAME, calculator, Document("edited.yml", data)):
        return {"shape"}, None
    compiled = _compiled(handbook, calculator)
    table = TruthTable(compiled)
    verdict = calculator.verdict
    assert verdict
    rulings, agreed = verdict.disagreements, handbook.agreed
    assert agreed
    agreement = disagreements.agreement(table)
    found = [
        *audit.findings(table),
        *disagreements.findings(agreement, rulings, rulings, agreed.decisions[NAME]),
    ]
    return {finding.kind for finding in found}, compiled


def _said(compiled: Any, spaces: list[list[Any]]) -> Iterator[Any]:
    """Yield what every form, the verdict and the advised cap say of each case, each form evaluated directly."""
    fields, verdict = compiled["fields"], compiled["verdict"]
    ids = [field["id"] for field in fields]
    judges = []
    for form in compiled["forms"]:
        used = {factor for alternative in form_conditions(form) for factor in alternative}
        judges.append((form, [place for place, name in enumerate(ids) if name in used], {}))
    caps = {level["id"]: level["cost_cap_yuan"] for level in compiled["levels"]}
    for values in product(*spaces):
        found = {}
        for form, axes, known in judges:
            key = tuple(values[axis] for axis in axes)
            if key not in known:
                case = effective(dict(zip(ids, values, strict=True)), fields)
                known[key] = answer(form, case, ORDER)
            found[form["id"]] = known[key]
        level = most_urgent([found[name].level for name in verdict["most_urgent_of"]], ORDER)
        exempt = met(verdict["full_cap_when"], dict(zip(ids, values, strict=True))) is not None
        rated = [] if exempt else [cap for name in verdict["spending"] if (cap := found[name].cost_cap) is not None]
        yield tuple(item.level for item in found.values()), level, min([caps.get(level, -1), *rated])


def _united(one: Any, other: Any) -> list[list[Any]]:
    """Return, for each input, a value for every cell that the cut points of both rule sets make together."""
    spaces = []
    for field in one["fields"]:
        values = cells(field, one)
        if field["type"] == "number":
            points = sorted({Decimal(0), *cuts(field, one), *cuts(field, other)})
            between = [(low + high) / 2 for low, high in pairwise(points)]
            values = [None, *points, *between, points[-1] * 2]
        spaces.append(values)
    return spaces


@pytest.mark.parametrize("part", range(PARTS))
def test_every_fault_that_matters_is_found_and_no_other(part: int, handbook: Handbook) -> None:
    data = _lists(handbook.documents["calculators"][NAME].data)
    clean, original = _found(handbook, data)
    assert clean == set(), "the default rules must be clean"
    counts, missed, alarms = {"found": 0, "silent": 0}, [], []
    for name, edited in islice(edits(data), part, None, PARTS):
        kinds, compiled = _found(handbook, edited)
        counts["found" if kinds else "silent"] += 1
        if compiled is None or kinds & STRUCTURE:
            continue  # a gap, an overlap or a dead rule is a fault, whatever the answers
        spaces = _united(original, compiled)
        same = all(one == other for one, other in zip(_said(original, spaces), _said(compiled, spaces), strict=True))
        if not same and not kinds:
            missed.append(name)
        if same and kinds and name not in RULINGS_LAPSE:
            alarms.append((name, kinds))
    assert missed == []
    assert alarms == []
    assert counts["found"] >= 60 / PARTS
    assert counts["silent"] >= 8 / PARTS
