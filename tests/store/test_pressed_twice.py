"""What is pressed twice, before the first press has been answered, is done once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.ledger.test_ledger import opened
from tests.support.incident_page import begin, kept
from tests.support.patience import until

Counts = Callable[[Page], list[int]]

TWICE = "(button) => { button.click(); button.click(); }"


def none_begun(page: Page) -> None:
    page.goto("incidents/")


def with_note(page: Page) -> None:
    begin(page)
    page.locator("#incident-note-text").fill("打过电话")


def with_cost(page: Page) -> None:
    begin(page)
    page.locator("#incident-cost-text").fill("闪送")
    page.locator("#incident-cost-yuan").fill("80")


def with_row(page: Page) -> None:
    page.context.route("**/runtime/*", lambda route: route.abort())  # what Python says of a cell is not looked at here
    opened(page)
    page.locator('[data-action="add"]').click()
    page.locator('[data-part="editor"] [name="part"]').fill("灯")


def incidents(page: Page) -> list[int]:
    return [1 for _ in kept(page)]


def notes(page: Page) -> list[int]:
    return [len(record["notes"]) for record in kept(page)]


def costs(page: Page) -> list[int]:
    return [len(record["costs"]) for record in kept(page)]


def rows(page: Page) -> list[int]:
    return [1 for _ in kept(page, "ledger")]


@pytest.mark.provokes_errors
@pytest.mark.parametrize(
    ("place", "button", "counts"),
    [
        (none_begun, "[data-begin] >> nth=0", incidents),
        (begin, "[data-relevel]:not([hidden]) >> nth=0", notes),
        (with_note, '[data-part="note"] button', notes),
        (with_cost, '[data-part="cost"] button', costs),
        (with_row, '[data-part="editor"] [type="submit"]', rows),
    ],
)
def test_what_is_pressed_twice_is_done_once(
    place: Callable[[Page], None], button: str, counts: Counts, phone: Page
) -> None:
    place(phone)
    pressed = phone.locator(button)
    expect(pressed).to_be_attached()
    pressed.evaluate(TWICE)
    until(lambda: any(counts(phone)))
    phone.reload()  # by then both presses would have been answered
    expect(phone.locator("playbook-incidents, playbook-ledger")).to_be_visible()
    assert counts(phone) == [1]
