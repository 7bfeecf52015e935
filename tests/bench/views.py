"""What a first view of each page asks for, on a host that does not compress."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench import host, sites
from tests.bench.figures import KILOBYTES, Goal, shown, table
from tests.bench.weight import weight
from tests.support.browser import PHONE, launch

CALCULATORS = "calculators/"
LIMIT = 200_000


@dataclass(frozen=True)
class View:
    """A page's first view: requests, bytes over the wire, headers too, and those of what its markup asks for."""

    page: str
    requests: int
    sent: int
    weight: int


def measure() -> list[View]:
    """View every page, each in a browser without a cache."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name) / "site"
        sites.build(site)
        browser = launch(playwright.chromium, whole=True)
        with host.serving(site, host.DESKTOP) as server:
            views = [view(browser, server, site, page) for page in pages(site)]
        browser.close()
    return views


def pages(site: Path) -> list[str]:
    """Return the address of every page within the site."""
    found = (path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html"))
    return sorted("" if page == "./" else page for page in found)


LAB = "lab/"


def calculates(page: str) -> bool:
    """Return whether Python comes after the page by itself."""
    return (page.startswith(CALCULATORS) and page != CALCULATORS) or page == LAB


def view(browser: Browser, server: host.Host, site: Path, name: str) -> View:
    """View one page of the site that `server` serves."""
    with browser.new_context(**PHONE, service_workers="block") as context:
        page = context.new_page()
        server.reset()
        page.goto(f"{server.address}/{name}", wait_until="networkidle")
        page.wait_for_timeout(300)
        return View(name, server.requests, server.sent, weight(site, name))


def report(views: list[View]) -> Iterator[str]:
    """Yield the table as Markdown."""
    rows = [
        [f"`{view.page or './'}`", str(view.requests), shown([view.sent], KILOBYTES), shown([view.weight], KILOBYTES)]
        for view in views
    ]
    yield table(["page", "requests", "over the wire", "of it asked for by the markup"], rows)


def goals(views: list[View]) -> list[Goal]:
    """Return what was to be reached: calculators are looked at without Python, which comes when the page is there."""
    read = [(view.sent, view.page) for view in views if not calculates(view.page)]
    used = [(view.weight, view.page) for view in views if calculates(view.page)]
    return [_goal("largest first view of a handbook page", read), _goal("largest calculator without Python", used)]


def _goal(text: str, sizes: list[tuple[int, str]]) -> Goal:
    largest = max(sizes, default=None)
    named = f"{text} (`{largest[1] or './'}`)" if largest else text
    return Goal(named, LIMIT, [largest[0]] if largest else [], KILOBYTES)
