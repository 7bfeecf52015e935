"""The exam in Chromium: one seed, one set of questions; a code that the command line reads; the sheet and the key."""

import json
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Page, expect

from playbook.cli.main import main
from playbook.training import exam
from tests.support.browser import ROOT, OpenPage
from tests.support.handbooks import default, questions
from tests.support.learner import asked, current, pool, right, wrong


@cache
def drawn_from() -> tuple[dict[str, Any], int]:
    """The pool of the default handbook, and how many questions a sitting has."""
    return questions(), exam.questions(default())


def picked(seed: int) -> list[str]:
    """The ids of a sitting's questions, as Python picks them."""
    made, count = drawn_from()
    return [item["id"] for item in exam.picked(made["items"], seed, count)]


def verify(code: str, *options: str) -> Result:
    """What `playbook exam verify` says of a code."""
    return CliRunner().invoke(main, ["exam", "verify", code, *options, "--config", str(ROOT / "mkdocs.yml")])


def begun(page: Page, seed: int) -> Page:
    """Start the exam of a seed."""
    page.goto(f"training/exam/#seed={seed}")
    page.locator('[data-action="start"]').click()
    expect(asked(page)).to_be_visible()
    return page


@pytest.mark.parametrize("seed", [0, 7, 999_999])
def test_a_seed_gives_the_questions_that_python_picks(seed: int, phone: Page) -> None:
    begun(phone, seed)
    items, seen = pool(phone), []
    for _ in picked(seed):
        seen.append(current(phone, items)["id"])
        if (following := asked(phone).locator('[data-action="next"]')).is_enabled():
            following.click()
    assert seen == picked(seed)


def test_verify_names_exactly_what_was_missed_from_the_pages_code(phone: Page) -> None:
    begun(phone, 7)
    items, missed = pool(phone), {}
    for number, name in enumerate(picked(7), 1):
        item = current(phone, items)
        chosen = None if number == 6 else wrong(item) if number % 4 == 0 else right(item)
        if chosen:
            asked(phone).locator(f'[data-choice="{chosen}"]').tap()
        if chosen != right(item):
            missed[number] = (name, chosen)
        if number < len(picked(7)):
            asked(phone).locator('[data-action="next"]').tap()
    expect(asked(phone).locator('[data-part="left"]')).to_have_text("1")
    phone.locator('[data-action="hand-in"]').tap()  # one question is open: a slip ends nothing
    expect(asked(phone).locator('[data-part="sure"]')).to_be_visible()
    phone.locator('[data-action="hand-in"]').tap()
    code = phone.locator("#exam-code").inner_text()
    said = json.loads(verify(code, "--json").stdout)
    assert (said["sitting"], said["right"], said["of"]) == (7, len(picked(7)) - len(missed), len(picked(7)))
    assert {each["number"]: (each["id"], each["taken"]) for each in said["missed"]} == missed
    expect(phone.locator('[data-part="right-count"]')).to_have_text(str(said["right"]))
    expect(phone.locator(".pb-score-figure")).to_be_focused()
    explained = phone.locator('.pb-questions[data-part="missed"] > li [data-part="text"]')
    assert explained.all_inner_texts() == [each["text"] for each in said["missed"]]
    phone.locator('[data-action="again"]').tap()
    expect(phone.locator('[data-action="start"]')).to_be_focused()
    told = verify(code.lower().replace("-", " "))  # as somebody types it
    assert [number for number in range(1, 21) if f"\n{number}. " in told.stdout] == list(missed)
    for place in [place for place, symbol in enumerate(code) if symbol != "-"]:
        altered = code[:place] + ("7" if code[place] != "7" else "8") + code[place + 1 :]
        refused = verify(altered)
        assert (refused.exit_code, refused.stdout) == (2, ""), altered
        assert "the code was altered" in refused.stderr


def test_answers_can_be_changed_until_they_are_handed_in(phone: Page) -> None:
    begun(phone, 3)
    item = current(phone, pool(phone))
    asked(phone).locator(f'[data-choice="{wrong(item)}"]').tap()
    expect(phone.locator(".pb-outcome")).to_have_count(0)
    asked(phone).locator('[data-action="next"]').tap()
    asked(phone).locator('[data-action="previous"]').tap()
    expect(asked(phone).locator('[aria-pressed="true"]')).to_have_attribute("data-choice", wrong(item))
    asked(phone).locator(f'[data-choice="{right(item)}"]').tap()
    expect(asked(phone).locator('[aria-pressed="true"]')).to_have_attribute("data-choice", right(item))


def test_the_keyboard_does(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("training/exam/#seed=7")
    page.locator("#seed").focus()
    page.keyboard.press("1")  # a digit that is typed chooses nothing
    page.goto("training/exam/#seed=7")
    page.locator('[data-action="start"]').focus()
    page.keyboard.press("Enter")
    expect(asked(page).locator("h2")).to_be_focused()
    for number in range(1, 4):
        page.keyboard.press("2")
        expect(asked(page).locator('[aria-pressed="true"]')).to_have_count(1)
        page.keyboard.press("Enter")
        expect(asked(page).locator('[data-part="number"]')).to_have_text(str(number + 1))


def test_it_works_offline(phone: Page) -> None:
    phone.goto("training/exam/")
    phone.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    phone.locator("#seed").fill("12")
    phone.locator('[data-action="start"]').tap()
    assert current(phone, pool(phone))["id"] == picked(12)[0]


@pytest.mark.parametrize("value", ["", "abc", "-1", "1e9"])
def test_what_is_no_number_starts_nothing(value: str, phone: Page) -> None:
    phone.goto("training/exam/")
    phone.locator("#seed").fill(value)
    phone.locator('[data-action="start"]').tap()
    expect(phone.locator("#seed")).to_be_focused()
    expect(asked(phone)).to_have_count(0)


def test_the_sheet_has_the_questions_and_not_the_answers_and_the_key_has_them(desktop: Page) -> None:
    desktop.goto("training/exam/#seed=7&view=sheet")
    made = {item["id"]: item for item in drawn_from()[0]["items"]}
    items = [made[name] for name in picked(7)]
    printed = desktop.locator('[data-part="sheet"] .pb-printed')
    assert printed.locator('[data-part="text"]').all_inner_texts() == [item["text"] for item in items]
    sheet = desktop.locator('[data-part="sheet"]').inner_text()
    assert drawn_from()[0]["edition"][: exam.EDITION] in sheet  # as the command line prints it, on the key, too
    assert not any(item["explanation"] in sheet for item in items)
    desktop.evaluate("location.hash = '#seed=7&view=key'")
    keys = desktop.locator('[data-part="key"] .pb-keyed')
    expect(keys).to_have_count(len(items))
    for key, item in zip(keys.all(), items, strict=True):
        place = [choice["id"] for choice in item["choices"]].index(item["answer"])
        expect(key.locator('[data-part="letter"]')).to_have_text("ABCD"[place])
        expect(key.locator('[data-part="answer"]')).to_have_text(item["choices"][place]["text"])


def test_on_paper_there_is_the_sheet_alone(desktop: Page) -> None:
    desktop.goto("training/exam/#seed=7&view=sheet")
    desktop.emulate_media(media="print")
    expect(desktop.locator(".pb-printed").last).to_be_visible()
    for other in ("h1", ".pb-keyed", ".pb-drill", ".pb-start", ".pb-screen", ".pb-cards"):
        assert not any(each.is_visible() for each in desktop.locator(other).all()), other
    assert desktop.locator(".pb-printed").first.evaluate("li => getComputedStyle(li).breakInside") == "avoid"
