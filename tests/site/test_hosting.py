"""The built folder works on the plainest of hosts, below a path, and carries what it owes to others."""

import re
from itertools import batched
from pathlib import Path

from playwright.sync_api import Page

from playbook.site.publish import MARKER


def test_every_page_opens_and_asks_no_other_host(site: Path, phone: Page) -> None:
    """Some at a time: each is given time to ask for something after it has loaded, all of them together."""
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    assert len(pages) > 8
    tabs = [phone, *(phone.context.new_page() for _ in range(5))]
    for some in batched(pages, len(tabs), strict=False):
        opened = list(zip(tabs, some, strict=False))
        for tab, page in opened:
            response = tab.goto("" if page == "." else f"{page}/")
            assert response and response.ok, page
        for tab, page in opened:
            tab.wait_for_load_state("networkidle")
            assert tab.locator("h1").count() == 1, page


def test_no_address_depends_on_where_the_site_stands(site: Path) -> None:
    addresses = {
        (path.relative_to(site).as_posix(), address)
        for path in site.rglob("*.html")
        if path.name != "404.html"  # served for any address, so its own are from the root
        for address in re.findall(r'(?:href|src|action|data-worker)="([^"]*)"', path.read_text(encoding="utf-8"))
        if address.startswith("/")
    }
    assert addresses == set()


def test_licences_come_with_the_site(site: Path) -> None:
    own = {"fflate", "iframe-worker", "ts-fsrs", "write-excel-file"}
    carried = own | {"material", "pyodide", "python"}
    assert {path.stem for path in (site / "licences").iterdir()} == carried


def test_the_next_build_may_replace_it(site: Path) -> None:
    listed = (site / MARKER).read_text(encoding="utf-8").splitlines()
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert found - {MARKER} == set(listed)
