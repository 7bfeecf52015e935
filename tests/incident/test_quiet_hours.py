"""At night no customer is called: news wait for the morning, unless the customer wants them; in Chromium."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.support import clock
from tests.support.handbooks import copied, edit, problems, read
from tests.support.incident_page import begin, due, part

EVENING = datetime(2026, 3, 2, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
NEWS = "通报客户"


def news(page: Page) -> str:
    return dict(due(page))[NEWS]


def at_any_hour(page: Page) -> None:
    part(page, "any-hour").locator("input").tap()
    expect(part(page, "any-hour").locator("input")).to_be_checked()


def test_news_that_fall_due_at_night_wait_for_the_morning_and_say_so(phone: Page) -> None:
    clock.stop(phone, EVENING)
    begin(phone)
    assert news(phone) == "明天 08:00，夜里不打扰客户"
    phone.clock.run_for(11 * 3_600_000)  # 07:10
    expect(part(phone, "due").locator("[data-late]").filter(has_text=NEWS)).to_have_count(0)


def test_who_wants_news_at_night_has_them(phone: Page) -> None:
    clock.stop(phone, EVENING)
    begin(phone)
    at_any_hour(phone)
    expect(part(phone, "due")).to_contain_text("最晚 今天 22:10")
    phone.reload()
    expect(part(phone, "any-hour").locator("input")).to_be_checked()
    assert news(phone) == "最晚 今天 22:10"


def test_by_day_nothing_is_moved(phone: Page) -> None:
    clock.stop(phone, EVENING - timedelta(hours=2))
    begin(phone)
    assert news(phone) == "最晚 今天 20:10"


def test_times_offered_to_a_customer_are_none_of_the_night(phone: Page) -> None:
    clock.stop(phone, EVENING)
    phone.goto("scripts/")
    arrival = phone.locator('[name="can-transfer"] [data-field="arrival"]')
    expect(arrival.locator("[data-in-hours]").first).to_have_text("夜里不打扰，改到 明天 08:00", use_inner_text=True)
    expect(arrival.locator("[data-in-hours]").nth(1)).to_have_text("24 小时后 明天 20:15", use_inner_text=True)
    arrival.locator("[data-in-hours]").first.tap()
    expect(arrival.locator("input")).to_have_value("明天 08:00")
    promise = phone.locator('[name="vip-today"] [data-part="promise"]')
    expect(promise).to_contain_text("明天 08:00 （夜里不打扰客户）")


def test_for_a_customer_who_wants_news_at_night_scripts_offer_them(phone: Page) -> None:
    clock.stop(phone, EVENING)
    begin(phone)
    at_any_hour(phone)
    part(phone, "going").locator("[data-script]:visible").first.tap()
    expect(phone.locator('[name="vip-today"] [data-part="promise"]')).not_to_contain_text("08:00")
    expect(phone.locator('[name="can-transfer"] [data-in-hours]').first).to_contain_text("明天 00:15")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ('{start: "21:00", end: "21:00"}', "expected quiet hours that begin and end at different times"),
        ('{start: "21:00", end: "25:00"}', "expected a time of day such as '18:00', up to '24:00'"),
        ('{start: "24:00", end: "08:00"}', "expected a time of day such as '09:00', got '24:00'"),
    ],
)
def test_what_is_wrong_with_quiet_hours_has_its_place(tmp_path: Path, hours: str, said: str) -> None:
    edit(copied(tmp_path) / "site_config/brand.yml", '{start: "21:00", end: "08:00"}', hours)
    (found,) = problems(tmp_path)
    assert found.startswith("site_config/brand.yml:8:")
    assert said in found


def test_a_handbook_may_have_none(tmp_path: Path) -> None:
    edit(copied(tmp_path) / "site_config/brand.yml", 'quiet_hours: {start: "21:00", end: "08:00"}\n', "")
    assert read(tmp_path).brand.quiet_hours is None
