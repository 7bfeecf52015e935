"""The whole path on a phone, for one hand: a shortage is reported, and a finished message is in the clipboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PHONE, OpenPage
from tests.support.decided import cell_of, tree

MOST = 8
CUSTOMER = {"deadline_hours": "24", "ltv": "150000"}


class Hand:
    """Counts what a thumb does besides typing, and taps only what a thumb can: things it can see and hit."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, target: Locator) -> None:
        self.taps += 1
        expect(target).to_be_visible()
        box = target.bounding_box()
        assert box and min(box["width"], box["height"]) >= 24
        target.tap()

    def type(self, text: str) -> None:
        """Type into the field that has the focus, and go on to the next one by the keyboard's own key."""
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")


def answer(page: Page, hand: Hand) -> None:
    """Tap what holds for the customer at the question that is asked."""
    number = page.locator(".pb-ask:visible").get_attribute("data-node")
    asked = tree()["nodes"][int(number or 0)]
    factor = tree()["factors"][asked["factor"]]
    cell = cell_of(factor, CUSTOMER[factor["id"]])
    place = next(place for place, option in enumerate(asked["options"]) if cell in option["cells"])
    hand.tap(page.locator(".pb-ask:visible button").nth(place))
    expect(page.locator(f'.pb-ask[data-node="{number}"]')).to_be_hidden()


def by_questions(page: Page, hand: Hand) -> None:
    hand.tap(page.get_by_role("main").get_by_role("link", name="问答定级"))
    page.wait_for_url("**/decide/**")
    for _ in CUSTOMER:
        answer(page, hand)
    expect(page.locator('playbook-decide [data-result="level"]')).to_have_attribute("data-value", "1")


def by_calculator(page: Page, hand: Hand) -> None:
    hand.tap(page.get_by_role("main").get_by_role("link", name="级别计算器"))
    page.wait_for_url("**/response-level/**")
    hand.tap(page.locator("#ltv"))
    page.keyboard.insert_text(CUSTOMER["ltv"])
    hand.tap(page.locator("#deadline_hours"))
    page.keyboard.insert_text(CUSTOMER["deadline_hours"])
    expect(page.locator('[data-result="level"]')).to_have_attribute("data-value", "1")


# With the promise approved there is one box more to tick and one blank more to fill.
@pytest.mark.parametrize(
    ("way", "promised"),
    [(by_questions, False), (by_questions, True), (by_calculator, False), (by_calculator, True)],
)
def test_from_the_shortage_to_the_copied_words_in_few_taps(
    way: Callable[[Page, Hand], None], promised: bool, open_page: OpenPage
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"], **PHONE)
    hand = Hand(page)
    page.goto("")
    way(page, hand)
    hand.tap(page.get_by_role("link", name="开始处理，计时").locator("visible=true"))
    page.wait_for_url("**/incidents/#incident=*")
    hand.tap(page.get_by_role("link", name="客户今天必须用车").locator("visible=true"))
    page.wait_for_url("**/scripts/#incident=*")
    script = page.locator('playbook-script[name="vip-today"]')
    hand.tap(script.locator("input[data-kind]").first)
    for text in ("赵女士", "杭州", "下午 5 点", *(["800"] if promised else [])):
        hand.type(text)
    if promised:
        hand.tap(script.locator(".pb-option"))
    hand.tap(script.get_by_role("button", name="复制全文"))
    expect(script.locator('[data-copied="clipboard"]')).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("赵女士，我知道您今天必须用车。")
    assert "请杭州中心查现货" in copied
    assert "下午 5 点我打给您" in copied
    assert ("800 元以内" in copied) == promised
    assert "【" not in copied
    assert hand.taps == (8 if promised else 7) <= MOST
    # The incident has it all, for the next message.
    expect(script.locator('[data-part="remembered"]')).to_be_visible()
    page.reload()
    expect(script.locator("input[data-kind]").first).to_have_value("赵女士")
