"""The tap-through tree in Chromium: one hand on a phone, the address, going back, no script, no network."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import PHONE, OpenPage
from tests.support.decided import cell_of, shipped, tree


def question(page: Page) -> Locator:
    """The one question that is asked."""
    return page.locator(".pb-ask:visible")


def option(page: Page, value: str) -> tuple[Locator, str]:
    """The answer that covers a value, at the question asked, and its words."""
    asked = tree()["nodes"][int(question(page).get_attribute("data-node") or 0)]
    cell = cell_of(tree()["factors"][asked["factor"]], value)
    place, covering = next((i, item) for i, item in enumerate(asked["options"]) if cell in item["cells"])
    return question(page).locator(f'[data-option="{place}"]'), str(covering["label"])


def tap(page: Page, value: str) -> str:
    """Tap the answer that covers a value; return its words."""
    asked = question(page).get_attribute("data-node")
    button, words = option(page, value)
    expect(button).to_contain_text(words)
    button.tap()
    expect(page.locator(f'.pb-ask[data-node="{asked}"]')).to_be_hidden()
    return words


def back(page: Page) -> None:
    """Go back to the first question."""
    page.locator('[data-part="path"] button').first.tap()
    expect(page.locator('[data-part="path"] b:visible')).to_have_count(0)


def chosen(page: Page, value: str) -> None:
    """Expect the answer that covers a value, and no other, to be marked as the one given before."""
    expect(question(page).locator("[aria-current]")).to_have_text(option(page, value)[0].inner_text())


def path(page: Page) -> list[str]:
    """The answers shown as given."""
    return page.locator('[data-part="path"] b').all_inner_texts()


def level(page: Page) -> Locator:
    return page.locator('playbook-decide [data-result="level"]')


def settled(page: Page, number: int) -> None:
    expect(level(page)).to_have_attribute("data-value", str(number))
    expect(level(page)).to_be_visible()


def test_customer_a_is_level_1_in_at_most_three_taps(phone: Page) -> None:
    phone.goto("decide/")
    tap(phone, "24")
    tap(phone, "150000")
    settled(phone, 1)
    level_1 = next(node for node in tree()["nodes"] if node.get("level") == 1)
    for name in ("level", "find_within_hours", "deliver_within_hours", "cost_cap_yuan"):
        shown = phone.locator(f'playbook-decide [data-result="{name}"]')
        expect(shown).to_have_text(level_1["display"][name])
        expect(shown).to_have_attribute("data-value", str(level_1[name]))
    after = phone.locator(".pb-next:visible")
    expect(after).to_have_count(1)
    expect(after.get_by_role("link", name="启动调货")).to_be_visible()
    expect(after.get_by_role("link", name="杭州中心经理")).to_be_visible()
    expect(after.get_by_role("link", name="客户今天必须用车")).to_be_visible()


def test_a_settled_cap_is_shown_and_an_open_one_says_why(phone: Page) -> None:
    phone.goto("decide/#deadline_hours=24&ltv=150000")
    cap = phone.locator('playbook-decide [data-result="advised_cap_yuan"]')
    expect(cap).to_contain_text("安全风险")
    expect(cap).to_have_attribute("data-value", "")
    phone.goto("decide/#deadline_hours=24&ltv=&safety=high")
    expect(cap).to_have_attribute("data-value", "5000")


def test_the_calculator_is_given_the_same_answers(phone: Page) -> None:
    phone.goto("decide/#deadline_hours=24&ltv=150000")
    phone.locator('[data-part="calculator"]').tap()
    phone.wait_for_url(re.compile(r"calculators/response-level/#"))
    expect(phone.locator("#ltv")).to_have_value("150000")
    expect(phone.locator('[data-result="level"]')).to_have_attribute("data-value", "1")


def test_question_and_answers_fit_the_screen_and_the_thumb(phone: Page) -> None:
    phone.goto("decide/")
    for value in ("", "none", "75000", "medium", None):
        foot = question(phone).evaluate("element => element.getBoundingClientRect().bottom")
        assert foot <= PHONE["viewport"]["height"]
        heights = (
            question(phone)
            .get_by_role("button")
            .evaluate_all("buttons => buttons.map((button) => button.getBoundingClientRect().height)")
        )
        assert min(heights) >= 48
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
        if value is not None:
            tap(phone, value)


def test_going_back_keeps_the_answers_that_follow(phone: Page) -> None:
    phone.goto("decide/")
    given = [tap(phone, value) for value in ("", "promised", "", "low", "low", "high")]
    settled(phone, 1)
    assert path(phone) == given
    back(phone)
    chosen(phone, "")
    assert path(phone) == []
    # The answers that the other way asks for, too, are not asked again.
    other = tap(phone, "24")
    settled(phone, 1)
    assert path(phone) == [other, *given[2:]]


def test_an_answer_that_is_too_wide_for_the_other_way_is_asked_again(phone: Page) -> None:
    phone.goto("decide/#deadline_hours=24&ltv=&safety=low&publicity=low&business=low")
    expect(question(phone).locator("h2")).to_have_text("客户现在的处境")
    back(phone)
    tap(phone, "")
    tap(phone, "none")
    # "100 000 or less, or unknown" is no answer where 50 000 matters.
    expect(question(phone).locator("h2")).to_contain_text("LTV")
    expect(question(phone).locator("[aria-current]")).to_have_count(0)


def test_reloading_restores_the_answers_also_after_going_back(phone: Page) -> None:
    phone.goto("decide/")
    tap(phone, "24")
    tap(phone, "150000")
    settled(phone, 1)
    answers = path(phone)
    phone.reload()
    settled(phone, 1)
    assert path(phone) == answers
    back(phone)
    chosen(phone, "24")
    phone.reload()
    chosen(phone, "24")
    tap(phone, "24")
    settled(phone, 1)
    assert path(phone) == answers


def test_the_phones_back_button_goes_back_one_question(phone: Page) -> None:
    phone.goto("decide/")
    first = question(phone).get_attribute("data-node")
    tap(phone, "24")
    second = question(phone).get_attribute("data-node")
    tap(phone, "150000")
    settled(phone, 1)
    phone.go_back()
    expect(question(phone)).to_have_attribute("data-node", str(second))
    chosen(phone, "150000")
    phone.go_back()
    expect(question(phone)).to_have_attribute("data-node", str(first))
    phone.go_forward()
    expect(question(phone)).to_have_attribute("data-node", str(second))


def test_starting_again_forgets_everything(phone: Page) -> None:
    phone.goto("decide/#deadline_hours=24&ltv=150000")
    settled(phone, 1)
    phone.locator('[data-action="restart"]').tap()
    expect(question(phone)).to_be_visible()
    assert path(phone) == []
    expect(question(phone).locator("[aria-current]")).to_have_count(0)
    expect(level(phone)).to_be_hidden()


@pytest.mark.parametrize(
    ("address", "answered"),
    [
        ("ltv=150000&deadline_hours=36.5", 2),
        ("deadline_hours=24", 1),
        ("deadline_hours=&situation=stranded", 2),
        ("deadline_hours=12", 1),
        ("deadline_hours=-1&ltv=150000", 0),
        ("deadline_hours=soon", 0),
        ("deadline_hours=24&ltv=1e99&colour=red&safety=", 1),
        ("colour=red", 0),
        ("deadline_hours=24&ask-again=safety", 1),
        ("top", 0),
    ],
)
def test_an_address_is_followed_as_far_as_it_makes_sense(address: str, answered: int, phone: Page) -> None:
    phone.goto(f"decide/#{address}")
    expect(phone.locator('[data-part="path"] li')).to_have_count(answered)
    expect(phone.locator(".pb-ask:visible, .pb-decided:visible")).to_have_count(1)


def test_a_new_address_is_followed_without_loading(phone: Page) -> None:
    phone.goto("decide/")
    phone.evaluate("location.hash = 'deadline_hours=12'")
    settled(phone, 1)
    phone.evaluate("location.hash = 'then'")
    settled(phone, 1)


def test_the_keyboard_does_and_the_focus_follows(desktop: Page) -> None:
    desktop.goto("decide/")
    question(desktop).get_by_role("button").nth(1).focus()
    desktop.keyboard.press("Enter")
    expect(question(desktop).locator("h2")).to_be_focused()
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    settled(desktop, 1)
    expect(desktop.locator("[data-part='result'] h2")).to_be_focused()
    expect(desktop.locator("[data-part='result']")).to_have_attribute("role", "status")


def test_the_page_needs_no_network_once_it_is_loaded(phone: Page) -> None:
    phone.goto("decide/")
    phone.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    tap(phone, "")
    tap(phone, "stranded")
    settled(phone, 1)


def test_no_python_is_started(phone: Page) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto("decide/#deadline_hours=12")
    settled(phone, 1)
    phone.wait_for_load_state("networkidle")
    assert [url for url in asked if "runtime" in url or "assets/playbook/python-worker-" in url] == []


def test_without_scripts_the_whole_tree_is_readable(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto("decide/")
    expect(page.locator(".pb-live")).to_be_hidden()
    whole = page.locator('[data-part="whole"]')
    badges = whole.locator(".pb-level")
    assert badges.count() == _leaves(shipped()[1].tree.root)
    for badge in badges.all():
        expect(badge).to_be_visible()
    assert set(badges.all_inner_texts()) == {item["name"] for item in shipped()[1].table.rules["levels"]}


def _leaves(place: int) -> int:
    node: Any = shipped()[1].tree.nodes[place]
    return sum(_leaves(option.node) for option in node.options) if hasattr(node, "options") else 1


def test_on_paper_the_whole_tree_is_there(desktop: Page) -> None:
    desktop.goto("decide/")
    expect(desktop.locator('[data-part="whole"] .pb-level').last).to_be_hidden()
    desktop.emulate_media(media="print")
    expect(desktop.locator('[data-part="whole"] .pb-level').last).to_be_visible()
    expect(desktop.locator(".pb-live")).to_be_hidden()


def test_with_scripts_the_whole_tree_can_be_unfolded(phone: Page) -> None:
    phone.goto("decide/")
    whole = phone.locator('[data-part="whole"]')
    expect(whole.locator(".pb-level").first).to_be_hidden()
    whole.locator("summary").tap()
    expect(whole.locator(".pb-level").last).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
