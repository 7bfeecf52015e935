"""Incidents in Chromium: clocks, ticks that are on disk before they show, caps, files, the ledger, interruptions."""

import json
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from playbook import incidents
from playbook.handbook import Handbook
from playbook.load import load
from tests.browser import PHONE, ROOT, mortal
from tests.conftest import OpenPage

REPORTED = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
INTERRUPTIONS = 1000
STORE = "playbook /handbook/"
READ = """([name, kind]) => new Promise((resolve) => {
    indexedDB.open(name).onsuccess = ({ target }) => {
        const database = target.result;
        database.transaction(kind).objectStore(kind).getAll().onsuccess = ({ target }) => {
            database.close();
            resolve(target.result);
        };
    };
})"""


@cache
def handbook() -> Handbook:
    return load(ROOT / "playbook/content", ROOT / "site_config", ROOT)


@cache
def data() -> dict[str, Any]:
    run = handbook().incidents
    assert run
    return incidents.data(handbook(), run)


def plan(level: int) -> dict[str, Any]:
    return next(plan for plan in data()["plans"] if plan["level"] == level)


def step(level: int, name: str) -> dict[str, Any]:
    return next(step for step in plan(level)["steps"] if step["id"] == name)


def shown(page: Page) -> Locator:
    return page.locator(".pb-running")


def part(page: Page, name: str) -> Locator:
    return shown(page).locator(f'[data-part="{name}"]')


def box(page: Page, name: str, place: int) -> Locator:
    return shown(page).locator(f'[value="{name}.{place}"]')


def tick_all(page: Page, level: int, name: str) -> None:
    for place in range(len(step(level, name)["checks"])):
        box(page, name, place).tap()
        expect(box(page, name, place)).to_be_checked()


def due(page: Page) -> list[tuple[str, str]]:
    """What is to be done next, and by when."""
    lines = part(page, "due").locator("li").all()
    return [tuple(line.locator(f'[data-part="{name}"]').inner_text() for name in ("text", "by")) for line in lines]  # type: ignore[misc]


def kept(page: Page, kind: str = "incident") -> Any:
    return page.evaluate(READ, [STORE, kind])


def begin(page: Page, level: int = 1, **more: Any) -> None:
    page.goto("incidents/#" + "&".join(f"{key}={value}" for key, value in ({"start": level} | more).items()))
    expect(shown(page)).to_be_visible()


def at(moment: datetime) -> str:
    """A moment as the page says it on the day of the report."""
    days = {0: "今天", 1: "明天", 2: "后天"}
    day = days.get((moment.date() - REPORTED.date()).days, f"{moment.month}月{moment.day}日")
    return f"最晚 {day} {moment:%H:%M}"


@pytest.mark.parametrize("level", [plan["level"] for plan in data()["plans"]])
def test_the_clocks_are_those_of_the_level_in_the_handbooks_time(level: int, open_page: OpenPage) -> None:
    page = open_page(timezone_id="America/New_York", **PHONE)
    page.clock.install(time=REPORTED.astimezone(UTC))
    begin(page, level)
    rules = plan(level)
    hours = [(item["title"], item["hours"]) for item in rules["steps"] if "hours" in item and "after" not in item]
    hours += [(c["text"], c["hours"]) for item in rules["steps"] for c in item["checks"] if "limit" in c]
    hours += [("通报客户", rules["update_hours"])]
    expected = sorted(((REPORTED + timedelta(hours=span), text) for text, span in hours), key=lambda item: item[0])
    assert due(page) == [(text, at(moment)) for moment, text in expected]
    assert {
        ("快速评估", at(REPORTED + timedelta(minutes=5))),
        ("启动调货", at(REPORTED + timedelta(minutes=10))),
    } < set(due(page))


def test_what_is_late_stands_out_until_it_is_done(phone: Page) -> None:
    phone.clock.install(time=REPORTED)
    begin(phone)
    late = part(phone, "due").locator("[data-late]")
    expect(late).to_have_count(0)
    phone.clock.run_for(7 * 60_000)
    expect(late).to_have_count(1)
    expect(late).to_contain_text("快速评估")
    expect(late).to_contain_text("已超 2 分钟")
    expect(phone.locator(".pb-tab")).to_contain_text("1 项超时")
    tick_all(phone, 1, "assess")
    expect(late).to_have_count(0)
    expect(part(phone, "due")).not_to_contain_text("快速评估")
    expect(phone.locator(".pb-tab")).to_contain_text("报来")


def test_news_for_the_customer_are_due_again_and_again_until_the_car_is_back(phone: Page) -> None:
    phone.clock.install(time=REPORTED)
    begin(phone)
    every = plan(1)["update_hours"]
    phone.clock.run_for(3_600_000)
    shown(phone).get_by_role("button", name="刚通报过").tap()
    again = at(REPORTED + timedelta(hours=1 + every))
    expect(part(phone, "due").locator("li", has_text="通报客户")).to_contain_text(again)
    tick_all(phone, 1, data()["plans"][0]["updates_until"])
    expect(part(phone, "due")).not_to_contain_text("通报客户")
    # What is counted from the end of a step has its time from then on.
    review = part(phone, "due").locator("li", has_text="复盘与记录")
    expect(review).to_contain_text(at(REPORTED + timedelta(hours=1 + step(1, "review")["hours"])))


def test_several_incidents_go_on_side_by_side_and_survive_loading_again(phone: Page) -> None:
    for level, customer in ((1, "赵女士"), (2, "李先生"), (3, "王女士")):
        begin(phone, level)
        phone.locator("#incident-customer").fill(customer)
        phone.locator("#incident-part").fill("雷达")
        expect(part(phone, "name")).to_have_text(f"{customer} · 雷达")
        box(phone, "assess", level).tap()
        expect(box(phone, "assess", level)).to_be_checked()
    phone.reload()
    tabs = phone.locator(".pb-tab")
    expect(tabs).to_have_count(3)
    expect(tabs.filter(has_text="王女士")).to_have_attribute("aria-pressed", "true")
    tabs.filter(has_text="赵女士").tap()
    expect(box(phone, "assess", 1)).to_be_checked()
    expect(shown(phone).locator(":checked")).to_have_count(1)
    expect(shown(phone)).to_have_attribute("data-level", "1")


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
            const look = () => window.released ? put.call(this, record) : ask();
            const ask = () => { this.count().onsuccess = look; }; // what is asked of it keeps a transaction open
            ask();
        };
    }""")
    box(phone, "assess", 0).tap()
    phone.wait_for_timeout(300)
    expect(box(phone, "assess", 0)).not_to_be_checked()
    phone.evaluate("window.released = true")
    expect(box(phone, "assess", 0)).to_be_checked()


def test_a_full_disk_is_told_and_what_was_kept_stays(phone: Page, server: str) -> None:
    limit = {"origin": server.removesuffix("/handbook/"), "quotaSize": 1_000_000}
    phone.context.new_cdp_session(phone).send("Storage.overrideQuotaForOrigin", limit)
    begin(phone)
    box(phone, "assess", 0).tap()
    expect(box(phone, "assess", 0)).to_be_checked()
    phone.locator("#incident-note-text").fill("x" * 3_000_000)
    part(phone, "note").get_by_role("button").tap()
    expect(phone.locator('[data-failure="full"]')).to_be_visible()
    expect(part(phone, "notes").locator("li")).to_have_count(0)
    assert len(phone.locator("#incident-note-text").input_value()) == 3_000_000
    phone.reload()
    expect(box(phone, "assess", 0)).to_be_checked()


@pytest.mark.provokes_errors  # the theme's own
def test_a_browser_without_a_store_says_so_and_shows_the_steps(phone: Page) -> None:
    phone.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined });")
    phone.goto("incidents/#start=1")
    expect(phone.locator('playbook-incidents [data-failure="unavailable"]')).to_be_visible()
    expect(shown(phone)).to_have_count(0)
    expect(phone.locator(".pb-plan").first).to_be_visible()


@pytest.mark.parametrize(
    ("level", "advised", "spent", "amount", "over"),
    [
        (1, None, (), "4999.99", False),
        (1, None, (), "5000", True),
        (1, None, ("3000",), "1999.99", False),
        (1, None, ("3000",), "2000", True),
        (1, 1500, ("1000",), "499", False),
        (1, 1500, ("1000",), "500", True),
        (2, None, ("0.1", "0.2"), "1499.69", False),
        (2, None, ("0.1", "0.2"), "1499.7", True),
        (3, None, (), "0.01", True),
    ],
)
def test_a_cost_is_measured_against_the_cap_before_it_is_written_down(
    level: int, advised: int | None, spent: tuple[str, ...], amount: str, over: bool, phone: Page
) -> None:
    begin(phone, level, **({"advised": advised} if advised else {}))
    yuan, after = phone.locator("#incident-cost-yuan"), part(phone, "after")
    for earlier in spent:
        count = part(phone, "costs").locator("li").count()
        yuan.fill(earlier)
        part(phone, "cost").get_by_role("button").tap()
        expect(part(phone, "costs").locator("li")).to_have_count(count + 1)
    yuan.fill(amount)
    expect(after).to_be_visible()
    assert (after.get_attribute("data-over") is not None) == over
    expect(after).to_contain_text("先找批准人" if over else "还差")
    assert len(kept(phone)[0]["costs"]) == len(spent)
    part(phone, "cost").get_by_role("button").tap()
    expect(part(phone, "costs").locator("li")).to_have_count(len(spent) + 1)
    expect(after).to_be_hidden()
    total = round(sum(map(float, (*spent, amount))), 2)
    expect(part(phone, "spent")).to_contain_text(
        f"已记 {total:g} 元" if total < 1000 else f"已记 {total:.2f}".rstrip("0.")
    )


def test_costs_and_notes_are_taken_out_and_faulty_ones_pointed_at(phone: Page) -> None:
    begin(phone)
    for faulty in ("", "0", "abc", "-5", "1.234"):
        phone.locator("#incident-cost-yuan").fill(faulty)
        part(phone, "cost").get_by_role("button").tap()
        expect(part(phone, "cost").locator("[data-error]")).to_be_visible()
        expect(phone.locator("#incident-cost-yuan")).to_be_focused()
    phone.locator("#incident-cost-text").fill("快递 <b>")
    phone.locator("#incident-cost-yuan").fill("１,２８０")
    part(phone, "cost").get_by_role("button").tap()
    expect(part(phone, "costs")).to_contain_text("1280 元 快递 <b>")
    phone.locator("#incident-note-text").fill("杭州说有货")
    phone.locator("#incident-note-text").press("Enter")
    expect(part(phone, "notes")).to_contain_text("杭州说有货")
    part(phone, "costs").get_by_role("button").tap()
    expect(part(phone, "costs").locator("li")).to_have_count(0)
    expect(part(phone, "notes").locator("li")).to_have_count(1)


def test_at_the_end_the_ledgers_row_is_written(phone: Page) -> None:
    phone.clock.install(time=REPORTED)
    begin(phone)
    phone.locator("#incident-part").fill("雷达")
    expect(part(phone, "name")).to_have_text("雷达")
    phone.locator("#incident-cost-yuan").fill("780")
    part(phone, "cost").get_by_role("button").tap()
    expect(part(phone, "spent")).to_contain_text("780")
    phone.clock.run_for(5 * 3_600_000)
    tick_all(phone, 1, "execute")
    part(phone, "end").locator("summary").tap()
    phone.locator("#incident-end-satisfaction").fill("9.5")
    phone.locator("#incident-end-root_cause").fill("预测偏低")
    part(phone, "finish").get_by_role("button").tap()
    expect(part(phone, "finished")).to_be_visible()
    (incident,), (row,) = kept(phone), kept(phone, "ledger")
    cells = {"date": "2026-03-02", "part": "雷达", "level": "一级响应", "extra_cost": 780}
    cells |= {"lead_time": "5 小时", "satisfaction": 9.5, "root_cause": "预测偏低"}
    assert row == {"id": incident["id"], "version": 1, "cells": cells}
    assert incident["closed"] > incident["started"]
    expect(part(phone, "going")).to_be_hidden()
    expect(phone.locator('[data-part="open"] .pb-tab')).to_have_count(0)
    phone.reload()
    phone.locator('[data-part="closed-part"] summary').tap()
    expect(phone.locator('[data-part="closed"] .pb-tab')).to_contain_text("雷达")


def test_an_incident_is_removed_after_being_asked_twice(phone: Page) -> None:
    begin(phone)
    shown(phone).get_by_role("button", name="删除这件").tap()
    expect(shown(phone)).to_be_visible()
    shown(phone).get_by_role("button", name="确定删除").tap()
    expect(shown(phone)).to_have_count(0)
    assert kept(phone) == []


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


def test_one_tap_takes_the_incidents_values_into_the_scripts(phone: Page) -> None:
    begin(phone)
    phone.locator("#incident-customer").fill("赵女士")
    phone.locator("#incident-part").fill("雷达")
    expect(part(phone, "name")).to_have_text("赵女士 · 雷达")
    phone.goto("scripts/")
    customer = phone.locator("#can-transfer-customer")
    expect(customer).to_have_value("")
    phone.get_by_role("button", name="赵女士 · 雷达").tap()
    expect(customer).to_have_value("赵女士")
    expect(phone.locator("#can-transfer-text")).to_contain_text("您要换的雷达")
    phone.locator("#can-transfer-city").fill("杭州")
    expect(phone.locator('[name="can-transfer"] [data-part="remembered"]')).to_be_visible()
    assert kept(phone)[0]["values"] == {"customer": "赵女士", "part": "雷达", "city": "杭州"}
    phone.get_by_role("button", name="不关联").tap()
    expect(customer).to_have_value("")
    phone.reload()
    phone.get_by_role("button", name="赵女士 · 雷达").tap()
    expect(phone.locator("#can-transfer-city")).to_have_value("杭州")


def test_without_scripts_the_steps_and_limits_of_every_level_are_there(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto("incidents/")
    expect(page.locator("playbook-incidents")).to_be_hidden()
    for number, rules in enumerate(data()["plans"]):
        text = page.locator(".pb-panel:has(> .pb-plan)").nth(number).inner_text()
        for item in rules["steps"]:
            assert item["title"] in text
            assert all(check["text"] in text for check in item["checks"])


def test_what_was_confirmed_outlives_a_killed_browser(browser: Browser, server: str, tmp_path: Path) -> None:
    with mortal(browser.browser_type, tmp_path) as (page, kill):
        page.goto(f"{server}incidents/#start=1")
        box(page, "assess", 0).click()
        expect(box(page, "assess", 0)).to_be_checked()
        kill()
    with mortal(browser.browser_type, tmp_path) as (page, _):
        page.goto(f"{server}incidents/")
        expect(box(page, "assess", 0)).to_be_checked()


def test_nothing_confirmed_is_lost_in_many_interruptions(phone: Page, server: str) -> None:
    begin(phone)
    address = phone.url
    # A small page of the same origin holds the frame; the theme's own scripts are not what is tested here.
    phone.route("**/assets/javascripts/**", lambda route: route.fulfill(content_type="text/javascript", body=""))
    phone.route(
        "**/blank", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>-</title>")
    )
    phone.goto(f"{server}blank")
    phone.add_script_tag(path=ROOT / "tests/interruptions.js")
    seed = Random(20260302).random()
    run = """([address, count, seed]) => {
        let state = seed * 2 ** 32;
        const random = () => ((state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32);
        return interrupt(address, count, random);
    }"""
    told = phone.evaluate(run, [address, INTERRUPTIONS, seed])
    assert told["lost"] == []
    assert told["reload"] + told["close"] + told["failure"] == INTERRUPTIONS
    assert min(told["reload"], told["close"], told["failure"]) > INTERRUPTIONS / 5
    assert told["confirmed"] > INTERRUPTIONS / 5
