"""Incidents on disk: what the screen confirms is kept, whatever happens to page, tab, browser or disk."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import PHONE, ROOT, OpenPage, at_rest, mortal, serving, watched_page
from tests.support.incident_page import begin, box, data, kept, part, shown
from tests.support.kept import hold


def test_loading_a_page_again_begins_no_other_incident(phone: Page) -> None:
    begin(phone)
    assert re.search(r"#incident=[\w-]+$", phone.url)
    phone.reload()
    expect(phone.locator(".pb-tab")).to_have_count(1)
    phone.goto("incidents/#start=9")
    phone.reload()
    expect(phone.locator(".pb-tab")).to_have_count(1)
    assert phone.url.endswith("incidents/")


def test_two_tabs_of_one_incident_do_not_undo_each_other(phone: Page) -> None:
    begin(phone)
    other = phone.context.new_page()
    other.goto(phone.url)
    box(phone, "assess", 0).tap()
    box(other, "assess", 1).tap()
    for page in (phone, other):
        expect(box(page, "assess", 0)).to_be_checked()
        expect(box(page, "assess", 1)).to_be_checked()


def test_a_tick_shows_once_it_is_on_disk(phone: Page) -> None:
    begin(phone)
    phone.evaluate("""() => {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (record) {
            window.asked = true;
            const look = () => window.released ? put.call(this, record) : ask();
            const ask = () => { this.count().onsuccess = look; }; // what is asked of it keeps a transaction open
            ask();
        };
    }""")
    box(phone, "assess", 0).tap()
    phone.wait_for_function("window.asked")
    at_rest(phone)
    expect(box(phone, "assess", 0)).not_to_be_checked()
    phone.evaluate("window.released = true")
    expect(box(phone, "assess", 0)).to_be_checked()


def test_a_full_disk_is_told_and_what_was_kept_stays(open_page: OpenPage, server: str) -> None:
    phone = open_page(service_workers="block", **PHONE)  # what it keeps for reading offline takes room, too
    limit = {"origin": server.removesuffix("/handbook/"), "quotaSize": 100_000}
    phone.context.new_cdp_session(phone).send("Storage.overrideQuotaForOrigin", limit)
    begin(phone)
    box(phone, "assess", 0).tap()
    expect(box(phone, "assess", 0)).to_be_checked()
    phone.locator("#incident-note-text").fill("x" * 200_000)
    part(phone, "note").get_by_role("button").tap()
    expect(phone.locator('playbook-incidents [data-failure="full"]')).to_be_visible()
    expect(part(phone, "notes").locator("li")).to_have_count(0)
    assert len(phone.locator("#incident-note-text").input_value()) == 200_000
    phone.reload()
    expect(box(phone, "assess", 0)).to_be_checked()


def test_a_file_carries_incidents_to_another_device(phone: Page, open_page: OpenPage, tmp_path: Path) -> None:
    begin(phone)
    phone.locator("#incident-customer").fill("赵女士")
    expect(part(phone, "name")).to_have_text("赵女士")
    phone.get_by_text("换设备，留底").tap()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="导出成文件").tap()
    file = tmp_path / "incidents.json"
    download.value.save_as(file)
    held = json.loads(file.read_text(encoding="utf-8"))
    held["records"]["incident"] += [{"id": "x"}, {"id": "y", "plan": {"steps": []}, "started": 1}]
    file.write_text(json.dumps(held), encoding="utf-8")
    other = open_page(**PHONE)
    other.goto("incidents/")
    other.get_by_text("换设备，留底").tap()
    other.locator('[data-part="file"]').set_input_files(file)
    expect(other.locator('[data-part="imported"]')).to_contain_text("新增 1 条，更新 0 条")
    expect(other.locator('[data-part="imported"] p')).to_have_count(3)
    expect(part(other, "name")).to_have_text("赵女士")
    assert kept(other) == kept(phone)
    for text in ("no json", "[]", '{"format": "other"}'):
        file.write_text(text, encoding="utf-8")
        other.locator('[data-part="file"]').set_input_files(file)
        expect(other.locator('[data-part="imported"]')).to_contain_text("新增 0 条")
        expect(other.locator('[data-part="imported"] p')).to_have_count(2)


def test_an_incident_goes_on_by_the_plan_it_began_with(phone: Page, tmp_path: Path) -> None:
    begin(phone)
    expect(part(phone, "older")).to_be_hidden()
    (record,) = kept(phone)
    record["plan"] |= {"version": "00000000", "name": "旧一级", "level": 7}
    record["plan"]["steps"] = [
        {"id": "old", "title": "旧步骤", "purpose": "从前这样做", "checks": [{"text": "旧的一项"}]}
    ]
    file = tmp_path / "old.json"
    file.write_text(json.dumps({"format": "playbook-records", "version": 1, "records": {"incident": [record]}}))
    phone.locator('[data-part="file"]').set_input_files(file)
    expect(phone.locator('[data-part="imported"]')).to_have_text("新增 0 条，更新 1 条")
    phone.reload()
    expect(part(phone, "older")).to_be_visible()
    expect(part(phone, "level-name")).to_have_text("旧一级")
    box(phone, "old", 0).tap()
    expect(box(phone, "old", 0)).to_be_checked()


def test_a_plan_without_what_may_be_left_out_is_shown_without_it(phone: Page) -> None:
    begin(phone)
    (record,) = kept(phone)
    steps = [
        {"id": "bare", "title": "没有检查", "checks": []},
        {
            "id": "none",
            "title": "空",
            "purpose": None,
            "hours": None,
            "after": None,
            "checks": [{"text": "查", "limit": None}],
        },
    ]
    held = {"level": 7, "name": "旧一级", "named_by": [], "steps": steps}
    empty = {"version": None, "cap_yuan": None, "update_hours": None, "updates_until": None}
    for name, plan in (("left out", held), ("null", held | empty)):
        hold(phone, "incident", record | {"id": name, "plan": plan, "closed": None, "advised": None, "any_hour": None})
        phone.goto(f"incidents/#incident={name}")
        phone.reload()
        expect(part(phone, "steps").locator("> *")).to_have_count(2)
        expect(part(phone, "steps").locator("> [data-done]")).to_have_count(0)
        expect(part(phone, "nothing-due")).to_be_visible()
        phone.locator('[name="yuan"]').fill("5")
        expect(part(phone, "after")).to_have_text(
            data()["words"]["cost_uncapped"].format(total=data()["words"]["yuan"].format(value=5))
        )
        assert not re.search("null|undefined|NaN", shown(phone).inner_text())


def test_what_was_confirmed_outlives_a_killed_browser(browser: Browser, server: str, tmp_path: Path) -> None:
    with mortal(browser.browser_type, tmp_path) as (page, kill):
        page.goto(f"{server}incidents/#start=1")
        box(page, "assess", 0).click()
        expect(box(page, "assess", 0)).to_be_checked()
        kill()
    with mortal(browser.browser_type, tmp_path) as (page, _):
        page.goto(f"{server}incidents/")
        expect(box(page, "assess", 0)).to_be_checked()


@pytest.fixture
def bare(site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the page without the theme, which is not what is tested, but most of what loading it takes."""
    folder = tmp_path / "handbook"
    shutil.copytree(site / "assets/playbook", folder / "assets/playbook", ignore=shutil.ignore_patterns("runtime"))
    page = (site / "incidents/index.html").read_text(encoding="utf-8")
    (folder / "incidents").mkdir()
    text = re.sub(r'<script [^>]*src="[^"]*/javascripts/[^"]*"></script>|<link [^>]*stylesheet[^>]*>', "", page)
    (folder / "incidents/index.html").write_text(text, encoding="utf-8")
    (folder / "empty.html").write_text('<!doctype html><title>-</title><link rel="icon" href="favicon.svg">')
    for picture in site.glob("*.svg"):
        shutil.copy(picture, folder)
    with serving(tmp_path) as address:
        yield f"{address}/handbook/"


@pytest.mark.parametrize("interruptions", [100, pytest.param(1000, marks=pytest.mark.full)])
def test_nothing_confirmed_is_lost_in_many_interruptions(interruptions: int, bare: str, browser: Browser) -> None:
    with watched_page(browser, bare) as page:
        page.goto("incidents/#start=1")
        expect(shown(page)).to_be_visible()
        address = page.url
        page.goto("empty.html")
        page.add_script_tag(path=ROOT / "tests/support/interruptions.js")
        run = """([address, count, seed]) => {
            let state = seed;
            const random = () => ((state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32);
            return interrupt(address, count, random);
        }"""
        told = page.evaluate(run, [address, interruptions, Random(interruptions).getrandbits(32)])
    assert told["lost"] == []
    assert told["reload"] + told["close"] + told["failure"] == interruptions
    assert min(told["reload"], told["close"], told["failure"]) > interruptions / 5
    assert told["confirmed"] > interruptions / 5
