"""The tree as the page has it: complete, plain data, and equal to the calculator when followed as its script does."""

import json
import random
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner

import calculators
from playbook.cli.main import main
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.pages import decide
from playbook.rules.report import Audit, audits
from tests.support.browser import ROOT
from tests.support.decided import NAME, cell_of, shipped


@cache
def bakery() -> tuple[Handbook, Audit]:
    """A handbook of another trade, with a yes or no and two levels."""
    handbook = load(ROOT / "tests/bakery/content", ROOT / "tests/bakery/settings", ROOT)
    return handbook, audits(handbook)[NAME]


HANDBOOKS = {"shipped": shipped, "bakery": bakery}


@pytest.fixture(params=HANDBOOKS)
def audited(request: pytest.FixtureRequest) -> tuple[Handbook, Audit]:
    return HANDBOOKS[request.param]()


def walk(tree: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    """The node that values lead to, as the script follows them."""
    node = tree["nodes"][tree["root"]]
    while "options" in node:
        factor = tree["factors"][node["factor"]]
        cell = cell_of(factor, values[factor["id"]])
        (option,) = [option for option in node["options"] if cell in option["cells"]]
        node = tree["nodes"][option["node"]]
    return dict(node)


def test_it_is_plain_json(audited: tuple[Handbook, Audit]) -> None:
    tree = decide.data(*audited)
    assert json.loads(json.dumps(tree)) == tree


def test_every_option_says_something_of_its_own(audited: tuple[Handbook, Audit]) -> None:
    for node in decide.data(*audited)["nodes"]:
        labels = [option["label"] for option in node.get("options", ())]
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_the_value_of_an_option_leads_back_to_it(audited: tuple[Handbook, Audit]) -> None:
    tree = decide.data(*audited)
    for node in tree["nodes"]:
        for option in node.get("options", ()):
            assert cell_of(tree["factors"][node["factor"]], option["value"]) in option["cells"]


def test_every_cell_is_found_from_its_own_value(audited: tuple[Handbook, Audit]) -> None:
    for factor in decide.data(*audited)["factors"]:
        assert [cell_of(factor, text) for text in factor["values"]] == list(range(len(factor["values"])))


def test_numbers_are_put_between_the_right_cut_points(audited: tuple[Handbook, Audit]) -> None:
    handbook, audit = audited
    for factor, cuts, cells in zip(
        decide.data(handbook, audit)["factors"], audit.table.cuts, audit.table.cells, strict=True
    ):
        for cut in cuts:
            for number in (cut, cut + Decimal("0.01"), cut - Decimal("0.01")):
                if number >= Decimal(str(factor["numbers"].get("minimum", number))):
                    cell = cells[cell_of(factor, str(number))]
                    assert [(cell > c) - (cell < c) for c in cuts] == [(number > c) - (number < c) for c in cuts]


def test_random_cases_end_where_the_calculator_does() -> None:
    handbook, audit = shipped()
    tree, dice = decide.data(handbook, audit), random.Random(4)
    choices = {field["id"]: [c["id"] for c in field["choices"]] for field in audit.table.fields}
    for _ in range(500):
        inputs = {name: dice.choice(ids) for name, ids in choices.items() if ids}
        inputs["ltv"] = dice.choice(["", "0", "30000", "100000", f"{dice.uniform(0, 200000):.2f}"])
        inputs["deadline_hours"] = dice.choice(["", "0", "24", "72", f"{dice.uniform(0, 200):.1f}"])
        node, result = walk(tree, inputs), calculators.calculate(NAME, inputs, audit.table.rules)
        assert node["level"] == result["level"], inputs
        for name in ("find_within_hours", "deliver_within_hours", "cost_cap_yuan"):
            assert node.get(name) == result.get(name)
            assert node["display"][name] == result["display"][name]
        if not node["open"]:
            assert node["advised_cap_yuan"] == result["advised_cap_yuan"]
            assert node["display"]["advised_cap_yuan"] == result["display"]["advised_cap_yuan"]


def test_an_open_cap_names_what_it_hangs_on() -> None:
    handbook, audit = shipped()
    shorts = {field["short"] for field in audit.table.fields}
    for node in decide.data(handbook, audit)["nodes"]:
        if node.get("open"):
            assert "advised_cap_yuan" not in node
            assert any(short in node["display"]["advised_cap_yuan"] for short in shorts)


def test_customer_a_is_settled_within_three_taps() -> None:
    tree = decide.data(*shipped())
    values = {"ltv": "150000", "deadline_hours": "24", "safety": "medium"}
    node, taps = tree["nodes"][tree["root"]], 0
    while "options" in node:
        factor = tree["factors"][node["factor"]]
        cell = cell_of(factor, values[factor["id"]])
        node = tree["nodes"][next(option["node"] for option in node["options"] if cell in option["cells"])]
        taps += 1
    assert (node["level"], taps <= 3) == (1, True)


def test_the_check_prints_the_taps() -> None:
    found = CliRunner().invoke(main, ["check", "--config", str(ROOT / "mkdocs.yml")])
    assert found.exit_code == 0
    _, audit = shipped()
    assert (
        f"{audit.name}: at most {audit.tree.most} taps, {audit.tree.mean:.1f} on average over 4536 cells"
        in found.output
    )
