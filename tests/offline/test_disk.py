"""A folder opened from disk, a host that knows no indexes, and a cache that never asks again."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.offline.test_offline import NEWER, deploy, newer
from tests.support.browser import PHONE, PlainHandler, patient, serving
from tests.support.learner import asked


class NoIndexes(PlainHandler):
    """As an object store is: it has files, and no folders."""

    def send_head(self) -> Any:
        if self.path.endswith("/"):
            self.send_error(404)
            return None
        return super().send_head()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = patient(browser.new_context(service_workers="block", **PHONE))
    errors: list[str] = []
    context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert errors == []


LINKS = """links => links.filter(({ protocol }) => ["http:", "file:"].includes(protocol))
    .map(({ href }) => href.split("#")[0])"""


def follows_links(page: Page, start: str, most: int = 1000) -> set[str]:
    """Follow links from page to page, each once; return the addresses reached, without what comes after #."""
    seen: set[str] = set()
    waiting = [start]
    while waiting and len(seen) < most:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address, wait_until="domcontentloaded")
        assert page.locator("h1").count() == 1, address
        links = page.locator("a[href]").evaluate_all(LINKS)
        waiting += [link for link in links if link.endswith((".html", "/"))]
    return seen


def test_from_disk_every_page_is_reached(page: Page, site: Path) -> None:
    reached = follows_links(page, (site / "index.html").as_uri())
    assert reached == {path.as_uri() for path in site.rglob("index.html")}


def test_from_disk_the_search_finds_and_leads_there(page: Page, site: Path) -> None:
    page.goto((site / "sop/index.html").as_uri())
    page.locator("label[for='__search']").first.click()
    page.locator(".md-search__input").fill("代步车")
    page.locator(".md-search__input").press("End")  # the theme listens to keys
    result = page.locator(".md-search-result__item > .md-search-result__link").first
    result.click()
    page.wait_for_url("**/index.html*")
    assert page.locator("h1").count() == 1


def test_from_disk_tables_answer_and_the_rest_says_what_it_needs(page: Page, site: Path) -> None:
    page.goto((site / "calculators/response-level/index.html").as_uri())
    page.locator("#ltv").fill("150000")
    level = page.locator('[data-from="table"] [data-result="level"]')
    expect(level).to_have_attribute("data-value", "1")
    page.goto((site / "calculators/roi/index.html").as_uri() + "#ltv=80000")
    expect(page.locator('[data-failure="disk"]')).to_be_visible()
    page.goto((site / "decide/index.html").as_uri())
    expect(page.locator("[data-offline]")).to_be_hidden()


def test_from_disk_practice_and_exam_ask(page: Page, site: Path) -> None:
    page.goto((site / "training/practice/index.html").as_uri())
    expect(asked(page).locator("[data-choice]").first).to_be_visible()
    page.goto((site / "training/exam/index.html").as_uri() + "#seed=7")
    page.locator('[data-action="start"]').tap()
    expect(asked(page).locator("[data-choice]").first).to_be_visible()


def test_a_host_without_indexes(page: Page, site: Path) -> None:
    with serving(site, NoIndexes) as address:
        reached = follows_links(page, f"{address}/index.html", most=12)
        assert all(link.endswith("/index.html") for link in reached)


def test_behind_a_cache_that_never_asks_again_versions_do_not_mix(page: Page, site: Path, tmp_path: Path) -> None:
    """Pages of both versions come, as the cache has them, each with its own version's scripts and styles."""
    folder = shutil.copytree(site, tmp_path / "site")
    kept: dict[str, bytes] = {}

    class Stubborn(PlainHandler):
        def send_head(self) -> Any:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            if self.path not in kept and path.is_file():
                kept[self.path] = path.read_bytes()
            if self.path not in kept:
                self.send_error(404)
                return None
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(path))
            self.end_headers()
            return BytesIO(kept[self.path])

    with serving(folder, Stubborn) as address:
        page.goto(f"{address}/calculators/")
        deploy(folder, newer)
        page.goto(f"{address}/calculators/")
        assert NEWER not in page.title()
        assert styled(page)
        page.goto(f"{address}/sop/")
        assert NEWER in page.title()
        assert styled(page)


def styled(page: Page) -> bool:
    return bool(
        page.locator("body").evaluate("body => getComputedStyle(body).getPropertyValue('--pb-touch') === '44px'")
    )
