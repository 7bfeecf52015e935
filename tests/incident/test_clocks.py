"""An incident across clocks that are set, midnights and time zones: nothing negative, nothing lost, said once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.incident_page import REPORTED, begin, box, due, handbook, kept, part, tick_all

NEGATIVE = re.compile(r"[-−]\s?\d+(\.\d+)?\s?(小时|分钟|天|h|min)|NaN|Invalid")


def at(page: Page, moment: datetime) -> None:
    """Set the device's clock, and show the page by it."""
    page.clock.set_system_time(moment)
    page.evaluate("dispatchEvent(new Event('hashchange'))")


def ahead(page: Page) -> bool:
    return page.locator('[data-part="ahead"]').is_visible()


def finished(page: Page) -> str:
    """The lead time as the ledger's form has it."""
    part(page, "end").evaluate("details => { details.open = true; }")
    return page.locator("#incident-end-lead_time").input_value()


@pytest.mark.parametrize(
    ("shift", "told", "lead"),
    [
        (timedelta(hours=-2), True, ""),
        (timedelta(hours=-30), True, ""),  # begun a day ahead: as if it were now
        (timedelta(days=-365), True, ""),
        (timedelta(hours=3), False, "3 小时"),
        (timedelta(hours=16), False, "16 小时"),  # over midnight
    ],
)
def test_a_clock_that_is_set_while_an_incident_runs(shift: timedelta, told: bool, lead: str, phone: Page) -> None:
    phone.clock.install(time=REPORTED.astimezone(UTC))
    begin(phone)
    before = kept(phone)
    at(phone, REPORTED + shift)
    expect(phone.locator('[data-part="ahead"]')).to_be_visible(visible=told)
    expect(phone.locator("#incident-end-lead_time")).to_have_value(lead)
    assert finished(phone) == lead
    assert not NEGATIVE.search(phone.locator("playbook-incidents").inner_text())
    assert kept(phone) == before  # the next clock may be right
    tick_all(phone, 1, "assess")
    phone.locator("#incident-note-text").fill("打过电话")
    part(phone, "note").get_by_role("button").tap()
    expect(part(phone, "notes")).to_contain_text("打过电话")
    part(phone, "finish").get_by_role("button").tap()
    expect(part(phone, "finished")).to_be_visible()
    assert not NEGATIVE.search(phone.locator("playbook-incidents").inner_text())
    (row,) = kept(phone, "ledger")
    assert row["cells"].get("lead_time", "") == lead


def test_a_year_ahead_and_back_again(phone: Page) -> None:
    phone.clock.install(time=REPORTED.astimezone(UTC))
    begin(phone)
    at(phone, REPORTED + timedelta(days=365))
    box(phone, "assess", 0).tap()
    expect(box(phone, "assess", 0)).to_be_checked()
    phone.locator("#incident-note-text").fill("打过电话")
    part(phone, "note").get_by_role("button").tap()
    expect(part(phone, "notes")).to_contain_text("打过电话")
    at(phone, REPORTED + timedelta(hours=1))
    expect(phone.locator('[data-part="ahead"]')).to_be_visible()
    expect(box(phone, "assess", 0)).to_be_checked()
    expect(part(phone, "notes")).to_contain_text("今天 10:00")  # as now
    part(phone, "notes").get_by_role("button").tap()
    expect(part(phone, "notes").locator("li")).to_have_count(0)
    at(phone, REPORTED + timedelta(days=366))
    expect(phone.locator('[data-part="ahead"]')).to_be_hidden()


def test_another_time_zone_changes_nothing(phone: Page) -> None:
    phone.clock.install(time=REPORTED.astimezone(UTC))
    begin(phone)
    before, session = due(phone), phone.context.new_cdp_session(phone)
    for zone in ("America/Los_Angeles", "Pacific/Auckland"):
        session.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
        phone.reload()
        expect(part(phone, "due").locator("li").first).to_be_visible()
        assert due(phone) == before and not ahead(phone)


@pytest.mark.parametrize("advised", ["1e999", "-Infinity", "NaN", "abc", "-5", "0"])
def test_an_address_advises_no_cap_that_is_none(advised: str, phone: Page) -> None:
    begin(phone, 1, advised=advised)
    expect(part(phone, "advised")).to_be_hidden()
    assert "advised" not in kept(phone)[0]
    expect(phone.locator("playbook-set-aside")).to_be_hidden()
    assert handbook().incidents
