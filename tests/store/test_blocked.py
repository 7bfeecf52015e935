"""A browser that keeps nothing: each page says why in a sentence, works on, and saves as a file."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.handbooks import default
from tests.support.incident_page import begin, box, part, shown
from tests.support.learner import asked, current, pool, right, take

THROWING = """for (const name of %s) {
    Object.defineProperty(window, name, { get() { throw new DOMException("Access is denied", "SecurityError"); } });
}"""
REFUSING = """IDBFactory.prototype.open = () => {
    const request = new EventTarget();
    request.error = new DOMException("Internal error", "%s");
    setTimeout(() => request.onerror());
    return request;
};"""
MODES = {
    "no database": ("unavailable", "Object.defineProperty(window, 'indexedDB', { value: undefined });"),
    "refused access": ("blocked", THROWING % '["indexedDB"]'),
    "opening throws": (
        "blocked",
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };",
    ),
    "a private window": ("blocked", REFUSING % "InvalidStateError"),
    "a broken disk": ("failed", REFUSING % "UnknownError"),
    "a full disk": ("full", REFUSING % "QuotaExceededError"),
    "a newer version": ("newer", REFUSING % "VersionError"),
    "cookies blocked": ("blocked", THROWING % '["indexedDB", "localStorage", "sessionStorage", "caches"]'),
}
CODE = re.compile(r"undefined|null|Error|function|\bNaN\b|\[object")
pytestmark = pytest.mark.provokes_errors  # the theme's own, where it has no storage


def words() -> Any:
    return default().interface.labels.storage


def told(page: Page, code: str, element: str) -> Locator:
    """What the page says of it: the one cause and nothing else, in words."""
    region = page.locator(f'{element} > [data-part="failure"]')
    expect(region.locator(f'[data-failure="{code}"]')).to_be_visible()
    expect(region.locator("[data-failure]:visible")).to_have_count(1)
    assert not CODE.search(page.locator(".md-content__inner").inner_text())
    return region


@pytest.mark.parametrize("mode", MODES)
def test_an_incident_is_run_and_saved_as_a_file(mode: str, phone: Page, tmp_path: Path) -> None:
    code, script = MODES[mode]
    phone.add_init_script(script)
    begin(phone)
    expect(told(phone, code, "playbook-incidents")).to_contain_text(words().on_page)
    box(phone, "assess", 0).tap()
    expect(box(phone, "assess", 0)).to_be_checked()
    phone.locator("#incident-customer").fill("赵女士")
    expect(part(phone, "name")).to_have_text("赵女士")
    phone.locator("#incident-note-text").fill("打过电话")
    part(phone, "note").get_by_role("button").tap()
    expect(part(phone, "notes")).to_contain_text("打过电话")
    begin(phone, 2)
    expect(phone.locator(".pb-tab")).to_have_count(2)
    region = told(phone, code, "playbook-incidents")
    with phone.expect_download() as waiting:
        region.get_by_role("button", name=words().save).tap()
    saved = json.loads(waiting.value.path().read_text(encoding="utf-8"))["records"]["incident"]
    assert [note["text"] for record in saved for note in record["notes"]] == ["打过电话"]


@pytest.mark.parametrize("mode", ["no database", "cookies blocked"])
def test_rows_are_written_and_saved_as_a_file(mode: str, phone: Page) -> None:
    code, script = MODES[mode]
    phone.add_init_script(script)
    phone.route("**/runtime/*", lambda route: route.abort())
    phone.goto("ledger/")
    region = told(phone, code, "playbook-ledger")
    phone.locator('[data-action="add"]').tap()
    phone.locator('[data-part="editor"] [name="part"]').fill("刹车片")
    phone.locator('[data-part="editor"] [type="submit"]').tap()
    expect(phone.locator('[data-part="rows"] [data-column="part"]')).to_have_text("刹车片")
    phone.locator('[data-part="rows"] [data-action="edit"]').tap()
    phone.locator('[data-part="editor"] [name="customer"]').fill("赵女士")
    phone.locator('[data-part="editor"] [type="submit"]').tap()
    expect(phone.locator('[data-part="rows"] [data-column="customer"]')).to_have_text("赵女士")
    with phone.expect_download() as waiting:
        region.get_by_role("button", name=words().save).tap()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "刹车片" in text and "赵女士" in text


@pytest.mark.parametrize("mode", ["a full disk", "cookies blocked"])
def test_practice_goes_on_and_is_saved_as_a_file(mode: str, phone: Page) -> None:
    code, script = MODES[mode]
    phone.add_init_script(script)
    phone.goto("training/practice/")
    expect(asked(phone)).to_be_visible()
    take(phone, right(current(phone, pool(phone))))
    expect(phone.locator(f'[data-part="{"kept-full" if code == "full" else "not-kept"}"]')).to_be_visible()
    expect(phone.locator('[data-part="kept-full"]:visible, [data-part="not-kept"]:visible')).to_have_count(1)
    with phone.expect_download() as waiting:
        phone.locator('[data-action="export"]').tap()
    assert len(json.loads(waiting.value.path().read_text(encoding="utf-8"))["records"]["learning"]) == 1


@pytest.mark.parametrize("mode", ["no database", "a broken disk"])
def test_lines_are_ticked(mode: str, phone: Page) -> None:
    code, script = MODES[mode]
    phone.add_init_script(script)
    phone.goto("checklists/actions/")
    line = phone.locator("playbook-checklist [type=checkbox]").first
    line.tap()
    expect(line).to_be_checked()
    expect(phone.locator(f'playbook-checklist [data-failure="{code}"]').first).to_be_visible()


def test_a_disk_that_fills_up_is_told_alone(phone: Page) -> None:
    phone.route("**/runtime/*", lambda route: route.abort())
    phone.goto("ledger/")
    phone.locator('[data-action="add"]').tap()
    phone.locator('[data-part="editor"] [name="part"]').fill("刹车片")
    phone.locator('[data-part="editor"] [type="submit"]').tap()
    expect(phone.locator('[data-part="said"]')).to_be_visible()
    phone.evaluate("""() => { IDBObjectStore.prototype.put = function () {
        Object.defineProperty(this.transaction, "error", { value: new DOMException("", "QuotaExceededError") });
        this.transaction.abort();
    }; }""")
    phone.locator('[data-part="rows"] [data-action="edit"]').tap()
    phone.locator('[data-part="editor"] [name="part"]').fill("电池")
    phone.locator('[data-part="editor"] [type="submit"]').tap()
    expect(told(phone, "full", "playbook-ledger")).to_contain_text(words().not_kept)
    expect(phone.locator('[data-part="said"]')).to_be_hidden()
    expect(phone.locator('[data-part="editor"] [name="part"]')).to_have_value("电池")


def test_leaving_a_page_with_what_is_on_no_disk_is_asked_about(phone: Page) -> None:
    phone.add_init_script(MODES["no database"][1])
    begin(phone)
    expect(shown(phone)).to_be_visible()
    asked_about: list[str] = []
    phone.on("dialog", lambda dialog: (asked_about.append(dialog.type), dialog.accept()))
    phone.goto("sop/")
    assert asked_about == ["beforeunload"]
