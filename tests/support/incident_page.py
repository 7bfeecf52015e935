"""The page on which incidents are run, as tests see it."""

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.pages import incidents
from tests.support.browser import ROOT
from tests.support.kept import records

REPORTED = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@cache
def handbook() -> Handbook:
    return load(ROOT / "playbook/content", ROOT / "site_config", ROOT)


@cache
def data() -> dict[str, Any]:
    run = handbook().incidents
    assert run
    return incidents.data(handbook(), run)


def plan(level: int) -> dict[str, Any]:
    return next(plan for plan in data()["plans"] if plan["level"] == level)


def step(level: int, name: str) -> dict[str, Any]:
    return next(step for step in plan(level)["steps"] if step["id"] == name)


def shown(page: Page) -> Locator:
    return page.locator(".pb-running")


def part(page: Page, name: str) -> Locator:
    return shown(page).locator(f'[data-part="{name}"]')


def box(page: Page, name: str, place: int) -> Locator:
    return shown(page).locator(f'[value="{name}.{place}"]')


def tick_all(page: Page, level: int, name: str) -> None:
    for place in range(len(step(level, name)["checks"])):
        box(page, name, place).tap()
        expect(box(page, name, place)).to_be_checked()


def due(page: Page) -> list[tuple[str, str]]:
    """What is to be done next, and by when."""
    lines = part(page, "due").locator("li").all()
    return [tuple(line.locator(f'[data-part="{name}"]').inner_text() for name in ("text", "by")) for line in lines]  # type: ignore[misc]


def kept(page: Page, kind: str = "incident") -> Any:
    return records(page, kind)


def begin(page: Page, level: int = 1, **more: Any) -> None:
    page.goto("incidents/#" + "&".join(f"{key}={value}" for key, value in ({"start": level} | more).items()))
    page.wait_for_url("**/incidents/#incident=*")  # until then the one before may be shown
    expect(part(page, "name")).to_be_focused()


def at(moment: datetime) -> str:
    """A moment as the page says it on the day of the report."""
    days = {0: "今天", 1: "明天", 2: "后天"}
    day = days.get((moment.date() - REPORTED.date()).days, f"{moment.month}月{moment.day}日")
    return f"最晚 {day} {moment:%H:%M}"
