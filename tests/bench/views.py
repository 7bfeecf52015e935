"""What a first view of each kind of page asks for, on a host that does not compress."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench import host, sites
from tests.bench.figures import KILOBYTES, Goal, shown, table
from tests.browser import PHONE, launch

CALCULATORS = "calculators/"


@dataclass(frozen=True)
class View:
    """A page's first view: requests, and bytes over the wire, headers too."""

    page: str
    requests: int
    sent: int


def measure() -> list[View]:
    """View a page of each kind, each in a browser without a cache."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name) / "site"
        sites.build(site)
        browser = launch(playwright.chromium)
        with host.serving(site, host.DESKTOP) as server:
            views = [_view(browser, server, page) for page in kinds(site)]
        browser.close()
    return views


def kinds(site: Path) -> list[str]:
    """Return the pages to look at: each page at the top, each calculator, and the first page of every other folder."""
    pages = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html"))
    pages = ["" if page == "./" else page for page in pages]
    top = [page for page in pages if page.count("/") < 2]
    deeper = [page for page in pages if page not in top]
    first = {page.partition("/")[0]: page for page in reversed(deeper)}
    return sorted({*top, *first.values(), *(page for page in deeper if page.startswith(CALCULATORS))})


def _view(browser: Browser, server: host.Host, name: str) -> View:
    with browser.new_context(**PHONE, service_workers="block") as context:
        page = context.new_page()
        server.reset()
        page.goto(f"{server.address}/{name}", wait_until="networkidle")
        page.wait_for_timeout(300)
        return View(name, server.requests, server.sent)


def report(views: list[View]) -> Iterator[str]:
    """Yield the table as Markdown."""
    rows = [[f"`{view.page or './'}`", str(view.requests), shown([view.sent], KILOBYTES)] for view in views]
    yield table(["page", "requests", "over the wire"], rows)


def goals(views: list[View]) -> list[Goal]:
    """Return what was to be reached: for pages of the handbook, whose Python comes later or never."""
    pages = [view for view in views if not (view.page.startswith(CALCULATORS) and view.page != CALCULATORS)]
    largest = max(pages, key=lambda view: view.sent, default=None)
    text = f"largest first view of a handbook page (`{largest.page or './'}`)" if largest else "a handbook page"
    return [Goal(text, 200_000, [largest.sent] if largest else [], KILOBYTES)]
