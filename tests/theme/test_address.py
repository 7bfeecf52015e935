"""An address that went through a chat app says what it said before."""

import pytest
from playwright.sync_api import Page, expect

HIGH = "calculators/response-level/#ltv=5&safety=high"


@pytest.mark.parametrize(
    "appended",
    [
        "#wechat_redirect", "&from=singlemessage&isappinstalled=0", "&shareTo=x#wechat_redirect",
        "&utm_source=dingtalk", "%23wechat_redirect", "?from=singlemessage&isappinstalled=0",
        "%3Ffrom%3Dsinglemessage", "%20", "。", "，", ")", "%",
    ],
)  # fmt: skip
def test_inputs_stay_what_they_were(appended: str, phone: Page) -> None:
    phone.goto(HIGH + appended)
    expect(phone.locator('[name="safety"][value="high"]')).to_be_checked()
    expect(phone.locator('[data-result="level"]')).to_have_attribute("data-value", "1")
    expect(phone.locator('[data-part="dropped"]')).to_be_hidden()
    phone.wait_for_url(f"**/{HIGH}")


@pytest.mark.parametrize(
    "hash_", ["##ltv=5&safety=high", "#%23ltv=5&safety=high", "#ltv%3D5%26safety%3Dhigh", "#ltv=5&amp;safety=high"]
)
def test_an_address_that_was_encoded_anew_says_the_same(hash_: str, phone: Page) -> None:
    phone.goto("calculators/response-level/" + hash_)
    expect(phone.locator('[data-result="level"]')).to_have_attribute("data-value", "1")
    expect(phone.locator('[data-part="dropped"]')).to_be_hidden()
    phone.wait_for_url(f"**/{HIGH}")


@pytest.mark.parametrize("appended", ["%23wechat_redirect", "。", "%"])
def test_the_questions_take_an_answer_with_something_stuck_to_it(appended: str, phone: Page) -> None:
    phone.goto(f"decide/#deadline_hours=24&ltv=5&safety=high{appended}")
    expect(phone.locator('playbook-decide [data-result="level"]')).to_have_attribute("data-value", "1")
    expect(phone.locator('[data-part="dropped"]')).to_be_hidden()


@pytest.mark.parametrize("appended", ["&shareTo=x", "#wechat_redirect", "&from=groupmessage"])
def test_an_anchor_is_gone_to(appended: str, phone: Page) -> None:
    phone.goto("scripts/#cannot-transfer" + appended)
    phone.wait_for_url("**/scripts/#cannot-transfer")
    expect(phone.locator("#cannot-transfer")).to_be_in_viewport()


def test_what_is_appended_while_the_page_is_open_goes_too(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=5")
    phone.evaluate("location.hash = 'ltv=5&safety=high#wechat_redirect'")
    expect(phone.locator('[name="safety"][value="high"]')).to_be_checked()
    phone.wait_for_url(f"**/{HIGH}")
    phone.goto("sop/#wechat_redirect")
    phone.wait_for_url("**/sop/")
