"""The calculators in Chromium: every worked case inside Python there, a sample through the form, and the address."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PHONE, OpenPage, at_rest, offer_sources
from tests.support.worked import Case, worked_cases

CHINESE = re.compile(r"[\u3400-\u9fff]")
ASK_ALL = """
async ([client, requests]) => {
  const { Runtime } = await import(new URL(client, location.href));
  const runtime = new Runtime(document.querySelector("[data-worker]").dataset.worker);
  return Promise.all(requests.map(({ name, inputs }) => runtime.calculate(name, inputs)));
}
"""


def named(*names: str) -> list[Any]:
    """Return the worked cases with these names, as parameters."""
    found = {case.name: case for case in worked_cases()}
    return [pytest.param(found[name], id=f"{found[name].calculator}: {name}") for name in names]


def fill(form: Locator, inputs: dict[str, Any]) -> None:
    """Give a form the inputs as a person would."""
    for key, value in inputs.items():
        controls = form.locator(f'[name="{key}"]')
        if controls.first.get_attribute("type") == "text":
            controls.fill(str(value))
        else:
            for each in value if isinstance(value, list) else [value]:
                option = str(each).lower() if isinstance(each, bool) else each
                form.locator(f'[name="{key}"][value="{option}"]').check()


def ready(page: Page) -> None:
    expect(page.locator("playbook-calculator")).to_have_attribute("state", "ready")


def result(page: Page, key: str) -> Locator:
    """The place of a result, once Python has answered: the page's table is quicker, but says no reasons."""
    return page.locator(f'[data-from="python"] [data-result="{key}"]')


def pythons(page: Page) -> int:
    """Return how many workers of ours the page has; the theme's search has one of its own."""
    return sum("assets/playbook/python-worker-" in worker.url for worker in page.workers)


def test_every_worked_case_inside_the_browsers_python(desktop: Page) -> None:
    offer_sources(desktop)
    desktop.goto("calculators/roi/")
    cases = worked_cases()
    requests = [{"name": case.calculator, "inputs": case.as_json()} for case in cases]
    answers = desktop.evaluate(ASK_ALL, ["../../script-sources/python/client.js", requests])
    for case, answer in zip(cases, answers, strict=True):
        case.check(answer)


@pytest.mark.parametrize(
    "case",
    named(
        "customer A: VIP, compressor, exactly 24 h",
        "LTV exactly 100000, no deadline",
        "stranded, not a safety part",
        "source example, Shanghai",
        "all customer kinds: capped at 20",
        "penalty can make a factor negative",
        "source example, Shenzhen",
        "fractions of a yuan",
    ),
)
def test_worked_cases_through_the_form(case: Case, phone: Page) -> None:
    phone.goto(f"calculators/{case.calculator}/")
    fill(phone.locator("form:has([data-field])"), case.inputs)
    for key, value in (case.expect or {}).items():
        if isinstance(value, int | float):
            place = result(phone, key)
            expect(place).to_have_attribute("data-value", re.compile(r"."))
            phone.wait_for_function(
                "([id, value]) => Math.abs(document.querySelector(`[data-result=${id}]`).dataset.value - value) < 1e-4",
                arg=[key, value],
            )
            expect(place).to_be_visible()
            assert place.inner_text().strip()
    reasons = phone.locator('[data-part="reasons"] > li')
    assert reasons.count() > 0
    assert all(CHINESE.search(text) for text in reasons.all_inner_texts())
    source = reasons.locator("a").first
    assert (source.get_attribute("href") or "").endswith(f"sources/#{source.inner_text().lower()}")


def test_an_undefined_ratio_is_said_in_words(phone: Page) -> None:
    phone.goto("calculators/roi/#ltv=10000&churn_before=50&churn_after=0")
    expect(result(phone, "cost")).to_have_attribute("data-value", "0")
    expect(result(phone, "multiple_low")).to_have_attribute("data-value", "")
    assert CHINESE.search(result(phone, "multiple_low").inner_text())


@pytest.mark.parametrize("case", named("negative LTV", "not a number", "NPS out of range", "range upside down"))
def test_an_error_stands_at_its_field(case: Case, phone: Page) -> None:
    phone.goto(f"calculators/{case.calculator}/")
    fill(phone.locator("form:has([data-field])"), case.inputs)
    message = phone.locator(f"#{case.error}-error")
    expect(message).to_be_visible(timeout=30_000)
    assert CHINESE.search(message.inner_text())
    expect(phone.locator("[data-error]:visible")).to_have_count(1)
    field = phone.locator(f"#{case.error}")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(phone.locator('[data-part="result"]')).to_be_hidden()
    field.fill("")
    expect(message).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_typing_keeps_the_focus_and_asks_for_nothing_yet_to_come(phone: Page) -> None:
    phone.goto("calculators/priority-score/")
    field = phone.locator("#waiting_days")
    field.press_sequentially("12")
    ready(phone)
    at_rest(phone)
    expect(field).to_be_focused()
    expect(phone.locator("[data-error]:visible")).to_have_count(0)
    expect(phone.locator('[data-part="result"]')).to_be_hidden()
    field.press("Enter")
    expect(phone.locator("#usability-error")).to_be_visible()
    expect(phone.locator('[name="usability"]').first).to_be_focused()
    phone.locator('[name="usability"][value="minor"]').check()
    expect(result(phone, "score")).to_have_attribute("data-value", "15")
    expect(phone.locator("#usability-error")).to_be_hidden()


def test_what_is_typed_before_python_runs_is_answered(phone: Page) -> None:
    phone.goto("calculators/response-level/")
    phone.locator("#ltv").fill("150000")
    expect(phone.locator("playbook-calculator")).to_have_attribute("state", "loading")
    expect(result(phone, "level")).to_have_attribute("data-value", "1")


def test_the_address_carries_the_inputs(phone: Page) -> None:
    phone.goto(
        "calculators/priority-score/#waiting_days=18&customer=multi_car,vip&usability=minor&frequent_emergency=true&x=1"
    )
    expect(result(phone, "score")).to_have_attribute("data-value", "38")
    form = phone.locator("form:has([data-field])")
    assert form.locator('[name="customer"]:checked').evaluate_all("boxes => boxes.map((box) => box.value)") == [
        "multi_car",
        "vip",
    ]
    expect(form.locator('[name="frequent_emergency"]')).to_be_checked()
    form.locator('[name="frequent_emergency"]').uncheck()
    form.locator('[name="city_tier"][value="second"]').check()
    expect(result(phone, "score")).to_have_attribute("data-value", "48")
    address = "waiting_days=18&usability=minor&customer=multi_car,vip&city_tier=second"
    assert phone.evaluate("location.hash") == f"#{address}"
    phone.reload()
    expect(result(phone, "score")).to_have_attribute("data-value", "48")
    assert phone.evaluate("[location.hash, history.length]") == [f"#{address}", 2]


def test_another_address_fills_the_form_anew_and_an_anchor_leaves_it(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=150000&safety=high")
    expect(result(phone, "level")).to_have_attribute("data-value", "1")
    phone.evaluate("location.hash = 'ltv=40000'")
    expect(result(phone, "level")).to_have_attribute("data-value", "3")
    expect(phone.locator('[name="safety"][value="high"]')).not_to_be_checked()
    phone.evaluate("location.hash = 'rulings'")
    at_rest(phone)
    expect(phone.locator("#ltv")).to_have_value("40000")
    assert phone.evaluate("location.hash") == "#rulings"


def test_a_reset_empties_form_result_and_address(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=abc")
    expect(phone.locator("#ltv-error")).to_be_visible(timeout=30_000)
    phone.locator('form:has([data-field]) [type="reset"]').click()
    expect(phone.locator("#ltv-error")).to_be_hidden()
    expect(phone.locator("#ltv")).to_have_value("")
    expect(phone.locator('[data-part="result"]')).to_be_hidden()
    assert phone.evaluate("location.href.includes('#')") is False


def test_python_starts_unasked(phone: Page) -> None:
    phone.goto("calculators/roi/")
    ready(phone)
    expect(phone.locator('[data-part="result"]')).to_be_hidden()


@pytest.fixture
def sparing(open_page: OpenPage) -> Iterator[Page]:
    """A phone whose reader saves data."""
    page = open_page(**PHONE)
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    yield page


def test_a_reader_who_saves_data_loads_python_on_first_use_only(sparing: Page) -> None:
    sparing.goto("calculators/roi/", wait_until="networkidle")
    at_rest(sparing)
    expect(sparing.locator("playbook-calculator")).to_have_attribute("state", "idle")
    assert pythons(sparing) == 0
    sparing.locator("#logistics").focus()
    ready(sparing)


def test_calculators_of_a_page_share_one_worker(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=150000")
    phone.locator(".playbook-calculator-frame").evaluate("frame => frame.after(frame.cloneNode(true))")
    levels = result(phone, "level")
    expect(levels).to_have_count(2)
    for place in levels.all():
        expect(place).to_have_attribute("data-value", "1")
    assert pythons(phone) == 1


def test_a_second_question_is_answered_at_once(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=150000")
    expect(result(phone, "level")).to_have_attribute("data-value", "1")
    milliseconds = phone.evaluate(
        """async () => {
          const place = document.querySelector('[data-result="level"]');
          const changed = new Promise((done) => new MutationObserver(done).observe(place, { attributes: true }));
          const before = performance.now();
          location.hash = "ltv=5";
          await changed;
          return performance.now() - before;
        }"""
    )
    assert milliseconds < 500
