"""What is typed is there at the next visit, however soon the page goes: loaded anew, closed, or killed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.ledger.test_ledger import opened
from tests.support.incident_page import begin, kept
from tests.support.kept import drop, hold
from tests.support.patience import until

type Open = Callable[[Page], None]

DRAFTS = "() => Object.keys(localStorage).concat(Object.keys(sessionStorage)).filter((key) => /draft/.test(key))"


def incident(page: Page) -> None:
    begin(page)
    page.locator('[data-part="end"]').evaluate("details => { details.open = true; }")


def ledger(page: Page) -> None:
    opened(page)
    page.locator('[data-action="add"]').click()


def row(page: Page) -> None:
    opened(page)
    hold(page, "ledger", {"id": "a", "version": 1, "cells": {"part": "灯", "customer": "赵女士"}})
    page.reload()
    page.locator('[data-part="rows"] [data-action="edit"]').click()


def scripts(page: Page) -> None:
    page.goto("scripts/")
    expect(page.locator("playbook-script form").first).to_be_visible()


def scripts_of_an_incident(page: Page) -> None:
    begin(page)
    page.goto(page.url.replace("incidents/#", "scripts/#"))
    expect(page.locator('[data-incident][aria-pressed="true"]:not([data-incident=""])')).to_be_visible()


PLACES = [
    (incident, "#incident-customer"),
    (incident, "#incident-note-text"),
    (incident, "#incident-cost-text"),
    (incident, "#incident-cost-yuan"),
    (incident, '[data-part="finish"] [name="root_cause"]'),
    (ledger, '[data-part="editor"] [name="part"]'),
    (row, '[data-part="editor"] [name="part"]'),
    (scripts, '[name="customer"] >> nth=0'),
    (scripts_of_an_incident, '[name="customer"] >> nth=0'),
]


def calculator(page: Page) -> None:
    page.goto("calculators/response-level/")
    expect(page.locator("playbook-calculator")).to_be_visible()


@pytest.mark.parametrize(("place", "field"), [*PLACES, (calculator, '[name="ltv"]')])
def test_what_is_typed_outlives_loading_the_page_again_at_once(place: Open, field: str, phone: Page) -> None:
    place(phone)
    phone.locator(field).evaluate("""(field) => {
        field.value = "雷达 7";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        location.reload(); // before anything that waits can come to its turn
    }""")
    phone.wait_for_load_state("load")
    expect(phone.locator(field)).to_have_value("雷达 7")


@pytest.mark.parametrize(("place", "field"), [PLACES[0], PLACES[1], PLACES[6], PLACES[8]])
def test_what_is_typed_outlives_a_page_that_is_killed(place: Open, field: str, phone: Page) -> None:
    place(phone)
    address = phone.url
    phone.evaluate("() => { Object.defineProperty(document, 'visibilityState', { get: () => 'visible' }); }")
    phone.evaluate("() => { IDBObjectStore.prototype.put = function () { this.transaction.abort(); }; }")
    phone.locator(field).fill("雷达 7")
    context = phone.context
    phone.close()
    again = context.new_page()
    again.goto(address)
    expect(again.locator(field)).to_have_value("雷达 7")


def test_what_was_typed_is_moved_to_the_record_at_the_next_visit(phone: Page) -> None:
    begin(phone)
    phone.evaluate("() => { IDBObjectStore.prototype.put = function () { this.transaction.abort(); }; }")
    phone.locator("#incident-customer").fill("赵女士")
    expect(phone.locator('playbook-incidents > [data-part="failure"]')).to_be_visible()
    phone.reload()
    until(lambda: kept(phone)[0]["values"] == {"customer": "赵女士"})
    until(lambda: phone.evaluate(DRAFTS) == [])


def test_what_was_kept_or_given_up_does_not_come_back(phone: Page) -> None:
    incident(phone)
    phone.locator("#incident-note-text").fill("打过电话")
    phone.locator('[data-part="note"] button').tap()
    expect(phone.locator('[data-part="notes"] li')).to_have_count(1)
    phone.reload()
    expect(phone.locator('[data-part="notes"] li')).to_have_count(1)
    expect(phone.locator("#incident-note-text")).to_have_value("")
    ledger(phone)
    phone.locator('[data-part="editor"] [name="part"]').fill("雷达")
    phone.locator('[data-action="cancel"]').click()
    phone.reload()
    expect(phone.locator('[data-part="none"]')).to_be_visible()
    expect(phone.locator('[data-part="editor"]')).to_be_hidden()


def note(page: Page) -> None:
    page.locator('[data-part="note"] button').tap()
    expect(page.locator('[data-part="notes"] li')).to_have_count(1)


def row_kept(page: Page) -> None:
    page.locator('[data-part="editor"] [type="submit"]').click()
    expect(page.locator('[data-part="rows"] tbody tr')).to_have_count(1)


def row_cancelled(page: Page) -> None:
    page.locator('[data-action="cancel"]').click()


@pytest.mark.provokes_errors
@pytest.mark.parametrize(
    ("place", "field", "end"),
    [
        (incident, "#incident-note-text", note),
        (ledger, '[data-part="editor"] [name="part"]', row_kept),
        (ledger, '[data-part="editor"] [name="part"]', row_cancelled),
    ],
)
def test_what_a_new_tab_goes_on_with_is_ended_there(place: Open, field: str, end: Open, phone: Page) -> None:
    phone.context.route("**/runtime/*", lambda route: route.abort())  # what Python says of a cell is not looked at here
    place(phone)
    phone.locator(field).fill("雷达 7")
    context, address = phone.context, phone.url
    phone.close()
    again = context.new_page()
    again.goto(address)
    expect(again.locator(field)).to_have_value("雷达 7")
    end(again)
    until(lambda: again.evaluate(DRAFTS) == [])


def test_what_is_typed_for_an_incident_that_is_gone_leaves_no_draft(phone: Page) -> None:
    scripts_of_an_incident(phone)
    drop(phone, "incident")
    phone.locator('[name="customer"] >> nth=0').fill("雷达 7")
    expect(phone.locator('[data-failure="gone"] >> visible=true')).to_have_count(1)
    assert phone.evaluate(DRAFTS) == []
