"""Ticks of checklists: kept on the device, counted, cleared; on paper and without a script plain lists."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PHONE, OpenPage
from tests.support.handbooks import default
from tests.support.kept import HANDBOOK, hold, records
from tests.support.patience import until

NAME = "checklists/actions"
PAGE = f"{NAME}/"
DATABASE = f"{HANDBOOK} checklists"
NO_STORE = "Object.defineProperty(window, 'indexedDB', { value: undefined });"
REFUSED = "IDBObjectStore.prototype.put = function () { this.transaction.abort(); };"


def lists(page: Page) -> Locator:
    return page.locator("playbook-checklist")


def count(page: Page, place: int = 0) -> Locator:
    return lists(page).nth(place).get_by_role("status")


def kept(page: Page) -> list[str]:
    """The lists that are on disk with ticks, sorted."""
    held = records(page, "checklist", DATABASE)
    return sorted(f"{one['id']}: {line}" for one in held for line in one["ticked"])


def test_ticks_are_kept_counted_and_cleared(phone: Page) -> None:
    phone.goto(PAGE)
    expect(count(phone)).to_have_text("已勾 0 / 3")
    clear = lists(phone).first.get_by_role("button", name="清除勾选")
    expect(clear).to_be_hidden()
    words = phone.get_by_text("整理紧急联系人，存进手机")
    assert (words.bounding_box() or {"height": 0})["height"] >= 44
    words.click()
    lists(phone).nth(1).get_by_role("checkbox").last.check()
    expect(count(phone)).to_have_text("已勾 1 / 3")
    until(lambda: [line.partition(":")[0] for line in kept(phone)] == [f"{NAME}#month", f"{NAME}#week"])
    phone.reload()
    expect(count(phone)).to_have_text("已勾 1 / 3")
    expect(lists(phone).first.get_by_role("checkbox").nth(1)).to_be_checked()
    clear.click()
    expect(count(phone)).to_have_text("已勾 0 / 3")
    expect(clear).to_be_hidden()
    phone.reload()
    expect(count(phone, 1)).to_have_text("已勾 1 / 3")
    expect(count(phone)).to_have_text("已勾 0 / 3")


def test_another_tab_shows_the_same(phone: Page) -> None:
    phone.goto(PAGE)
    other = phone.context.new_page()
    other.goto(phone.url)
    lists(other).first.get_by_role("checkbox").first.check()
    expect(count(phone)).to_have_text("已勾 1 / 3")
    other.close()


def test_ticks_that_cannot_be_read_begin_anew_and_leave_nothing(phone: Page) -> None:
    phone.goto(PAGE)
    hold(phone, "checklist", {"id": f"{NAME}#week", "ticked": {"toString": None}}, DATABASE)
    phone.reload()
    expect(count(phone)).to_have_text("已勾 0 / 3")
    lists(phone).first.get_by_role("checkbox").first.check()
    until(lambda: len(kept(phone)) == 1)
    phone.reload()
    expect(count(phone)).to_have_text("已勾 1 / 3")
    assert len(records(phone, "checklist", DATABASE)) == 1


@pytest.mark.parametrize(("spoilt", "said"), [(NO_STORE, "unavailable"), (REFUSED, "blocked")])
def test_where_nothing_is_kept_ticks_stay_on_the_screen_and_it_is_said(spoilt: str, said: str, phone: Page) -> None:
    phone.add_init_script(spoilt)
    phone.goto(PAGE)
    expect(count(phone)).to_have_text("已勾 0 / 3")
    expect(lists(phone).first.get_by_role("alert")).to_be_hidden()
    lists(phone).first.get_by_role("checkbox").first.check()
    expect(lists(phone).first.get_by_role("alert")).to_contain_text(getattr(default().interface.labels.storage, said))
    expect(count(phone)).to_have_text("已勾 1 / 3")


def test_on_paper_the_boxes_are_empty(phone: Page) -> None:
    phone.goto(PAGE)
    lists(phone).first.get_by_role("checkbox").first.check()
    phone.emulate_media(media="print")
    expect(count(phone)).to_be_hidden()
    expect(lists(phone).first.get_by_role("checkbox").first).to_be_hidden()
    drawn = "(line) => getComputedStyle(line, '::before').content"
    assert lists(phone).first.locator("li").first.evaluate(drawn) == '""'


def test_without_a_script_it_is_a_plain_list(open_page: OpenPage) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    page.goto(PAGE)
    expect(lists(page).first.locator("li")).to_have_count(3)
    expect(page.locator("playbook-checklist .pb-checked").first).to_be_hidden()
    expect(page.get_by_role("checkbox")).to_have_count(0)
