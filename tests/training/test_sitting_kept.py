"""A sitting of the exam goes on where it was left: loaded again, back, after an update, in a second tab."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.learner import asked, current, pool, right, wrong
from tests.training.test_exam_page import begun, picked, verify

SEED = 7
CODE = "#exam-code"


def answer(page: Page, count: int, begin: int = 0) -> dict[int, str]:
    """Answer so many questions from the one that is shown, every third wrong; return the ids of the choices."""
    items, taken = pool(page), {}
    for number in range(begin, begin + count):
        item = current(page, items)
        taken[number] = wrong(item) if number % 3 == 0 else right(item)
        asked(page).locator(f'[data-choice="{taken[number]}"]').click()
        expect(asked(page).locator('[aria-pressed="true"]')).to_have_attribute("data-choice", taken[number])
        asked(page).locator('[data-action="next"]').click()
        expect(asked(page).locator('[data-part="number"]')).to_have_text(str(number + 2))
    return taken


def stands(page: Page, number: int, left: int) -> None:
    """Wait until the question of that number is shown, with so many left."""
    expect(asked(page).locator('[data-part="number"]')).to_have_text(str(number))
    expect(asked(page).locator('[data-part="left"]')).to_have_text(str(left))


def hand_in(page: Page) -> dict[str, Any]:
    page.locator('[data-action="hand-in"]').click()
    page.locator('[data-action="hand-in"]').click()
    expect(page.locator(CODE)).not_to_be_empty()
    said: dict[str, Any] = json.loads(verify(page.locator(CODE).inner_text(), "--json").stdout)
    return said


def test_it_goes_on_after_loading_again_and_from_another_page(phone: Page) -> None:
    begun(phone, SEED)
    count = len(picked(SEED))
    answer(phone, 4)
    phone.reload()
    stands(phone, 5, count - 4)
    phone.goto("sop/")
    phone.go_back()
    stands(phone, 5, count - 4)
    phone.goto("training/exam/")  # without its number
    stands(phone, 5, count - 4)
    asked(phone).locator('[data-action="previous"]').click()
    expect(asked(phone).locator('[aria-pressed="true"]')).to_have_count(1)


def test_the_code_is_there_whenever_the_page_comes_back(phone: Page) -> None:
    begun(phone, SEED)
    answer(phone, 3)
    said = hand_in(phone)
    assert (said["sitting"], said["right"]) == (SEED, 2)
    code = phone.locator(CODE).inner_text()
    phone.reload()
    expect(phone.locator(CODE)).to_have_text(code)
    expect(phone.locator('.pb-questions[data-part="missed"] > li')).to_have_count(len(said["missed"]))
    phone.locator('[data-action="again"]').click()
    phone.reload()
    expect(phone.locator('[data-action="start"]')).to_be_visible()
    begun(phone, SEED)
    stands(phone, 1, len(picked(SEED)))


def test_an_update_that_brings_other_questions_leaves_a_sitting_its_own(phone: Page) -> None:
    begun(phone, SEED)
    answer(phone, 3)
    phone.reload()
    first = asked(phone).get_attribute("data-item")

    def newer(route: Route) -> None:
        page = route.fetch()
        text = page.text().replace('data-edition="', 'data-edition="fffff').replace('data-source="', 'data-source="X-')
        route.fulfill(response=page, body=text)

    phone.route("**/training/exam/", newer)
    phone.reload()
    assert (phone.locator("playbook-exam").get_attribute("data-edition") or "").startswith("fffff")
    stands(phone, 4, len(picked(SEED)) - 3)
    assert asked(phone).get_attribute("data-item") == first
    assert hand_in(phone)["right"] == 2  # by the edition that it began with


def test_a_second_tab_goes_on_with_the_same_sitting(phone: Page) -> None:
    begun(phone, SEED)
    count = len(picked(SEED))
    answer(phone, 2)
    other = phone.context.new_page()
    other.goto(phone.url)
    stands(other, 3, count - 2)
    answer(other, 1, begin=2)
    stands(phone, 3, count - 3)  # and it is marked there
    expect(asked(phone).locator('[aria-pressed="true"]')).to_have_count(1)
    asked(phone).locator('[data-action="next"]').click()
    answer(phone, 1, begin=3)
    stands(other, 4, count - 4)
    said = hand_in(other)
    assert said["right"] == 2 and said["of"] - len(said["missed"]) == 2
    expect(phone.locator(CODE)).to_have_text(other.locator(CODE).inner_text())


@pytest.mark.parametrize(
    "kept",
    ["", "no json", "{}", "[null]", '[{"seed": "7"}]', '[{"seed": "7", "edition": "x", "items": [{}], "chosen": {}}]'],
)
def test_what_is_no_sitting_is_passed_over(kept: str, phone: Page) -> None:
    phone.goto("training/exam/")
    phone.evaluate("(text) => localStorage.setItem('playbook /handbook/ sittings', text)", kept)
    begun(phone, SEED)
    stands(phone, 1, len(picked(SEED)))


@pytest.mark.parametrize("seed", ["1e3", "-7", "99999999999999999999", "7.5", "%20"])
def test_an_address_with_no_number_of_a_sitting_begins_none(seed: str, phone: Page) -> None:
    phone.goto(f"training/exam/#seed={seed}")
    phone.locator('[data-action="start"]').click()
    expect(asked(phone)).to_have_count(0)


@pytest.mark.provokes_errors  # the theme's own
def test_where_nothing_is_kept_it_is_said_and_the_exam_goes_on(phone: Page) -> None:
    phone.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });")
    begun(phone, SEED)
    expect(phone.locator('[data-part="not-kept"]')).to_be_visible()
    answer(phone, 2)
    assert hand_in(phone)["right"] == 1


def test_each_sitting_warns_of_its_own_open_questions(phone: Page) -> None:
    begun(phone, SEED + 1)
    begun(phone, SEED)
    sure = asked(phone).locator('[data-part="sure"]')
    phone.locator('[data-action="hand-in"]').click()
    expect(sure).to_be_visible()
    phone.goto(f"training/exam/#seed={SEED + 1}")
    expect(sure).to_be_hidden()
    phone.locator('[data-action="hand-in"]').click()
    expect(sure).to_be_visible()
    expect(phone.locator(CODE)).to_be_empty()
