"""Handing a result on, in Chromium: what is copied, the ways of copying, and links with what nobody asks any more."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from playbook.rules.version import version
from tests.support.browser import PHONE, OpenPage
from tests.support.handbooks import default

CASE = "calculators/response-level/#ltv=150000&deadline_hours=24&safety=medium"
PYTHON = '[data-from="python"] [data-result="level"]'
DENIED = "navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); "
NO_API = "Object.defineProperty(navigator, 'clipboard', { value: undefined }); "
NO_COMMAND = "document.execCommand = () => false;"
COMMAND = "document.execCommand = () => (globalThis.copied = getSelection().toString(), true);"


def share(page: Page) -> Locator:
    return page.locator('[data-part="share"]')


def copied(page: Page) -> str:
    """Copy the result that is shown; return the text, which the page shows, too."""
    share(page).get_by_role("button").tap()
    expect(share(page).locator('[data-part="message"]')).to_be_visible()
    return share(page).locator('[data-part="message"]').inner_text()


def test_a_calculators_result_is_copied_for_a_chat(open_page: OpenPage, server: str) -> None:
    page = open_page(**PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.goto(CASE)
    expect(page.locator(PYTHON)).to_have_attribute("data-value", "1")
    text = copied(page)
    expect(share(page).locator('[data-copied="clipboard"]')).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == text
    lines = text.splitlines()
    assert lines[:6] == [
        "缺货应对手册 · 响应级别",
        "响应级别：一级响应",
        "找到配件：2 小时内",
        "到货：24 小时内",
        "本级成本上限：低于 5,000 元",
        "建议成本上限：低于 5,000 元",
    ]
    reasons = lines[lines.index("依据") + 1 : -2]
    assert reasons[0].startswith("1. ")
    assert any("LTV 15 万元（超过 10 万元）" in line for line in reasons)
    assert not any("二级" in line for line in reasons[1:]), "another form's answer is not why"
    assert version(default()).mark in lines[-2]
    assert lines[-1] == f"{server}{CASE}"
    assert len(text) < 700


def test_the_link_in_the_text_gives_the_same_result(phone: Page) -> None:
    phone.goto(CASE)
    expect(phone.locator(PYTHON)).to_have_attribute("data-value", "1")
    phone.locator("#ltv").fill("20000")
    expect(phone.locator(PYTHON)).to_have_attribute("data-value", "2")  # until then the text may still go
    link = copied(phone).splitlines()[-1]
    phone.goto("sop/")
    phone.goto(link)
    shown = phone.locator('[data-result="level"]')
    expect(shown).to_have_attribute("data-value", "2")
    expect(phone.locator("#ltv")).to_have_value("20000")


def test_a_text_copied_before_goes_when_the_result_changes(phone: Page) -> None:
    phone.goto(CASE)
    expect(phone.locator(PYTHON)).to_have_attribute("data-value", "1")
    copied(phone)
    phone.locator("#ltv").fill("20000")
    expect(share(phone).locator('[data-part="message"]')).to_be_hidden()


@pytest.mark.parametrize(
    ("refusal", "way"),
    [
        (DENIED + COMMAND, "clipboard"),
        (DENIED + NO_COMMAND, "selection"),
        (NO_API + COMMAND, "clipboard"),
        (NO_API + NO_COMMAND, "selection"),
    ],
)
def test_every_way_of_copying_says_which_it_was(refusal: str, way: str, phone: Page) -> None:
    phone.add_init_script(refusal)
    phone.goto("decide/#deadline_hours=24&ltv=150000")
    text = copied(phone)
    expect(share(phone).locator(f'[data-copied="{way}"]')).to_be_visible()
    other = {"clipboard": "selection", "selection": "clipboard"}[way]
    expect(share(phone).locator(f'[data-copied="{other}"]')).to_be_hidden()
    held = phone.evaluate("globalThis.copied ?? getSelection().toString()")
    assert held.strip() == text.strip()


def test_the_trees_result_says_what_was_answered(phone: Page, server: str) -> None:
    phone.goto("decide/#deadline_hours=24&ltv=150000")
    lines = copied(phone).splitlines()
    assert "响应级别：一级响应" in lines
    given = lines[lines.index("依据") + 1 : -2]
    assert len(given) == 2
    assert given[0].startswith("1. 期限：")
    assert given[1].startswith("2. LTV：")
    assert version(default()).mark in lines[-2]
    phone.goto(lines[-1])
    expect(phone.locator('playbook-decide [data-result="level"]')).to_have_attribute("data-value", "1")


@pytest.mark.parametrize(
    ("page_name", "given", "kept", "named"),
    [
        ("calculators/response-level/", "ltv=150000&old=5", "ltv=150000", ["old=5"]),
        (
            "decide/",
            "deadline_hours=24&ltv=150000&old=5&safety=extreme",
            "deadline_hours=24&ltv=150000",
            ["old=5", "safety=extreme"],
        ),
    ],
)
def test_what_a_link_held_too_much_is_named_and_the_rest_kept(
    page_name: str, given: str, kept: str, named: list[str], phone: Page
) -> None:
    phone.goto(f"{page_name}#{given}")
    note = phone.locator('[data-part="dropped"]')
    expect(note).to_be_visible()
    for name in named:
        expect(note).to_contain_text(name)
    phone.wait_for_function("kept => location.hash === `#${kept}`", arg=kept)
    main = phone.locator('[data-result="level"], [data-result="score"]').first
    expect(main).to_have_attribute("data-value", re.compile(r"\d"))


@pytest.mark.parametrize(
    ("page_name", "given", "kept", "named", "field", "answer"),
    [
        ("response-level", "ltv=5&safety=extreme", "ltv=5&safety=extreme", "safety=extreme", "safety", "high"),
        ("response-level", "ltv=5&safety=", "ltv=5&safety=", "safety=", "safety", "high"),
        ("response-level", "ltv=5&safety=high&safety=low", "ltv=5&safety=high%7Clow", "high|low", "safety", "high"),
        ("response-level", "ltv=5&safety=high,low", "ltv=5&safety=high,low", "high,low", "safety", "high"),
        (
            "priority-score",
            "waiting_days=9&usability=minor&customer=vip,king",
            "waiting_days=9&usability=minor&customer=vip,king",
            "customer=king",
            "customer",
            "referrer",
        ),
    ],
)
def test_what_a_link_says_unreadably_is_the_readers_to_answer(
    page_name: str, given: str, kept: str, named: str, field: str, answer: str, phone: Page
) -> None:
    phone.goto(f"calculators/{page_name}/#{given}")
    for _ in range(2):
        expect(phone.locator('[data-part="dropped"]')).to_contain_text(named)
        expect(phone.locator(f"#{field}-error")).to_be_visible(timeout=30_000)
        expect(phone.locator('[data-part="result"]')).to_be_hidden()
        phone.wait_for_function("kept => location.hash === `#${kept}`", arg=kept)
        phone.reload()
    phone.locator(f'[name="{field}"][value="{answer}"]').check()
    main = phone.locator('[data-result="level"], [data-result="score"]').first
    expect(main).to_have_attribute("data-value", re.compile(r"\d"))
    expect(phone.locator('[data-part="result"]')).to_be_visible()
    expect(phone.locator(f"#{field}-error")).to_be_hidden()


def test_a_number_given_twice_is_none(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=5&ltv=150000")
    expect(phone.locator("#ltv-error")).to_contain_text("5|150000", timeout=30_000)
    expect(phone.locator('[data-part="result"]')).to_be_hidden()


def test_clearing_the_form_leaves_nothing_of_the_link(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=5&safety=extreme")
    expect(phone.locator("#safety-error")).to_be_visible(timeout=30_000)
    phone.get_by_role("button", name="清空", exact=True).tap()
    phone.locator("#ltv").fill("150000")
    expect(phone.locator('[data-result="level"]')).to_have_attribute("data-value", "1")
    assert phone.evaluate("location.hash") == "#ltv=150000"


def test_of_a_link_that_fits_nothing_is_said(phone: Page) -> None:
    phone.goto("calculators/priority-score/#waiting_days=9&usability=minor&customer=&frequent_emergency=true")
    expect(phone.locator('[data-result="score"]')).to_have_attribute("data-value", "10")
    expect(phone.locator('[data-part="dropped"]')).to_be_hidden()
    phone.evaluate("location.hash = 'waiting_days=9&" + "x" * 5000 + "=1'")
    expect(phone.locator('[data-part="dropped"]')).to_contain_text("xxx…=1")
    phone.get_by_role("button", name="清空", exact=True).tap()
    expect(phone.locator('[data-part="dropped"]')).to_be_hidden()
