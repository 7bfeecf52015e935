"""Forty things that staff type, in the real search of a built site: the page they want is among the first three."""

from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.support.browser import PHONE, ROOT, OpenPage

QUERIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/search/search-queries.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def addresses() -> dict[str, list[str]]:
    """The wanted pages by query."""
    return {entry["query"]: entry["page"] if isinstance(entry["page"], list) else [entry["page"]] for entry in QUERIES}


def results(page: Page, query: str) -> list[str]:
    """The addresses of what the search box finds, best first: pages and sections as they are listed."""
    box = page.locator(".md-search__input")
    box.fill(query)
    box.press("End")  # the theme listens to keys
    links = page.locator(".md-search-result__item > .md-search-result__link")
    links.first.wait_for()
    found: list[str] = links.evaluate_all("links => links.map((link) => link.href)")
    return found


def test_what_staff_type_is_found(desktop: Page, server: str, addresses: dict[str, list[str]]) -> None:
    assert len(addresses) == 40
    base = urlsplit(server).path
    missed = {}
    for query, wanted in addresses.items():
        desktop.goto("./")  # the box forgets the query before
        first = [urlsplit(address).path.removeprefix(base).strip("/") for address in results(desktop, query)[:3]]
        assert first, query
        if not set(first) & set(wanted):
            missed[query] = first
    assert len(missed) <= 4, missed


def files_asked(page: Page) -> list[str]:
    """The names of the files that the page asks for, a list that grows."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    return asked


def test_where_the_themes_script_runs_at_once_the_index_waits_all_the_same(desktop: Page) -> None:
    asked = files_asked(desktop)
    desktop.goto("sop/")
    desktop.wait_for_function("window.document$ !== undefined")  # the last thing that the theme's script does
    desktop.wait_for_load_state("networkidle")
    assert "search_index.json" not in asked
    assert results(desktop, "LTV")
    assert "search_index.json" in asked


def test_the_index_is_loaded_for_those_who_search_only(phone: Page) -> None:
    asked = files_asked(phone)
    phone.goto("sop/", wait_until="networkidle")
    assert not [name for name in asked if name.startswith(("bundle.", "search"))], "nor what searches in it"
    phone.locator("label.md-header__button[for='__search']").click()
    assert results(phone, "LTV")
    assert "search_index.json" in asked


def test_the_themes_script_misses_nothing_of_what_was_done_before_it_came(open_page: OpenPage) -> None:
    page = open_page(**PHONE, color_scheme="dark")
    asked = files_asked(page)
    scheme = page.locator("body")
    page.goto("sop/", wait_until="networkidle")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[for='__palette_1']").tap()
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    page.locator("label[for='__palette_2']").tap()
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    assert len([name for name in asked if name.startswith("bundle.")]) == 1


@pytest.mark.provokes_errors
def test_the_themes_script_is_asked_for_again_after_a_failure(phone: Page) -> None:
    phone.route("**/bundle.*.js", lambda route: route.abort(), times=1)
    phone.goto("sop/", wait_until="networkidle")
    with phone.expect_event("requestfailed"):
        phone.locator("label.md-header__button[for='__search']").click()
    assert results(phone, "LTV")
