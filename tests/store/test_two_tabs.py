"""What two tabs change of one record is kept of both; where both change the same, the reader is shown both texts."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.ledger.test_ledger import labels, opened
from tests.support.incident_page import begin, kept, part
from tests.support.kept import records
from tests.support.patience import until

ROW = {"date": "2026-06-15", "part": "灯", "extra_cost": 780, "lead_time": "5 小时"}


def other_tab(page: Page) -> Page:
    other = page.context.new_page()
    other.goto(page.url)
    return other


def conflicts(page: Page) -> Locator:
    return page.locator('[data-part="conflicts"]:visible > div')


def cells(page: Page) -> list[dict[str, Any]]:
    return [row["cells"] for row in records(page, "ledger")]


def edit(page: Page, **values: str) -> None:
    page.locator('[data-part="rows"] [data-action="edit"]').click()
    for name, value in values.items():
        page.locator(f'[data-part="editor"] [name="{name}"]').fill(value)


def save(page: Page) -> None:
    page.locator('[data-part="editor"] [type="submit"]').click()


@pytest.fixture
def ledgers(phone: Page) -> tuple[Page, Page]:
    """The ledger in two tabs, with one row."""
    phone.context.route("**/runtime/*", lambda route: route.abort())  # what Python says of a cell is not looked at here
    opened(phone, [ROW])
    other = other_tab(phone)
    expect(other.locator('[data-part="rows"] [data-action="edit"]')).to_be_visible()
    return phone, other


@pytest.mark.provokes_errors
def test_cells_of_one_row_that_two_tabs_change_are_kept_of_both(ledgers: tuple[Page, Page]) -> None:
    one, other = ledgers
    edit(one, part="刹车片")
    edit(other, customer="赵女士")
    save(one)
    expect(other.locator('[data-part="rows"] [data-column="part"]')).to_have_text("刹车片")  # it is drawn there, too
    expect(other.locator('[data-part="editor"] [name="part"]')).to_have_value("刹车片")
    save(other)
    expect(one.locator('[data-part="rows"] [data-column="customer"]')).to_have_text("赵女士")
    assert cells(one) == [ROW | {"part": "刹车片", "customer": "赵女士"}]


@pytest.mark.provokes_errors
@pytest.mark.parametrize(("take", "text"), [("take-here", "电池"), ("take-there", "刹车片")])
def test_a_cell_that_both_change_is_shown_with_both_texts(take: str, text: str, ledgers: tuple[Page, Page]) -> None:
    one, other = ledgers
    edit(one, part="刹车片")
    edit(other, part="电池", customer="赵女士")
    save(one)
    expect(other.locator('[data-part="rows"] [data-column="part"]')).to_have_text("刹车片")
    save(other)
    expect(conflicts(other)).to_contain_text("刹车片")
    expect(conflicts(other)).to_contain_text("电池")
    expect(other.locator('[data-part="said"]')).to_be_hidden()
    assert cells(other) == [ROW | {"part": "刹车片"}]
    other.locator(f'[data-action="{take}"]').click()
    save(other)
    expect(one.locator('[data-part="rows"] [data-column="customer"]')).to_have_text("赵女士")
    assert cells(one) == [ROW | {"part": text, "customer": "赵女士"}]


@pytest.mark.provokes_errors
def test_a_row_that_another_tab_removed_is_not_half_kept(ledgers: tuple[Page, Page]) -> None:
    one, other = ledgers
    edit(other, part="电池")
    one.once("dialog", lambda dialog: dialog.accept())
    one.locator('[data-part="rows"] [data-action="remove"]').click()
    expect(other.locator('[data-part="none"]')).to_be_visible()
    save(other)
    expect(other.locator('[data-part="refused"]')).to_have_text(labels().gone)
    save(other)
    expect(other.locator('[data-part="said"]')).to_have_text(labels().kept)
    (row,) = cells(other)
    assert row == {name: str(value) for name, value in (ROW | {"part": "电池"}).items()}


@pytest.mark.parametrize(("take", "text"), [("take-here", "李先生"), ("take-there", "赵女士")])
def test_a_value_of_an_incident_that_both_change_is_shown_with_both_texts(take: str, text: str, phone: Page) -> None:
    begin(phone)
    other = other_tab(phone)
    expect(part(other, "name")).to_be_visible()
    other.evaluate("() => { IDBObjectStore.prototype.put = function () { this.transaction.abort(); }; }")
    other.locator("#incident-customer").fill("李先生")
    other.locator("#incident-part").fill("灯")
    expect(other.locator('playbook-incidents > [data-part="failure"]')).to_be_visible()
    phone.locator("#incident-customer").fill("赵女士")
    expect(part(phone, "name")).to_have_text("赵女士")
    expect(other.locator("#incident-customer")).to_have_value("李先生")
    other.reload()
    expect(conflicts(other)).to_contain_text("赵女士")
    expect(conflicts(other)).to_contain_text("李先生")
    until(lambda: kept(phone)[0]["values"] == {"customer": "赵女士", "part": "灯"})
    other.locator(f'[data-action="{take}"]:visible').tap()
    expect(conflicts(other)).to_have_count(0)
    until(lambda: kept(phone)[0]["values"] == {"customer": text, "part": "灯"})


def test_values_typed_in_the_scripts_and_on_the_incidents_page_are_kept_of_both(phone: Page) -> None:
    begin(phone)
    scripts = phone.context.new_page()
    scripts.goto(phone.url.replace("incidents/#", "scripts/#"))
    expect(scripts.locator('[data-incident][aria-pressed="true"]:not([data-incident=""])')).to_be_visible()
    scripts.locator('[name="customer"]').first.fill("赵女士")
    expect(phone.locator("#incident-customer")).to_have_value("赵女士")
    phone.locator("#incident-part").fill("灯")
    expect(scripts.locator('[name="part"]').first).to_have_value("灯")
    until(lambda: kept(phone)[0]["values"] == {"customer": "赵女士", "part": "灯"})
