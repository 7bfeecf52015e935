"""The tree of questions: equal to the verdict on every cell, whatever the rules."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import pytest

from calculators.analysis.question_tree import Leaf, Question, Tree, tree
from calculators.analysis.truth_table import TruthTable
from calculators.conditions import in_band
from tests.support.handbooks import rules

NAME = "response-level"


def two_levels(changed: dict[str, Any]) -> None:
    """Level 3 is level 2 everywhere."""
    for form in changed["forms"]:
        for entry in (form, *form.get("rules", ()), *form.get("cells", ()), *form.get("counts", ())):
            for key in ("level", "otherwise"):
                if entry.get(key) == 3:
                    entry[key] = 2
    changed["levels"] = changed["levels"][:2]


def triggers_alone(changed: dict[str, Any]) -> None:
    """One form decides."""
    changed["verdict"]["most_urgent_of"] = ["triggers"]


def one_answer(changed: dict[str, Any]) -> None:
    """Every form says the same of every case."""
    two_levels(changed)
    for form in changed["forms"]:
        for entry in (form, *form.get("rules", ()), *form.get("cells", ()), *form.get("counts", ())):
            for key in ("level", "otherwise"):
                if key in entry:
                    entry[key] = 1


def other_ends(changed: dict[str, Any]) -> None:
    """The first trigger's LTV has another threshold, with its end on the other side."""
    changed["forms"][0]["rules"][0]["when"][0]["ltv"] = [{"at_least": 80000}]


def a_yes_or_no_and_a_choice_of_any(changed: dict[str, Any]) -> None:
    """Two more inputs, of the kinds that the default rules have none of, each a trigger."""
    common = {"required": False, "worse": "none", "choices": [], "sources": ["ET-01"]}
    choices = [{"id": "one", "label": "One"}, {"id": "two", "label": "Two"}]
    changed["fields"] = [
        field
        for field in changed["fields"]
        if field["id"] in ("ltv", "deadline_hours", "safety", "publicity", "business")
    ] + [
        {**common, "id": "situation", "type": "choices", "label": "Any", "short": "Any", "choices": choices},
        {**common, "id": "loud", "type": "flag", "label": "Loud", "short": "Loud", "default": False},
    ]
    changed["forms"] = [
        {
            "id": "triggers",
            "type": "any_of",
            "rules": [
                {
                    "id": "both",
                    "label": "",
                    "when": [{"situation": [{"is": "two"}], "loud": [{"is": True}]}],
                    "level": 1,
                },
                {"id": "soon", "label": "", "when": [{"deadline_hours": [{"below": 24}]}], "level": 2},
            ],
            "otherwise": 3,
        }
    ]
    for rule in changed["forms"][0]["rules"]:
        rule["sources"] = ["ET-01"]
    changed["verdict"] |= {"most_urgent_of": ["triggers"], "spending": [], "full_cap_when": []}


def as_they_are(changed: dict[str, Any]) -> None:
    """The default rules."""


RULES: dict[str, Callable[[dict[str, Any]], None]] = {
    change.__name__: change
    for change in (as_they_are, two_levels, triggers_alone, one_answer, other_ends, a_yes_or_no_and_a_choice_of_any)
}


@cache
def made(name: str) -> tuple[TruthTable, Tree]:
    """The table of the default rules after a change, and its tree."""
    changed = deepcopy(rules()[NAME])
    RULES[name](changed)
    table = TruthTable(changed)
    return table, tree(table)


def leaf(asked: Tree, index: tuple[int, ...]) -> tuple[Leaf, int]:
    """Follow the answers of a cell; return where they end, and how many there were."""
    node, taps = asked.nodes[asked.root], 0
    while isinstance(node, Question):
        place = index[node.axis]
        (option,) = [option for option in node.options if place in option.cells]
        node, taps = asked.nodes[option.node], taps + 1
    return node, taps


@pytest.mark.parametrize("name", RULES)
def test_the_tree_is_the_verdict_on_every_cell(name: str) -> None:
    table, asked = made(name)
    for index, outcome in table.outcomes.items():
        assert asked.level(index) == outcome.verdict, table.witness(index)


@pytest.mark.parametrize("name", RULES)
def test_the_advised_cap_is_settled_or_known_to_depend(name: str) -> None:
    table, asked = made(name)
    caps: dict[Leaf, set[float]] = {}
    for index, outcome in table.outcomes.items():
        assert outcome.advised_cap is not None
        caps.setdefault(leaf(asked, index)[0], set()).add(table.caps[outcome.advised_cap])
    for found, seen in caps.items():
        assert bool(found.depends) == (len(seen) > 1)
        assert found.advised_cap == (None if found.depends else seen.pop())


@pytest.mark.parametrize("name", RULES)
def test_taps_are_counted(name: str) -> None:
    table, asked = made(name)
    taps = [leaf(asked, index)[1] for index in table.outcomes]
    assert asked.most == max(taps) <= len(table.fields)
    assert asked.mean == pytest.approx(sum(taps) / len(taps))


def test_the_default_tree_is_short() -> None:
    _, asked = made("as_they_are")
    assert asked.most <= 6
    assert asked.mean < 3.5


def test_one_answer_needs_no_question() -> None:
    assert made("one_answer")[1].most == 0


def test_no_question_is_asked_twice_and_none_in_vain() -> None:
    _, asked = made("as_they_are")

    def walk(place: int, before: frozenset[int]) -> None:
        node = asked.nodes[place]
        if isinstance(node, Question):
            assert node.axis not in before
            assert len(node.options) > 1
            for option in node.options:
                walk(option.node, before | {node.axis})

    walk(asked.root, frozenset())


@pytest.mark.parametrize("name", ["as_they_are", "other_ends", "triggers_alone"])
def test_bands_hold_their_own_cells_and_no_other(name: str) -> None:
    table, asked = made(name)
    for node in asked.nodes:
        if not isinstance(node, Question):
            continue
        values = table.cells[node.axis]
        held = [table.bands(node.axis, option.cells) for option in node.options]
        for place, value in enumerate(values):
            inside = [any(in_band(value, band) for band in each) for each in held]
            assert inside == [place in option.cells for option in node.options]


def test_bands_say_ends_as_the_rules_do() -> None:
    table, _ = made("as_they_are")
    axis = [field["id"] for field in table.fields].index("deadline_hours")
    values = table.cells[axis]
    everything = range(len(values))
    assert table.bands(axis, everything) == [{"at_least": 0}, {"not_given": True}]
    day = values.index(Decimal(24))
    assert table.bands(axis, range(1, day)) == [{"below": Decimal(24)}]
    assert table.bands(axis, range(day, day + 2)) == [{"at_least": Decimal(24), "below": Decimal(72)}]
    assert table.bands(axis, [day, day + 3]) == [
        {"at_least": Decimal(24), "at_most": Decimal(24)},
        {"above": Decimal(72)},
    ]


def test_every_cell_of_the_space_is_tried() -> None:
    table, _ = made("as_they_are")
    assert set(table.outcomes) == set(product(*(range(len(values)) for values in table.cells)))
