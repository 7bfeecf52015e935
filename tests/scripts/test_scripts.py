"""Scripts in Chromium: blanks become fields, the words fill, and what is not ready to be said cannot be copied."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support import clock
from tests.support.browser import PHONE, OpenPage
from tests.support.handbooks import default

SCRIPT = "can-transfer"
FILLED = {"customer": "赵女士", "part": "空调压缩机", "city": "杭州", "arrival": "明天上午", "amount": "600"}
NO_API = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
DENIED = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
NO_COMMAND = "document.execCommand = () => false;"
COMMAND_THROWS = "document.execCommand = () => { throw new Error('no'); };"


def words(name: str, values: dict[str, str], approved: tuple[str, ...] = ()) -> str:
    """What the script says with these blanks, and these promises approved."""
    script = default().scripts[name]
    said = script.body
    for item in script.commitments:
        said = said.replace(f"{{{item.id}}}", item.words if item.id in approved else "\0")
    lines = "\n".join(line for line in said.strip().splitlines() if line != "\0")
    paragraphs = [part.strip("\n") for part in re.split(r"\n(?:\s*\n)+", lines) if part.strip()]
    return "\n\n".join(paragraphs).format(**values)


def script(page: Page, name: str = SCRIPT) -> Locator:
    return page.locator(f'playbook-script[name="{name}"]')


def fill(page: Page, values: dict[str, str], name: str = SCRIPT) -> None:
    for field, value in values.items():
        script(page, name).locator(f'[name="{field}"]').fill(value)


def copy(page: Page, name: str = SCRIPT) -> None:
    script(page, name).locator('[data-action="copy"]').tap()


def said(page: Page, way: str) -> None:
    """Expect the reader to be told of this way, and of no other."""
    expect(script(page).locator(f'[data-copied="{way}"]')).to_be_visible()
    expect(script(page).locator("[data-copied]:visible")).to_have_count(1)


def pasted(page: Page) -> str:
    """What the clipboard holds, by the reader's own hand."""
    page.evaluate("document.body.append(document.createElement('textarea'))")
    page.locator("body > textarea").press("Control+v")
    return page.locator("body > textarea").input_value()


@pytest.mark.parametrize(
    ("spoilt", "way"),
    [
        ("", "clipboard"),
        (DENIED, "clipboard"),
        (NO_API, "clipboard"),
        (DENIED + NO_COMMAND, "selection"),
        (NO_API + COMMAND_THROWS, "selection"),
    ],
    ids=["granted", "denied", "no-api", "denied-and-no-command", "nothing"],
)
def test_the_finished_words_are_copied_or_left_selected(spoilt: str, way: str, open_page: OpenPage) -> None:
    granted = [] if spoilt else ["clipboard-read", "clipboard-write"]
    page = open_page(permissions=granted, **PHONE)
    page.add_init_script(spoilt)
    page.goto("scripts/")
    fill(page, FILLED)
    script(page).get_by_role("checkbox").check()
    copy(page)
    said(page, way)
    expected = words(SCRIPT, FILLED, ("fee",))
    selected = "() => getSelection().toString().trim()"
    assert (page.evaluate(selected) if way == "selection" else pasted(page)) == expected


def test_every_script_is_copied_as_it_is_written(open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"], **PHONE)
    page.goto("scripts/")
    for name, text in default().scripts.items():
        values = {blank.id: "12" for blank in text.placeholders}
        approved = tuple(item.id for item in text.commitments)
        for ticked in ((), approved):
            for box in ticked:
                script(page, name).locator(f'[value="{box}"]').check()
            fill(page, values, name)
            page.evaluate("navigator.clipboard.writeText('')")
            copy(page, name)
            expect(script(page, name).locator('[data-copied="clipboard"]')).to_be_visible()
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied.endswith(words(name, values, ticked)), name
            assert copied.count("\n\n\n") == 0, name


def test_nothing_is_copied_before_the_blanks_are_filled(phone: Page) -> None:
    phone.goto("scripts/")
    fill(phone, {"customer": "赵女士", "city": "  "})
    copy(phone)
    first = script(phone).locator('[data-field="part"]')
    expect(first.locator("input")).to_be_focused()
    expect(first.locator("[data-error]")).to_have_text("请先填“配件”")
    expect(script(phone).locator("[data-error]:visible")).to_have_count(3)
    expect(script(phone).locator("[data-copied]:visible")).to_have_count(0)
    fill(phone, {"part": "雷达"})
    expect(script(phone).locator("[data-error]:visible")).to_have_count(0)


def test_a_promise_is_said_once_it_is_approved_and_then_needs_its_amount(phone: Page) -> None:
    phone.goto("scripts/")
    fill(phone, FILLED | {"amount": ""})
    promise = script(phone).locator("[data-commitment]")
    expect(promise).to_be_hidden()
    copy(phone)
    expect(script(phone).locator("[data-copied]:visible")).to_have_count(1)
    script(phone).get_by_role("checkbox").check()
    expect(promise).to_be_visible()
    expect(script(phone).locator("[data-copied]:visible")).to_have_count(0)
    for faulty in ("", "六百", "600元"):
        fill(phone, {"amount": faulty})
        copy(phone)
        expect(script(phone).locator('[name="amount"]')).to_be_focused()
        expect(script(phone).locator('[data-field="amount"] [data-error]')).to_be_visible()
    fill(phone, {"amount": "600"})
    expect(promise).to_have_text(words(SCRIPT, FILLED, ("fee",)).split("\n\n")[2])


def test_what_is_typed_stands_in_the_words_and_in_the_other_scripts(phone: Page) -> None:
    phone.goto("scripts/")
    speech = script(phone).locator(".pb-speech")
    blank = speech.locator('[data-blank="part"]')
    expect(blank).to_have_text("【配件】")
    fill(phone, {"part": "<b>雷达</b>"})
    expect(blank).to_have_text("<b>雷达</b>")
    fill(phone, {"part": ""})
    expect(blank).to_have_text("【配件】")


def test_enter_goes_from_field_to_field_and_to_the_button(desktop: Page) -> None:
    desktop.goto("scripts/")
    names = list(FILLED)
    script(desktop).locator(f'[name="{names[0]}"]').focus()
    for name in names:
        expect(script(desktop).locator(f'[name="{name}"]')).to_be_focused()
        desktop.keyboard.type(FILLED[name])
        desktop.keyboard.press("Enter")
    expect(script(desktop).locator('[data-action="copy"]')).to_be_focused()
    expect(script(desktop).locator(".pb-speech")).to_contain_text("杭州中心有现货")


def test_times_are_the_handbooks_wherever_the_phone_thinks_it_is(open_page: OpenPage) -> None:
    page = open_page(timezone_id="America/New_York", **PHONE)
    clock.stop(page, datetime.fromisoformat("2026-03-02T11:05:00+08:00"))
    page.goto("scripts/")
    chips = script(page).locator('[data-field="arrival"] button')
    assert [chip.inner_text().split() for chip in chips.all()] == [
        ["4", "小时后", "今天", "15:15"],
        ["24", "小时后", "明天", "11:15"],
        ["48", "小时后", "后天", "11:15"],
    ]
    chips.nth(1).tap()
    expect(script(page).locator('[name="arrival"]')).to_have_value("明天 11:15")
    expect(script(page).locator(".pb-speech")).to_contain_text("预计明天 11:15到店")
    moment = script(page).locator('[data-part="moment"]')
    expect(moment).to_have_text("今天 13:05")
    page.clock.run_for(3_600_000)
    expect(moment).to_have_text("今天 14:05")
    expect(chips.first).to_contain_text("今天 16:15")


def test_an_update_is_promised_where_the_script_promises_one(phone: Page) -> None:
    phone.goto("scripts/")
    for name, text in default().scripts.items():
        promise = script(phone, name).locator('[data-part="promise"]')
        expect(promise).to_be_visible(visible=text.update_every_hours is not None)


def test_the_words_are_shared_where_the_phone_can(phone: Page) -> None:
    phone.add_init_script("navigator.share = async ({ text }) => { window.shared = text; };")
    phone.goto("scripts/")
    share = script(phone).locator('[data-action="share"]')
    share.tap()
    expect(script(phone).locator('[name="customer"]')).to_be_focused()
    fill(phone, FILLED)
    share.tap()
    assert phone.evaluate("window.shared") == words(SCRIPT, FILLED)


@pytest.mark.parametrize(("reason", "ways"), [("AbortError", 0), ("NotAllowedError", 1)])
def test_sharing_that_fails_copies_unless_the_reader_went_back(reason: str, ways: int, phone: Page) -> None:
    phone.add_init_script(f"navigator.share = () => Promise.reject(new DOMException('no', '{reason}'));")
    phone.goto("scripts/")
    fill(phone, FILLED)
    script(phone).locator('[data-action="share"]').tap()
    expect(script(phone).locator("[data-copied]:visible")).to_have_count(ways)


def test_where_nothing_can_be_shared_there_is_no_button_for_it(phone: Page) -> None:
    phone.add_init_script("Object.defineProperty(navigator, 'share', { value: undefined });")
    phone.goto("scripts/")
    expect(script(phone).locator('[data-action="copy"]')).to_be_visible()
    expect(script(phone).locator('[data-action="share"]')).to_be_hidden()


def test_a_tab_that_is_loaded_again_still_has_what_was_typed_and_can_forget_it(phone: Page) -> None:
    phone.goto("scripts/")
    fill(phone, FILLED)
    phone.wait_for_function("sessionStorage.getItem('playbook values')?.includes('600')")
    phone.reload()
    expect(script(phone).locator('[name="city"]')).to_have_value("杭州")
    expect(script(phone, "vip-today").locator('[name="customer"]')).to_have_value("赵女士")
    script(phone).locator('[data-action="clear"]').tap()
    phone.wait_for_function("!sessionStorage.getItem('playbook values').includes('600')")
    phone.reload()
    expect(script(phone).locator('[name="city"]')).to_have_value("")


@pytest.mark.provokes_errors  # the theme's own: it does not expect storage that throws
def test_storage_that_throws_does_not_matter(phone: Page) -> None:
    phone.add_init_script("""
        const refuse = () => { throw new DOMException("no", "SecurityError"); };
        Storage.prototype.getItem = Storage.prototype.setItem = IDBFactory.prototype.open = refuse;
    """)
    phone.goto("scripts/")
    fill(phone, FILLED)
    expect(script(phone).locator(".pb-speech")).to_contain_text("杭州")
    copy(phone)
    said(phone, "clipboard")


def test_without_scripts_the_words_stand_with_their_blanks_marked(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto("scripts/")
    expect(page.locator(".pb-fields").first).to_be_hidden()
    expect(script(page).get_by_role("button")).to_have_count(0)
    labels = {blank.id: f"【{blank.label}】" for blank in default().scripts[SCRIPT].placeholders}
    assert script(page).locator(".pb-speech").inner_text() == words(SCRIPT, labels, ("fee",))
