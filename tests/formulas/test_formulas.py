"""What formulas come to: exactly, as their description says, and told with the numbers that went in."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

import calculators
from calculators import formulas, inputs
from playbook.browser import bundle
from playbook.load.handbook import load
from playbook.model.formula import Misread, read
from playbook.source.shipped import CALCULATORS
from tests.formulas import random_formulas
from tests.formulas.handbook import CALCULATOR, with_formulas
from tests.support import handbooks
from tests.support.browser import ROOT, offer_sources, serving, watched_page
from tests.support.handbooks import rules

MANY = 10_000
ASK = """
async ([worker, inputs]) => {
  const { Runtime } = await import(new URL("script-sources/python/client.js", location.href));
  return new Runtime(worker).calculate("random", inputs);
}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The rules of the calculator in roi.yml."""
    folder = with_formulas(tmp_path_factory.mktemp("formulas"))
    return load(folder / "content", folder / "settings", folder).rules["roi"]


def calculate(small: dict[str, Any], **given: Any) -> dict[str, Any]:
    return calculators.calculate("roi", given, small)


def test_a_handbooks_own_items_make_the_calculator(small: dict[str, Any]) -> None:
    result = calculate(small, vendor=100, overtime="1.5", rate=40, saved=200)
    assert (result["cost"], result["benefit"]) == (160, pytest.approx(200 / 60 * 40))
    assert result["multiple"] == pytest.approx(200 / 60 * 40 / 160 * 100)
    assert result["display"]["multiple"] == "83.3%"


def test_the_working_has_the_numbers_put_in(small: dict[str, Any]) -> None:
    told = {each["factor"]: each["text"] for each in calculate(small, vendor=100, overtime=1, saved=60)["reasons"]}
    assert told["cost"] == "Cost = 100 coins + 1 h × 30 coins an hour = 130 coins"
    assert told["benefit"] == "Benefit = 60 min × 30 coins an hour = 30 coins"
    assert told["multiple"] == "Times over = 30 coins ÷ 130 coins = 23.1%"
    assert told["sales"] == "Sales = rounded(0 coins − 130 coins) = -130 coins"
    often = calculate(small, kind="often", vendor=1, saved=60)["reasons"]
    assert any(
        each["text"] == "Benefit = greatest(60 min × 30 coins an hour × 12 − 90 coins, 0) = 270 coins" for each in often
    )


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("[{when: {kind: often}, formula: vendor * 2}, {formula: vendor}]", "Cost = vendor = 7 coins"),
        ("[{when: {kind: once}, formula: vendor * 2}, {formula: vendor}]", "Cost = 7 coins × 2 = 14 coins"),
        ("[{when: {kind: often}, formula: vendor * 2}, {formula: 0}]", "Cost = 0 coins"),
        ("[{when: {kind: once}, formula: rush_cap}, {formula: 0}]", "Cost = 90 coins"),
        ("vendor", "Cost = vendor = 7 coins"),
        ("[{when: {kind: once}, formula: sum(orders.price)}, {formula: 0}]", "Cost = total(Price) = 0 coins"),
    ],
)
def test_the_working_has_the_alternative_that_counts(formula: str, told: str, tmp_path: Path) -> None:
    folder = with_formulas(tmp_path)
    handbooks.edit(folder / CALCULATOR, "vendor + overtime * rate", formula)
    compiled = load(folder / "content", folder / "settings", folder).rules["roi"]
    assert next(each["text"] for each in calculate(compiled, vendor=7)["reasons"] if each["factor"] == "cost") == told


def test_what_is_not_there_has_no_value_and_no_working(small: dict[str, Any]) -> None:
    result = calculate(small)
    assert "benefit" not in result and "multiple" not in result
    assert result["display"]["benefit"] == "nobody said what was saved"
    assert {each["factor"] for each in result["reasons"]} == {"cost", "sales"}


def test_a_blank_cell_is_passed_over(small: dict[str, Any]) -> None:
    result = calculate(small, orders="name,price\na,10\nb,\nc,20")
    assert (result["mean"], result["sales"]) == (15, 30)
    assert "mean" not in calculate(small, orders="name\na")


@pytest.mark.parametrize(
    ("formula", "orders", "wanted", "told"),
    [
        ("max(orders.price)", "name,price\na,10\nb,\nc,20.5", 20.5, "Cost = greatest(Price) = 20.5 coins"),
        ("min(orders.price * 2)", "name,price\na,10\nb,\nc,20", 20, "Cost = least(Price × 2) = 20 coins"),
        ("max(orders.price)", "name\na", None, ""),
        ("min(orders.price)", None, None, ""),
        ("ceil(sum(orders.price))", "name,price\na,1.2", 2, "Cost = rounded up(1.2 coins) = 2 coins"),
        ("floor(sum(orders.price), 1)", "name,price\na,1.29", 1.2, "Cost = rounded down(1.29 coins) = 1.2 coins"),
    ],
)
def test_the_greatest_of_rows_and_whole_numbers(
    formula: str, orders: str | None, wanted: float | None, told: str, tmp_path: Path
) -> None:
    folder = with_formulas(tmp_path)
    old = "unit: yuan, formula: vendor + overtime * rate"
    handbooks.edit(folder / CALCULATOR, old, f'unit: yuan, undefined: none, formula: "{formula}"')
    handbooks.edit(folder / CALCULATOR, "label: Sales\n", "label: Sales\n    undefined: none\n")
    found = calculate(load(folder / "content", folder / "settings", folder).rules["roi"], orders=orders)
    assert found.get("cost") == wanted
    assert [each["text"] for each in found["reasons"] if each["factor"] == "cost"] == [told][: wanted is not None]


@pytest.mark.parametrize(
    ("value", "up", "down"), [("1.5", 2, 1), ("-1.5", -1, -2), ("2", 2, 2), ("-0.2", 0, -1), ("0", 0, 0)]
)
def test_what_is_rounded_up_or_down_goes_that_way_below_nothing_too(value: str, up: int, down: int) -> None:
    assert formulas.raised(Fraction(value), Fraction(1)) == up
    assert formulas.lowered(Fraction(value), Fraction(1)) == down


def test_a_sum_of_rows_needs_what_every_row_needs() -> None:
    tree = ["sum", {"table": "rows"}, ["*", {"column": "price"}, {"name": "rate"}]]
    compiled = {"fields": [], "formulas": [{"id": "total", "tree": tree, "sources": []}]}
    assert formulas.results({"rows": ({"price": 2},), "rate": 3}, compiled) == {"total": 6}
    assert formulas.results({"rows": ({"price": 2},), "rate": None}, compiled) == {}


def test_a_cost_that_a_handbook_adds_needs_no_python(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    file = folder / handbooks.CONTENT / "calculators/roi.yml"
    field = "  - {id: loan_car, type: number, label: 代步车, short: 代步车, unit: yuan, default: 0, sources: [ET-29]}"
    handbooks.edit(file, "\n\nresults:", f"\n{field}\n\nresults:")
    handbooks.edit(file, "formula: logistics + ", "formula: loan_car + logistics + ")
    compiled = handbooks.read(folder).rules["roi"]
    result = calculators.calculate("roi", {"loan_car": 120, "logistics": 80, "bonus": 400}, compiled)
    assert (result["cost"], result["multiple_low"]) == (200, 2)
    assert result["reasons"][0]["text"].startswith("总成本 = 120 元 + 80 元")


@given(st.text(alphabet="abcdefghij_.,+-*/()0123456789 \n×÷（）１²é\0", max_size=80) | st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        read(text)
    except Misread as error:
        assert 0 <= error.at <= len(text)


@pytest.mark.parametrize("text", ["+".join("a" * 499), "(" * 400 + "a" + ")" * 400, "-" * 600 + "a", "9" * 600])
def test_what_is_too_much_is_refused(text: str) -> None:
    with pytest.raises(Misread, match=r"expected .*at most"):
        read(text)


@pytest.mark.parametrize(("value", "wanted"), [("2.5", 3), ("-2.5", -3), ("2.4999", 2), ("-0.5", -1)])
def test_halves_are_rounded_away_from_nothing(value: str, wanted: int) -> None:
    assert formulas.rounded(Fraction(value), Fraction(1)) == wanted


def test_formulas_are_plain_json() -> None:
    for compiled in rules().values():
        assert json.loads(json.dumps(compiled)) == compiled


def test_random_formulas_are_exact() -> None:
    made = random_formulas.made(MANY, seed=13)
    compiled = random_formulas.rules(made)
    found = formulas.results(inputs.parse(random_formulas.INPUTS, compiled), compiled)
    wanted = {f"r{place}": each.value for place, each in enumerate(made) if each.value is not None}
    assert found == wanted
    assert MANY * 0.6 < len(wanted) < MANY, "some divide by 0, most do not"


def test_random_formulas_in_the_browser(tmp_path: Path, browser: Browser) -> None:
    made = random_formulas.made(MANY, seed=14)
    assets = bundle.assets(ROOT / "site_config", CALCULATORS, {"random": random_formulas.rules(made)})
    for name, body in assets.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(body)
    (tmp_path / "index.html").write_text("<!doctype html><link rel=icon href=data:,>", encoding="utf-8")
    with serving(tmp_path) as address, watched_page(browser, address) as page:
        offer_sources(page)
        page.goto("index.html")
        worker = f"{bundle.ASSETS}{assets.names[bundle.WORKER]}"
        result = page.evaluate(ASK, [worker, random_formulas.INPUTS])["result"]
    for place, each in enumerate(made):
        found = result.get(f"r{place}")
        if each.value is None or abs(each.value) > 1e300:
            assert found is None
        else:
            assert float(found) == float(each.value), each
