"""No page is heavy: what a reader waits for on a host that does not compress."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import host, views
from tests.bench.weight import weight


def test_every_page_is_within_the_limit(site: Path) -> None:
    heavy = {page: bytes_ for page in views.pages(site) if (bytes_ := weight(site, page)) > views.LIMIT}
    assert not heavy, f"bytes of a first view, by page: {heavy}"


def test_a_browser_fetches_what_was_counted(site: Path, browser: Browser) -> None:
    with host.serving(site, host.DESKTOP) as server:
        read = [page for page in views.pages(site) if not views.calculates(page)]
        heaviest = sorted(read, key=lambda page: weight(site, page))[-3:]
        for page in ("", *heaviest):
            view = views.view(browser, server, site, page)
            assert 0.99 * view.sent < view.weight < 1.01 * view.sent, view


def test_lines_around_the_content_begin_without_blanks(site: Path) -> None:
    page = (site / "sop/index.html").read_text(encoding="utf-8")
    before, _, after = page.partition("<article")
    assert before.startswith("<!doctype html>\n<html")
    assert "\n " not in before + after.rpartition("</article>")[2]
