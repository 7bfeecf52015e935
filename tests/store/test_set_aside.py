"""What the device holds and no page can show is named beside the list that lacks it, saved and removed there."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.handbooks import default
from tests.support.incident_page import begin, shown
from tests.support.kept import hold, records
from tests.support.learner import asked

STRANGE: dict[str, Any] = {"toString": None, "valueOf": None}
HELD: dict[str, dict[str, Any]] = {
    "incident": {"id": "strange", "started": 5, "values": {"customer": STRANGE}},
    "ledger": {"id": "L1"},
    "learning": {"id": "topic:x", "topic": "x", "card": {"due": STRANGE}},
}
BREAKS = """
const held = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
const set = function (text) {
    if (text === "odd") throw new RangeError(text);
    held.set.call(this, text);
};
Object.defineProperty(Node.prototype, "textContent", { ...held, set });
"""
ROW = {"id": "L2", "version": 1, "cells": {"part": "灯"}}


def notice(page: Page) -> Locator:
    return page.locator("playbook-set-aside")


def words() -> Any:
    return default().interface.labels.storage


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        ("incidents/", ["incident", "ledger"]),
        ("ledger/", ["ledger"]),
        ("training/", ["learning"]),
    ],
)
def test_it_is_named_saved_and_removed_where_it_is_missing(address: str, kinds: list[str], phone: Page) -> None:
    phone.goto(address)
    hold(phone, "ledger", ROW)
    for kind, record in HELD.items():
        hold(phone, kind, record)
    phone.reload()
    expect(notice(phone)).to_be_visible()
    names = ", ".join(f"{kind} {HELD[kind]['id']}" for kind in kinds)
    expect(notice(phone).locator("p").first).to_have_text(words().set_aside.format(count=len(kinds), names=names))
    with phone.expect_download() as waiting:
        notice(phone).get_by_role("button", name=words().set_aside_save).tap()
    saved = json.loads(waiting.value.path().read_text(encoding="utf-8"))["records"]
    assert saved == {kind: [HELD[kind]] for kind in kinds}
    notice(phone).get_by_role("button", name=words().set_aside_remove).tap()
    expect(notice(phone)).to_be_hidden()
    left = {kind: records(phone, kind) for kind in HELD}
    others = {kind: [] if kind in kinds else [record] for kind, record in HELD.items()}
    assert left == others | {"ledger": [*others["ledger"], ROW]}


def test_it_hides_nothing_else(phone: Page) -> None:
    begin(phone)
    hold(phone, "ledger", ROW)
    for kind, record in HELD.items():
        hold(phone, kind, record)
    phone.reload()
    expect(shown(phone)).to_have_count(1)
    phone.goto("ledger/")
    expect(phone.locator('[data-part="rows"] [data-column="part"]')).to_have_text(["灯"])
    phone.goto("training/practice/")
    expect(asked(phone)).to_be_visible()


def test_what_is_sound_and_cannot_be_drawn_is_set_aside_too(phone: Page) -> None:
    phone.add_init_script(BREAKS)
    begin(phone)
    (good,) = records(phone, "incident")
    half = {"format": "playbook-records", "version": 1, "records": {"incident": [good | {"id": "half \ud800"}]}}
    file: Any = {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(half).encode()}
    phone.locator('[data-part="file"]').set_input_files(file)
    expect(phone.locator('[data-part="imported"]')).to_contain_text(words().record)
    bad = good | {"id": "bad", "plan": good["plan"] | {"steps": [{"id": "s", "title": "odd", "checks": []}]}}
    hold(phone, "incident", bad)
    for _ in range(2):
        phone.goto("incidents/#incident=bad")
        phone.reload()
        expect(notice(phone)).to_contain_text("incident bad")
        expect(phone.locator(".pb-tab")).to_have_count(1)
        expect(shown(phone)).to_have_count(1)
        expect(phone.locator('playbook-incidents [data-part="lost"]')).to_be_hidden()
    with phone.expect_download() as waiting:
        notice(phone).get_by_role("button", name=words().set_aside_save).tap()
    assert json.loads(waiting.value.path().read_text(encoding="utf-8"))["records"]["incident"] == [bad]
    notice(phone).get_by_role("button", name=words().set_aside_remove).tap()
    expect(notice(phone)).to_be_hidden()
    assert records(phone, "incident") == [good]


def test_what_goes_away_elsewhere_is_named_no_longer(phone: Page) -> None:
    phone.goto("ledger/")
    hold(phone, "ledger", HELD["ledger"])
    phone.reload()
    expect(notice(phone)).to_be_visible()
    other = phone.context.new_page()
    other.goto(phone.url)
    notice(other).get_by_role("button", name=words().set_aside_remove).click()
    expect(notice(phone)).to_be_hidden()
    other.close()


def test_where_the_device_removes_nothing_it_is_said(phone: Page) -> None:
    phone.goto("ledger/")
    hold(phone, "ledger", HELD["ledger"])
    phone.reload()
    phone.evaluate("() => { IDBObjectStore.prototype.delete = function () { this.transaction.abort(); }; }")
    notice(phone).get_by_role("button", name=words().set_aside_remove).tap()
    expect(notice(phone).get_by_role("alert")).to_contain_text(words().blocked)
    assert records(phone, "ledger") == [HELD["ledger"]]
