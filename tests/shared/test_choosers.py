"""Buttons that open a file: what the browser draws for that lies unseen within the button, on every page."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("address", ["calculators/monthly-review/", "ledger/", "training/practice/"])
def test_the_browsers_own_input_stays_within_the_button(address: str, phone: Page) -> None:
    phone.goto(address)
    button = phone.locator("label.pb-button", has=phone.locator('[type="file"]')).first
    expect(button).to_be_visible()
    assert button.evaluate("(label) => label.querySelector('input').offsetParent === label")
    assert button.evaluate("(label) => label.querySelector('input').getBoundingClientRect().width") == 1
    button.locator("input").focus()
    expect(button).to_have_css("outline-style", "solid")
