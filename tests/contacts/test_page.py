"""Who can be called, by the handbook's clock and not the phone's: in Chromium, with the time and the zone set."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
import vobject
from playwright.sync_api import Page, expect

from tests.support import clock
from tests.support.browser import PHONE, OpenPage

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = ["南京中心经理", "供应链紧急联系人", "快递公司客户经理", "区域负责人"]


@pytest.fixture(params=["Asia/Shanghai", "America/New_York", "Pacific/Auckland"])
def elsewhere(request: pytest.FixtureRequest, open_page: OpenPage) -> Iterator[Page]:
    yield open_page(**PHONE, timezone_id=request.param)


def at(page: Page, moment: str) -> None:
    clock.stop(page, datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI))
    page.goto("contacts/")
    expect(page.locator('[data-part="reach"]')).to_be_visible()


def now(page: Page) -> list[str]:
    return page.locator('[data-part="now"] a').all_inner_texts()


def later(page: Page) -> list[str]:
    return page.locator('[data-part="later"] li').all_inner_texts()


def test_in_office_hours_everybody_in_the_order_of_calling(elsewhere: Page) -> None:
    at(elsewhere, "2026-11-18T10:30")  # a Wednesday
    assert now(elsewhere) == ["杭州中心经理", *OFFICE]
    expect(elsewhere.locator('[data-part="clock"]')).to_have_text("按中国标准时间，现在是周三 10:30。")
    expect(elsewhere.locator('[data-part="now"] li').first).to_contain_text("什么时候都可以打")
    expect(elsewhere.locator('[data-part="then"]')).to_be_hidden()


def test_at_night_only_who_may_always_be_called(elsewhere: Page) -> None:
    at(elsewhere, "2026-11-20T23:10")  # a Friday
    assert now(elsewhere) == ["杭州中心经理"]
    assert [line.split()[0] for line in later(elsewhere)] == OFFICE
    assert all("周一 09:00" in line for line in later(elsewhere))
    expect(elsewhere.locator('[data-contact="nanjing-manager"]')).to_contain_text("周一 09:00")
    expect(elsewhere.locator('[data-contact="hangzhou-manager"]')).to_have_attribute("data-reachable", "true")


def test_the_end_of_hours_and_the_next_day(phone: Page) -> None:
    at(phone, "2026-11-18T17:59")
    assert len(now(phone)) == 5
    phone.clock.run_for(60_000)
    expect(phone.locator('[data-part="now"] a')).to_have_count(1)
    assert all("明天 09:00" in line for line in later(phone))


def test_before_the_beginning_of_hours(phone: Page) -> None:
    at(phone, "2026-11-18T08:59")
    assert all("今天 09:00" in line for line in later(phone))
    phone.clock.run_for(60_000)
    expect(phone.locator('[data-part="now"] a')).to_have_count(5)


def test_a_public_holiday_is_none_of_the_working_days(elsewhere: Page) -> None:
    at(elsewhere, "2026-10-01T10:30")  # a Thursday
    assert now(elsewhere) == ["杭州中心经理"]
    expect(elsewhere.locator('[data-part="clock"]')).to_contain_text("周四 10:30。 今天放假（国庆节）")
    assert all("10月8日 09:00" in line for line in later(elsewhere)), "a weekday would be taken for this week's"


def test_a_saturday_that_is_worked_is_a_working_day(elsewhere: Page) -> None:
    at(elsewhere, "2026-10-10T10:30")
    assert now(elsewhere) == ["杭州中心经理", *OFFICE]
    expect(elsewhere.locator('[data-part="clock"]')).to_contain_text("周六 10:30。 今天调休上班")


def test_days_of_which_nothing_is_known_are_said_to_be(phone: Page) -> None:
    at(phone, "2036-01-02T10:30")  # a Wednesday
    expect(phone.locator('[data-part="clock"]')).to_contain_text("碰上节假日请先确认")
    assert len(now(phone)) == 5


def test_the_day_before_what_is_not_known_says_so(phone: Page) -> None:
    at(phone, "2026-12-31T19:00")
    assert all("明天 09:00" in line for line in later(phone))
    expect(phone.locator('[data-part="clock"]')).to_contain_text("节假日安排只知道到 2026-12-31")


def test_without_a_script_the_hours_stand_there(open_page: OpenPage) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    page.goto("contacts/")
    expect(page.locator(".pb-contact").nth(1)).to_contain_text("09:00–18:00")
    expect(page.locator('[data-part="reach"]')).to_be_hidden()


def test_cards_are_saved_one_or_all(phone: Page) -> None:
    phone.goto("contacts/")
    with phone.expect_download() as saved:
        phone.get_by_role("link", name="存进通讯录").nth(1).tap()
    assert saved.value.suggested_filename == "nanjing-manager.vcf"
    link = phone.get_by_role("link", name="全部存进通讯录").get_attribute("href") or ""
    roles = [card.fn.value for card in vobject.readComponents(unquote(link.partition(",")[2]))]
    assert roles == ["杭州中心经理", *OFFICE]
