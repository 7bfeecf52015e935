"""The device's storage is cleared while a page is open: it says so, goes on showing what it has, and offers it."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.ledger.test_ledger import opened
from tests.support.handbooks import default
from tests.support.incident_page import begin, box, kept, part
from tests.support.kept import HANDBOOK, records
from tests.support.learner import asked, current, pool, right, take
from tests.support.patience import until

type Clear = Callable[[Page], None]


def deleted(page: Page) -> None:
    """As another page of the host, or somebody at the browser's tools, does it."""
    page.evaluate(
        """(name) => new Promise((resolve, reject) => {
            const asked = indexedDB.deleteDatabase(name);
            asked.onsuccess = resolve;
            asked.onerror = asked.onblocked = () => reject(new Error("not deleted"));
        })""",
        HANDBOOK,
    )


def cleared(page: Page) -> None:
    """As the browser's settings do it."""
    origin = page.evaluate("location.origin")
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})


WAYS = pytest.mark.parametrize("clear", [deleted, cleared])


def lost(page: Page) -> str:
    words = default().interface.labels.storage
    region = page.locator('[data-part="lost"]')
    expect(region).to_be_visible()
    return words.lost_keep


def noted(page: Page) -> list[str]:
    return [note["text"] for record in kept(page) for note in record["notes"]]


@WAYS
def test_an_incident_stays_on_the_page_and_is_kept_again(clear: Clear, phone: Page) -> None:
    begin(phone, 2)
    begin(phone)
    box(phone, "assess", 0).tap()
    expect(box(phone, "assess", 0)).to_be_checked()
    clear(phone)
    again = lost(phone)
    expect(phone.locator(".pb-tab")).to_have_count(2)
    expect(box(phone, "assess", 0)).to_be_checked()
    phone.locator("#incident-note-text").fill("打过电话")
    part(phone, "note").get_by_role("button").tap()
    expect(phone.locator('playbook-incidents > [data-part="failure"] [data-failure="gone"]')).to_be_visible()
    expect(phone.locator("#incident-note-text")).to_have_value("打过电话")
    assert kept(phone) == []
    phone.get_by_role("button", name=again).tap()
    expect(phone.locator('[data-part="lost"]')).to_be_hidden()
    part(phone, "note").get_by_role("button").tap()
    expect(part(phone, "notes")).to_contain_text("打过电话")
    assert noted(phone) == ["打过电话"] and len(kept(phone)) == 2
    phone.reload()
    expect(box(phone, "assess", 0)).to_be_checked()


@pytest.mark.provokes_errors
@WAYS
def test_rows_stay_on_the_page_and_are_kept_again(clear: Clear, phone: Page) -> None:
    phone.route("**/runtime/*", lambda route: route.abort())
    rows = [{"part": "灯"}, {"part": "刹车片"}]
    opened(phone, rows)
    expect(phone.locator('[data-part="rows"] tbody tr')).to_have_count(2)
    clear(phone)
    again = lost(phone)
    expect(phone.locator('[data-part="rows"] tbody tr')).to_have_count(2)
    phone.get_by_role("button", name=again).tap()
    expect(phone.locator('[data-part="lost"]')).to_be_hidden()
    until(lambda: len(records(phone, "ledger")) == 2)


def test_what_is_gone_is_saved_as_a_file_or_let_go(phone: Page) -> None:
    begin(phone)
    deleted(phone)
    lost(phone)
    with phone.expect_download() as waiting:
        phone.locator('[data-action="save-lost"]').tap()
    assert len(json.loads(waiting.value.path().read_text(encoding="utf-8"))["records"]["incident"]) == 1
    phone.locator('[data-action="drop-lost"]').tap()
    expect(phone.locator('[data-part="lost"]')).to_be_hidden()
    expect(phone.locator(".pb-tab")).to_have_count(0)


def test_what_another_tab_removes_is_no_loss(phone: Page) -> None:
    begin(phone, 2)
    begin(phone)
    other = phone.context.new_page()
    other.goto(phone.url)
    part(other, "name").wait_for()
    other.locator('[data-action="remove"]').tap()
    other.locator('[data-action="remove-sure"]').tap()
    expect(phone.locator(".pb-tab")).to_have_count(1)
    expect(phone.locator('[data-part="lost"]')).to_be_hidden()
    expect(other.locator('[data-part="lost"]')).to_be_hidden()


def test_answers_of_practice_go_on_from_what_the_page_knows(phone: Page) -> None:
    phone.goto("training/practice/")
    items = pool(phone)
    take(phone, right(current(phone, items)))
    until(lambda: len(records(phone, "learning")) == 1)
    deleted(phone)
    asked(phone).locator('[data-action="next"]').click()
    expect(asked(phone).locator('[data-part="number"]')).to_have_text("2")
    take(phone, right(current(phone, items)))
    until(lambda: len(records(phone, "learning")) == 1)
    with phone.expect_download() as waiting:
        phone.locator('[data-action="export"]').tap()
    assert json.loads(waiting.value.path().read_text(encoding="utf-8"))["records"]["learning"]
