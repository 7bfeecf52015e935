"""An incident in Chromium: its clocks, costs against the cap, the row in the ledger, its values in the scripts."""

from datetime import UTC, timedelta

import pytest
from playwright.sync_api import Page, expect

from playbook.pages.words import Words
from tests.support import clock
from tests.support.browser import PHONE, OpenPage
from tests.support.incident_page import (
    REPORTED,
    at,
    begin,
    box,
    data,
    due,
    handbook,
    kept,
    part,
    plan,
    shown,
    step,
    tick_all,
)


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
    clock.stop(phone, REPORTED)
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
    clock.stop(phone, REPORTED)
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
    expect(part(phone, "spent")).to_contain_text(f"已记 {Words(handbook()).number(total, 'yuan')}")


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
    expect(part(phone, "costs")).to_contain_text("1,280 元 快递 <b>")
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
