"""Lessons in Chromium: their questions one by one, the mark that one is done, the scene, and all of it on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import PHONE, OpenPage
from tests.support.learner import asked, current, kept, pool, right, take, wrong

LESSONS = ("levels", "tree", "sop", "scripts", "limits", "cases")


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_asks_its_questions_in_order_and_says_how_many_were_right(name: str, phone: Page) -> None:
    phone.goto(f"training/{name}/")
    items = pool(phone)
    for place, item in enumerate(items.values()):
        assert current(phone, items) == item
        take(phone, wrong(item) if place == 0 else right(item))
        asked(phone).locator('[data-action="next"]').tap()
    score = phone.locator(".pb-score-figure")
    expect(score).to_be_focused()
    expect(score.locator('[data-part="right"]')).to_have_text(str(len(items) - 1))
    phone.locator('[data-action="again"]').tap()
    assert current(phone, items) == next(iter(items.values()))
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


def test_a_finished_lesson_is_ticked_off_on_this_device(phone: Page) -> None:
    phone.goto("training/sop/")
    button = phone.locator("[data-finish]")
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "true")
    phone.goto("training/")
    done = phone.locator('[data-part="finished"]:visible')
    expect(done).to_have_count(1)
    assert phone.locator("[data-lesson]", has=done).get_attribute("data-lesson") == "sop"
    phone.goto("training/sop/")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "false")
    phone.goto("training/")
    expect(done).to_have_count(0)


def test_what_a_lesson_asked_is_known_to_practice(phone: Page) -> None:
    phone.goto("training/levels/")
    item = current(phone, pool(phone))
    take(phone, right(item))
    kept(phone, 1)
    phone.goto("training/practice/")
    expect(phone.locator('[data-skill="level"] [data-part="firm"]')).to_have_text("1")


def test_the_course_leads_to_every_lesson_and_each_to_the_next(phone: Page) -> None:
    phone.goto("training/")
    found = phone.locator(".pb-lessons a").evaluate_all("all => all.map((link) => link.dataset.lesson)")
    assert found == list(LESSONS)
    phone.locator(".pb-lessons a").first.tap()
    for following in (*LESSONS[1:], "practice"):
        phone.locator(".pb-finish a").tap()
        phone.wait_for_url(f"**/training/{following}/")


def test_without_scripts_questions_and_answers_can_be_read(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto("training/levels/")
    questions = page.locator('[data-part="plain"] > li')
    expect(questions).to_have_count(len(pool(page)))
    expect(page.locator("[data-finish]")).to_be_hidden()
    questions.first.locator("summary").click()
    expect(questions.first.locator("details p").first).to_be_visible()


def test_on_paper_a_lesson_has_its_questions_without_answers_and_the_cards_whole(desktop: Page) -> None:
    desktop.goto("training/levels/")
    expect(asked(desktop)).to_be_visible()
    desktop.emulate_media(media="print")
    expect(desktop.locator('[data-part="plain"] > li').last).to_be_visible()
    expect(desktop.locator('[data-part="plain"] details').first).to_be_hidden()
    expect(asked(desktop)).to_be_hidden()
    for card in desktop.locator(".pb-role").all():
        assert card.evaluate("card => getComputedStyle(card).breakInside") == "avoid"
