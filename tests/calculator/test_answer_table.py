"""Answers from the page's own table, in Chromium: at once, without Python, confirmed by it, and never instead of it."""

import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

import calculators
from calculators import InputError
from calculators.analysis.case_text import typed
from calculators.cells import cells
from tests.rules.test_answer_table import FINITE, SEED, shown_of, some_value
from tests.support.browser import offer_sources
from tests.support.handbooks import rules

TABLE = re.compile(r'(<script type="application/json">)(\{"fields.*?)(</script>)')
LOOK_UP = """
async (cases) => {
  const { lookUp } = await import(new URL("../../script-sources/python/answer-table.js", location.href));
  const table = JSON.parse(document.querySelector("playbook-calculator > script").textContent);
  return cases.map((inputs) => lookUp(table, inputs));
}
"""
TYPE_ONE = """
([field, text]) => {
  document.getElementById(field).value = text;
  document.getElementById(field).dispatchEvent(new Event("input", { bubbles: true }));
  const region = document.querySelector('[data-part="result"]');
  return region.hidden ? null : [region.dataset.from, region.querySelector('[data-result]').dataset.value];
}
"""
# As people type numbers, and as they do not.
ODD = [
    *("150000", "１５００００", "1e5", "100,000", "100000.", "100000.0", ".5", "+5", "-0", "-5", "−5", "0x10", "1_000"),
    *(
        "٣",
        "½",
        "5²",
        "NaN",
        "Infinity",
        "1.5.0",
        "1 000",
        "１．５",
        "＋７",
        "24小时",
        "abc",
        "true",
        "7",
        "3.5",
        "14.99",
    ),
    *("999999999999999", "1000000000000000", "99999.9999999999", "99999.99999999999999999", "0.000000000000001"),
    *("1e-40", "70.00000000000001", "70.000000000000001", "100", "100.5", "101", "-100", "-100.1", "00024", "24.000"),
]


def shown(page: Page) -> Locator:
    return page.locator('[data-part="result"]')


def value(page: Page, key: str) -> Locator:
    return page.locator(f'[data-result="{key}"]')


def without_python(page: Page) -> None:
    page.route("**/runtime/**", lambda route: route.fulfill(status=404))


def python_says(name: str, inputs: dict[str, Any]) -> dict[str, Any] | None:
    """The part of Python's answer that a table has; None where it has an error to report."""
    try:
        return shown_of(name, calculators.results(name, inputs, rules()[name]))
    except InputError:
        return None


def plain(found: dict[str, Any] | None) -> dict[str, Any] | None:
    """What the script found, as Python writes it: what is undefined is absent."""
    return found and {key: item for key, item in found.items() if item is not None}


@pytest.mark.provokes_errors
def test_the_first_key_is_answered_in_its_own_task(phone: Page) -> None:
    phone.route("**/runtime/**", lambda route: None)  # never answered
    phone.goto("calculators/response-level/", wait_until="load")
    phone.wait_for_function("() => Boolean(customElements.get('playbook-calculator'))")
    assert phone.evaluate(TYPE_ONE, ["ltv", "150000"]) == ["table", "1"]
    assert phone.evaluate(TYPE_ONE, ["ltv", "40000"]) == ["table", "3"]
    assert phone.evaluate(TYPE_ONE, ["ltv", "1.5e5"]) is None
    assert phone.evaluate(TYPE_ONE, ["ltv", ""]) == ["table", "3"]
    expect(phone.locator('[data-part="reasons"]')).to_be_hidden()


@pytest.mark.provokes_errors
def test_without_python_there_is_an_answer_beside_the_message(phone: Page) -> None:
    without_python(phone)
    phone.goto("calculators/priority-score/")
    phone.locator("#waiting_days").fill("18")
    expect(phone.locator("playbook-calculator")).to_have_attribute("state", "failed")
    expect(shown(phone)).to_be_hidden()  # a required input is missing
    phone.locator('[name="usability"][value="minor"]').check()
    phone.locator('[name="customer"][value="vip"]').check()
    phone.locator('[name="customer"][value="multi_car"]').check()
    phone.locator('[name="frequent_emergency"]').check()
    expect(value(phone, "score")).to_have_attribute("data-value", "38")
    expect(value(phone, "score")).to_be_visible()
    expect(shown(phone)).to_have_attribute("data-from", "table")
    expect(phone.locator('[data-failure="missing"]')).to_be_visible()
    expect(phone.locator(".pb-unexplained")).to_be_visible()
    expect(phone.locator('[data-part="differs"]')).to_be_hidden()
    phone.locator("#waiting_days").fill("x")
    expect(shown(phone)).to_be_hidden()
    phone.locator("#waiting_days").fill("１８")
    expect(value(phone, "score")).to_be_visible()
    phone.locator('form:has([data-field]) [type="reset"]').click()
    expect(shown(phone)).to_be_hidden()


@pytest.mark.provokes_errors
def test_a_failure_says_nothing_where_nothing_was_asked(phone: Page) -> None:
    without_python(phone)
    phone.goto("calculators/response-level/")
    expect(phone.locator("playbook-calculator")).to_have_attribute("state", "failed")
    expect(shown(phone)).to_be_hidden()


def test_python_confirms_and_says_why(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=150000&deadline_hours=24")
    expect(shown(phone)).to_have_attribute("data-from", "table")
    expect(value(phone, "advised_cap_yuan")).to_have_attribute("data-value", "5000")
    expect(shown(phone)).to_have_attribute("data-from", "python")
    expect(phone.locator('[data-part="reasons"] > li').first).to_be_visible()
    expect(phone.locator(".pb-unexplained")).to_be_hidden()
    expect(value(phone, "advised_cap_yuan")).to_have_attribute("data-value", "5000")
    expect(phone.locator('[data-part="differs"]')).to_be_hidden()
    # From now on reasons stay in their place while the next answer is looked up.
    assert phone.evaluate(TYPE_ONE, ["ltv", "40000"]) == ["table", "2"]
    expect(phone.locator('[data-part="reasons"]')).to_be_visible()
    expect(shown(phone)).to_have_attribute("data-from", "python")
    expect(value(phone, "level")).to_have_attribute("data-value", "2")


def test_python_that_is_busy_does_not_keep_an_answer_back(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=150000&deadline_hours=24")
    expect(shown(phone)).to_have_attribute("data-from", "python")
    phone.evaluate("Worker.prototype.postMessage = () => {}")  # it never hears of the next question
    phone.evaluate("location.hash = '#ltv=40000&deadline_hours=24'")
    expect(shown(phone)).to_have_attribute("data-from", "table")
    expect(value(phone, "level")).to_have_attribute("data-value", "2")
    expect(phone.locator('[data-part="reasons"]')).to_be_visible()


def altered(change: Callable[[dict[str, Any]], None]) -> Callable[[Route], None]:
    """Answer with the real page, its table changed."""

    def replace(found: re.Match[str]) -> str:
        table = json.loads(found[2])
        change(table)
        return found[1] + json.dumps(table) + found[3]

    def answer(route: Route) -> None:
        response = route.fetch()
        body, count = TABLE.subn(replace, response.text())
        assert count == 1
        route.fulfill(response=response, body=body)

    return answer


def test_where_they_differ_python_is_right_and_the_page_says_so(phone: Page) -> None:
    def change(table: dict[str, Any]) -> None:
        levels = next(spec for spec in table["results"] if spec["id"] == "level")["values"]
        levels[0], levels[2] = levels[2], levels[0]

    phone.route(re.compile(r"calculators/response-level/$"), altered(change))
    phone.goto("calculators/response-level/#ltv=150000")
    expect(value(phone, "level")).to_have_attribute("data-value", "3")
    expect(shown(phone)).to_have_attribute("data-from", "python")
    expect(value(phone, "level")).to_have_attribute("data-value", "1")
    difference = phone.locator('[data-part="differs"]')
    expect(difference).to_be_visible()
    assert re.search(r"[\u3400-\u9fff]", difference.inner_text())
    phone.locator("#deadline_hours").fill("100")
    phone.locator("#ltv").fill("60000")  # level 2 is where it was
    expect(difference).to_be_hidden()
    expect(shown(phone)).to_have_attribute("data-from", "python")
    expect(difference).to_be_hidden()


def test_an_answer_where_python_has_an_error_is_withdrawn(phone: Page) -> None:
    def change(table: dict[str, Any]) -> None:
        del table["fields"][0]["numbers"]["minimum"]

    phone.route(re.compile(r"calculators/response-level/$"), altered(change))
    phone.goto("calculators/response-level/#ltv=-5")
    expect(value(phone, "level")).to_have_attribute("data-value", "3")
    expect(phone.locator("#ltv-error")).to_be_visible(timeout=30_000)
    expect(phone.locator('[data-part="differs"]')).to_be_visible()
    expect(shown(phone)).to_be_hidden()


@pytest.mark.parametrize("name", FINITE)
def test_the_script_finds_what_python_says(name: str, phone: Page) -> None:
    chance, compiled = random.Random(SEED), rules()[name]
    cases = []
    for _ in range(3_000):
        drawn = {field["id"]: some_value(chance, field, compiled) for field in compiled["fields"]}
        given = {key: typed(item) for key, item in drawn.items()}
        cases.append({key: text for key, text in given.items() if text})
    for found, case in zip(phone_looks_up(phone, name, cases), cases, strict=True):
        assert found is None or plain(found) == python_says(name, case), case
        # Only digits beyond what a script's numbers hold, and what is missing, are left to Python.
        assert found or python_says(name, case) is None or any(len(re.sub(r"\D", "", t)) > 15 for t in case.values())


@pytest.mark.parametrize("name", FINITE)
def test_what_is_not_plainly_a_number_is_left_to_python(name: str, phone: Page) -> None:
    compiled = rules()[name]
    usual = {field["id"]: typed(cells(field, compiled)[-1]) for field in compiled["fields"]}
    numbers = [field["id"] for field in compiled["fields"] if field["type"] == "number"]
    cases = [{**usual, key: text} for key in numbers for text in ODD]
    answered = 0
    for found, case in zip(phone_looks_up(phone, name, cases), cases, strict=True):
        assert found is None or plain(found) == python_says(name, case), case
        answered += found is not None
    assert answered > 10 * len(numbers)


def phone_looks_up(phone: Page, name: str, cases: list[dict[str, str]]) -> list[dict[str, Any] | None]:
    offer_sources(phone)
    phone.goto(f"calculators/{name}/")
    found: list[dict[str, Any] | None] = phone.evaluate(LOOK_UP, cases)
    return found
