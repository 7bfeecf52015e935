"""A learner at the page: reads the question that is asked, and answers it as the handbook's data say."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from playwright.sync_api import Locator, Page, expect

from playbook.training import page_questions
from tests.support.handbooks import questions
from tests.support.kept import records as stored
from tests.support.patience import until

type Item = Mapping[str, Any]
type Choose = Callable[[Item], str]

CHANCE = """() => {
  let state = 1;
  Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;
}"""
"""Makes the page's chance the same in every run (Lehmer's generator)."""


def pool(page: Page) -> dict[str, Item]:
    """The questions that the page may ask, by id: its own, or all there are."""
    own = page.locator('script[data-part="items"]')
    return {item["id"]: item for item in (json.loads(own.text_content() or "") if own.count() else every())}


@cache
def every() -> list[Item]:
    """All questions of the default handbook."""
    return page_questions.shown(questions()["items"])


def asked(page: Page) -> Locator:
    """The question on the screen."""
    return page.locator(".pb-item")


def current(page: Page, items: dict[str, Item]) -> Item:
    """The question on the screen, as data."""
    return items[asked(page).get_attribute("data-item") or ""]


def right(item: Item) -> str:
    """The id of the right choice."""
    return str(item["answer"])


def wrong(item: Item) -> str:
    """The id of a wrong choice, of one that mistakes the question's own topic where there is one."""
    others = [choice for choice in item["choices"] if choice["id"] != item["answer"]]
    return str(max(others, key=lambda choice: choice.get("topic") == item["topic"])["id"])


def mistaken(item: Item) -> str:
    """The topic that the wrong choice tells of."""
    return next(str(choice.get("topic", item["topic"])) for choice in item["choices"] if choice["id"] == wrong(item))


def take(page: Page, choice: str) -> None:
    """Tap a choice."""
    asked(page).locator(f'[data-choice="{choice}"]').click()


def kept(page: Page, number: int) -> None:
    """Wait until the device keeps so many records."""
    until(lambda: len(stored(page, "learning")) == number, lambda: f"{stored(page, 'learning')} kept, not {number}")


def practise(page: Page, turns: int, choose: Choose) -> list[Item]:
    """Answer so many questions; return them. The next one is on the screen then."""
    items, seen = pool(page), []
    for _ in range(turns):
        item = current(page, items)
        take(page, choose(item))
        number = asked(page).locator('[data-part="number"]').inner_text()
        asked(page).locator('[data-action="next"]').click()
        expect(asked(page).locator('[data-part="number"]')).not_to_have_text(number)
        seen.append(item)
    return seen
