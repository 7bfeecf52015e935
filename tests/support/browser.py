"""The browser tests' ground: a browser, a plain server, and pages held to the site's promises."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Route,
)

from playbook.site import chromium
from tests.support.background import in_background
from tests.support.patience import PATIENCE

TOO_WIDE = """(width) => [
  ...(document.scrollingElement.scrollWidth > width ? ["the page"] : []),
  ...[...document.querySelectorAll("article *")]
    .filter((e) => !e.closest("svg *") && e.checkVisibility() && e.getBoundingClientRect().right > width + 1)
    .map((e) => e.outerHTML.slice(0, 80)),
]"""
"""What a page has beyond a width: a script that takes the width and returns the beginnings of the elements."""

type OpenPage = Callable[..., Page]

ROOT = Path(__file__).parent.parent.parent

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
    "locale": "zh-CN",
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN"}

_ARGUMENTS = [
    "--no-sandbox",  # tests run as root in containers, where Chromium's sandbox cannot
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A request to another host fails, whoever makes it: page, worker or service worker.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def launch(chromium: BrowserType, *arguments: str, whole: bool = False) -> Browser:
    """Start the Chromium that `make setup-browser` found or installed, with `arguments` of its own besides ours.

    `whole`: a reader's browser, with windows, for what is measured, and for arguments that only it knows.
    """
    return chromium.launch(executable_path=_chromium(whole), args=[*_ARGUMENTS, *arguments])


SHELL = "chromium-headless-shell"
"""The same engine without a browser's windows, which take most of the time of a short test."""


def _chromium(whole: bool = False) -> str:
    shell = None if whole or "CHROMIUM" in os.environ else shutil.which(SHELL)
    if shell:
        return shell
    found = chromium.find()
    if not found:
        raise RuntimeError("no Chromium for the browser tests: run `make setup-browser`")
    return found


@contextmanager
def mortal(kind: BrowserType, profile: Path) -> Iterator[tuple[Page, Callable[[], None]]]:
    """Start a Chromium of its own on the folder `profile`; yield a page of it, and what kills it."""
    context = patient(kind.launch_persistent_context(profile, executable_path=_chromium(), args=_ARGUMENTS))
    page = context.new_page()

    def kill() -> None:
        with suppress(Error):  # it cannot answer any more
            context.new_cdp_session(page).send("Browser.crash")

    try:
        yield page, kill
    finally:
        context.close()


@contextmanager
def forbidding(kind: BrowserType, profile: Path, **options: Any) -> Iterator[BrowserContext]:
    """Start a reader's browser of its own on the folder `profile`, whose settings forbid sites to keep anything."""
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Default").mkdir(parents=True)
    (profile / "Default/Preferences").write_text(json.dumps(settings), encoding="utf-8")
    start = {"executable_path": _chromium(whole=True), "args": _ARGUMENTS}
    context = patient(kind.launch_persistent_context(profile, **start, **options))
    try:
        yield context
    finally:
        context.close()


class PlainHandler(SimpleHTTPRequestHandler):
    """What `python3 -m http.server` serves, without its log."""

    def log_message(self, *_: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        try:
            super().copyfile(source, outputfile)
        except ConnectionError:  # a page that was closed while it loaded
            self.close_connection = True


@contextmanager
def serving(folder: Path, handler: type[PlainHandler] = PlainHandler) -> Iterator[str]:
    """Serve a folder as the plainest host does, or as `handler`; yield its address, without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    with in_background(server):
        yield f"http://127.0.0.1:{server.server_port}"


SOURCES = ROOT / "templates/theme/assets/playbook"


def offer_sources(page: Page) -> None:
    """Let the page import the scripts' own modules, from `script-sources/`: the site has only bundles of them."""

    def answer(route: Route) -> None:
        file = SOURCES / route.request.url.rpartition("/script-sources/")[2]
        route.fulfill(path=file, content_type="text/javascript")

    page.route("**/script-sources/**", answer)


def patient(context: BrowserContext) -> BrowserContext:
    """Let everything that is done in a context wait as long as it takes."""
    context.set_default_timeout(PATIENCE * 1000)
    return context


def at_rest(page: Page) -> None:
    """Wait until the page has nothing left to do: whatever it does after a pause in typing, it has begun.

    Without an end of its own, a page on a busy machine may never be called back.
    """
    page.evaluate(
        "() => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve, { timeout: 10_000 }), 400))"
    )


class Watch:
    """Notes what no page of the site may do: ask another host for something, or report an error."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.host = host
        self.strangers: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(f"uncaught: {error.error}"))

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self.host:
            self.strangers.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        address = str(message.location.get("url"))
        # For every change of the address Chromium asks for the icon again, by itself: without a network it says so.
        unasked = address.endswith("/favicon.svg") and "ERR_INTERNET_DISCONNECTED" in message.text
        if message.type == "error" and not unasked:
            self.errors.append(f"{message.text} ({address})")


@contextmanager
def watched_page(browser: Browser, server: str, *, may_fail: bool = False, **options: Any) -> Iterator[Page]:
    """Open a page in a context of its own; on leaving, fail if it asked another host or showed an error.

    `server` is the site's address, and the page's relative addresses start there: `page.goto("sop/")`. There is no
    service worker unless `service_workers="allow"` is given: the tests of faults change what the network brings.
    """
    context = patient(browser.new_context(base_url=server, **{"service_workers": "block"} | options))
    watch = Watch(context, urlsplit(server).netloc)
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not watch.strangers, f"requests to other hosts: {sorted(set(watch.strangers))}"
    assert may_fail or not watch.errors, f"errors in the console: {sorted(set(watch.errors))}"
