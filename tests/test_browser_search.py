"""Forty things that staff type, in the real search of a built site: the page they want is among the first three."""

from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Page

from tests.browser import ROOT

QUERIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/search-queries.yml").read_text(encoding="utf-8"))


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


def test_the_index_is_loaded_for_those_who_search_only(phone: Page) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    phone.goto("sop/", wait_until="networkidle")
    assert "search_index.json" not in asked
    phone.locator("label.md-header__button[for='__search']").click()
    assert results(phone, "LTV")
    assert "search_index.json" in asked
