"""Records on the device: kept on disk before they are confirmed, told to other tabs, carried away as a file."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support import clock
from tests.support.browser import ROOT, mortal, patient, serving
from tests.support.kept import hold, records

SCRIPTS = ROOT / "templates/theme/assets/playbook"
OPEN = """async ({ without }) => {
    without.forEach((name) => { Object.defineProperty(window, name, { value: undefined }); });
    window.store = await (await import("/store/store.js")).open();
    window.transfer = await import("/store/transfer.js");
    window.heard = [];
    store.addEventListener("change", ({ detail }) => heard.push(detail));
}"""
PLAN: dict[str, Any] = {"level": 1, "name": "one", "cap_yuan": None, "named_by": [], "steps": []}
KEPT: tuple[dict[str, Any], dict[str, Any]] = (
    {"id": "a", "plan": PLAN, "started": 5, "values": {}, "ticks": {}, "updates": [], "costs": [], "notes": []},
    {"id": "b", "cells": {}},
)
"""An incident and a ledger's row that can be shown."""
SITE = "playbook /"
CODE = "async (work) => { try { await eval(work)(); return 'done'; } catch (error) { return error.code; } }"


@pytest.fixture(scope="module")
def scripts() -> Iterator[str]:
    """The address of a server for the scripts as they are; `/store/` is a page to run them in."""
    with serving(SCRIPTS) as address:
        yield address


@pytest.fixture
def tabs(browser: Browser, scripts: str) -> Iterator[BrowserContext]:
    with patient(browser.new_context(base_url=scripts)) as context:
        yield context


def tab(context: BrowserContext, *without: str) -> Page:
    """A page with an open store at `store`, and the changes it has heard of at `heard`."""
    page = context.new_page()
    page.goto("/store/")
    page.evaluate(OPEN, {"without": without})
    return page


def all_of(page: Page, kind: str) -> Any:
    return records(page, kind, SITE)


def test_records_are_kept_read_changed_and_removed(tabs: BrowserContext) -> None:
    page = tab(tabs)
    incident, _ = KEPT
    page.evaluate("(incident) => store.put('incident', { ...incident, when: { at: 5 } })", incident)
    page.evaluate("store.put('ledger', { id: 'a', cells: {} })")
    page.evaluate("store.update('incident', 'a', (record) => ({ ...record, updates: [...record.updates, 3] }))")
    page.reload()
    page.evaluate(OPEN, {"without": []})
    assert page.evaluate("store.get('incident', 'a')") == incident | {"updates": [3], "when": {"at": 5}}
    assert all_of(page, "ledger") == [{"id": "a", "cells": {}}]
    page.evaluate("store.remove('incident', 'a')")
    assert page.evaluate("store.get('incident', 'a')") is None
    assert all_of(page, "incident") == []


def test_two_tabs_that_change_one_record_keep_both_changes(tabs: BrowserContext) -> None:
    pages = [tab(tabs), tab(tabs)]
    add = """(tab) => {
        const note = (number) => ({ cells = {} } = {}) => ({ id: "a", cells: { ...cells, [number]: number } });
        window.all = Array.from({ length: 50 }, (_, i) => store.update("ledger", "a", note(tab * 100 + i)));
    }"""
    for number, page in enumerate(pages):
        page.evaluate(add, number)
    for page in pages:
        page.evaluate("() => Promise.all(all)")
    kept = pages[0].evaluate("store.get('ledger', 'a')")["cells"]
    assert sorted(kept.values()) == [number * 100 + i for number in range(2) for i in range(50)]


def test_what_cannot_be_shown_is_not_handed_out(tabs: BrowserContext) -> None:
    page = tab(tabs)
    unsound = {"id": "a", "cells": "a newer version's"}
    hold(page, "ledger", unsound, SITE)
    assert page.evaluate("store.get('ledger', 'a')") is None
    assert page.evaluate("store.all('ledger')") == []
    assert page.evaluate("store.unsound('ledger')") == [unsound]
    page.evaluate("store.update('ledger', 'a', (record) => record && { ...record, cells: {} })")
    assert all_of(page, "ledger") == [unsound]


@pytest.mark.parametrize(
    "keep",
    [
        "store.put('ledger', row)",
        "store.update('ledger', 'a', (found) => found ?? row)",
        "transfer.imported(store, { format: 'playbook-records', version: 1, records: { ledger: [row] } })",
    ],
)
def test_what_cannot_be_shown_is_not_written_over(keep: str, tabs: BrowserContext) -> None:
    page = tab(tabs)
    unsound, row = {"id": "a", "cells": "a newer version's"}, {"id": "a", "cells": {"part": "lamp"}}
    hold(page, "ledger", unsound, SITE)
    for _ in range(2):
        page.evaluate(f"(row) => {keep}", row)
    assert page.evaluate("store.all('ledger')") == [row]
    (aside,) = page.evaluate("store.unsound('ledger')")
    assert aside["id"].startswith("a ") and aside | {"id": "a"} == unsound
    page.evaluate("store.clear('ledger')")
    assert all_of(page, "ledger") == []


@pytest.mark.parametrize("without", [[], ["BroadcastChannel"]], ids=["channel", "localStorage"])
def test_other_tabs_are_told(without: list[str], tabs: BrowserContext) -> None:
    writer, reader = tab(tabs, *without), tab(tabs, *without)
    writer.evaluate("store.put('learning', { id: 'q1' })")
    told = {"kind": "learning", "id": "q1", "removed": False}
    reader.wait_for_function("heard.length === 1")
    assert reader.evaluate("heard") == writer.evaluate("heard") == [told]


def test_one_that_cannot_tell_the_others_still_keeps(tabs: BrowserContext) -> None:
    page = tab(tabs, "BroadcastChannel", "localStorage")
    page.evaluate("store.put('learning', { id: 'q1' })")
    assert all_of(page, "learning") == [{"id": "q1"}]


def test_without_a_database_it_is_unavailable(tabs: BrowserContext) -> None:
    page = tabs.new_page()
    page.goto("/store/")
    opening = f"() => ({OPEN})({{ without: ['indexedDB'] }})"
    assert page.evaluate(CODE, opening) == "unavailable"


@pytest.mark.parametrize("failure", ["SecurityError", "InvalidStateError"])
def test_a_browser_that_refuses_the_database_is_blocked(failure: str, tabs: BrowserContext) -> None:
    page = tabs.new_page()
    page.goto("/store/")
    page.evaluate("(name) => { IDBFactory.prototype.open = () => { throw new DOMException('no', name); }; }", failure)
    assert page.evaluate(CODE, f"() => ({OPEN})({{ without: [] }})") == "blocked"


def test_an_opening_that_is_never_answered_is_blocked(tabs: BrowserContext) -> None:
    page = tabs.new_page()
    clock.stop(page, datetime(2026, 3, 2))
    page.goto("/store/")
    page.evaluate("""() => {
        window.asked = new Promise((resolve) => {
            IDBFactory.prototype.open = () => { resolve(); return new EventTarget(); };
        });
    }""")
    page.evaluate(f"() => {{ window.answer = ({CODE})(`() => ({OPEN})({{ without: [] }})`); }}")
    page.evaluate("() => asked")
    page.clock.run_for(15_000)
    assert page.evaluate("() => answer") == "blocked"


def test_a_newer_site_need_not_wait_for_a_tab_of_this_one(tabs: BrowserContext) -> None:
    tab(tabs)
    newer = tabs.new_page()
    newer.goto("/store/")
    opened = newer.evaluate("""async () => {
        const [{ name, version }] = await indexedDB.databases();
        return new Promise((resolve) => {
            const asked = indexedDB.open(name, version + 1);
            asked.onsuccess = () => resolve("open");
            asked.onblocked = () => resolve("blocked");
        });
    }""")
    assert opened == "open"


def test_a_full_disk_says_so_and_keeps_what_was_there(tabs: BrowserContext, scripts: str) -> None:
    page = tab(tabs)
    tabs.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": scripts, "quotaSize": 1_000_000})
    page.evaluate("store.put('incident', { id: 'a', notes: 'kept' })")
    large = "{ id: 'a', notes: 'x'.repeat(3e6) }"
    for change in (f"put('incident', {large})", f"update('incident', 'a', () => ({large}))"):
        assert page.evaluate(CODE, f"() => store.{change}") == "full"
    assert all_of(page, "incident") == [{"id": "a", "notes": "kept"}]
    assert page.evaluate("heard.length") == 1


def test_a_database_that_the_browser_closed_is_opened_again(tabs: BrowserContext) -> None:
    page = tab(tabs)
    page.evaluate("store.put('incident', { id: 'a' })")
    page.evaluate("store.close(); store.addEventListener('change', ({ detail }) => heard.push(detail))")
    assert all_of(page, "incident") == [{"id": "a"}]


def test_what_was_confirmed_outlives_a_killed_browser(browser: Browser, scripts: str, tmp_path: Path) -> None:
    for number in range(3):
        with mortal(browser.browser_type, tmp_path) as (page, kill):
            page.goto(f"{scripts}/store/")
            page.evaluate(OPEN, {"without": []})
            assert [record["id"] for record in all_of(page, "incident")] == [str(n) for n in range(number)]
            page.evaluate("(id) => store.put('incident', { id })", str(number))
            kill()


def test_a_file_brings_everything_back(tabs: BrowserContext, browser: Browser, scripts: str) -> None:
    page = tab(tabs)
    page.evaluate("([incident, row]) => Promise.all([store.put('incident', incident), store.put('ledger', row)])", KEPT)
    page.evaluate("store.put('ledger', { id: 'unsound' })")
    file = page.evaluate("transfer.exported(store, ['incident', 'ledger'])")
    incident, row = KEPT
    records = {"incident": [incident], "ledger": [row]}
    assert file == {"format": "playbook-records", "version": 1, "records": records}
    file["records"]["ledger"].append(row | {"id": "c"})
    assert page.evaluate("(file) => transfer.imported(store, file)", file) == {
        "added": 1,
        "replaced": 2,
        "rejected": [],
    }
    with browser.new_context(base_url=scripts) as another:
        other = tab(another)
        assert other.evaluate("(file) => transfer.imported(store, file)", file) == {
            "added": 3,
            "replaced": 0,
            "rejected": [],
        }
        assert other.evaluate("transfer.exported(store, ['incident', 'ledger'])") == file
        assert {change["kind"] for change in other.evaluate("heard")} == {"incident", "ledger"}


def test_entries_that_cannot_be_taken_in_are_named(tabs: BrowserContext) -> None:
    page = tab(tabs)
    sound, _ = KEPT
    held = [sound, sound | {"id": ""}, 3, sound, {"id": "c"}]
    records = {"incident": held, "recipes": [], "ledger": {"id": "b"}}
    file = {"format": "playbook-records", "version": 1, "records": records}
    assert page.evaluate("(file) => transfer.imported(store, file)", file) == {
        "added": 1,
        "replaced": 0,
        "rejected": [
            {"where": "incident[1]", "why": "record"},
            {"where": "incident[2]", "why": "record"},
            {"where": "incident[3] a", "why": "twice"},
            {"where": "incident[4] c", "why": "record"},
            {"where": "recipes", "why": "kind"},
            {"where": "ledger", "why": "kind"},
        ],
    }
    assert all_of(page, "incident") == [sound]


@pytest.mark.parametrize(
    "file",
    [None, 3, [], {}, {"format": "playbook-records", "version": 2, "records": {}}, {"format": "x", "version": 1}],
    ids=json.dumps,
)
def test_another_file_is_refused(file: Any, tabs: BrowserContext) -> None:
    refused = {"added": 0, "replaced": 0, "rejected": [{"where": "", "why": "format"}]}
    assert tab(tabs).evaluate("(file) => transfer.imported(store, file)", file) == refused
