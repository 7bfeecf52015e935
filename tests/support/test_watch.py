"""The watch over the browser tests' pages sees what it is there to see."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import PHONE, serving, watched_page

STRANGER = "https://stranger.example/x.js"


def visit(browser: Browser, folder: Path, html: str, *, may_fail: bool = False) -> None:
    (folder / "index.html").write_text(f'<link rel="icon" href="data:,">{html}', encoding="utf-8")
    with serving(folder) as address, watched_page(browser, f"{address}/", may_fail=may_fail, **PHONE) as page:
        page.goto("")
        page.wait_for_function("document.title")


def test_a_quiet_page_passes(browser: Browser, tmp_path: Path) -> None:
    visit(browser, tmp_path, "<title>quiet</title><script>console.warn('only a warning')</script>")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<script>console.error('broken')</script>", "broken"),
        ("<script>setTimeout(() => { throw new Error('thrown') })</script>", "thrown"),
        ("<script>Promise.reject(new Error('rejected'))</script>", "rejected"),
        ("<img src='missing.png'>", "missing.png"),
        (
            "<script>new Worker('worker.js').onmessage = () => { document.title = 'done' }</script>",
            "in worker",
        ),
    ],
)
def test_an_error_is_noticed(html: str, said: str, browser: Browser, tmp_path: Path) -> None:
    worker = "setTimeout(() => postMessage(1), 100); console.error('in worker')"
    (tmp_path / "worker.js").write_text(worker, encoding="utf-8")
    title = "" if "Worker" in html else "<script>setTimeout(() => { document.title = 'done' }, 100)</script>"
    with pytest.raises(AssertionError, match=f"errors in the console: .*{said}"):
        visit(browser, tmp_path, html + title)
    visit(browser, tmp_path, html + title, may_fail=True)


@pytest.mark.parametrize(
    "html",
    [
        f"<script>fetch('{STRANGER}').catch(() => {{ document.title = 'blocked' }})</script>",
        f"<script src='{STRANGER}' onerror='document.title = `blocked`'></script>",
        "<script>new Worker('worker.js').onmessage = () => { document.title = 'blocked' }</script>",
    ],
)
def test_a_request_to_another_host_is_blocked_and_noticed(html: str, browser: Browser, tmp_path: Path) -> None:
    worker = f"fetch('{STRANGER}').catch(() => postMessage(1))"
    (tmp_path / "worker.js").write_text(worker, encoding="utf-8")
    with pytest.raises(AssertionError, match=r"requests to other hosts: .*stranger\.example"):
        visit(browser, tmp_path, html, may_fail=True)
