"""The built handbook, a server for it and a browser: made once, when a test first asks for them."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from playbook.cli import progress
from playbook.site.publish import publish
from tests.support.browser import DESKTOP, PHONE, ROOT, OpenPage, launch, serving, watched_page
from tests.support.once import made_once
from tests.support.patience import PATIENCE
from tests.support.platforms import POSIX_ONLY
from tests.support.publishing import writes

collect_ignore = list(POSIX_ONLY) if sys.platform == "win32" else []

# Machines that are busy with a browser are slow now and then. What fails is printed to be run again.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("house")
expect.set_options(timeout=PATIENCE * 1000)


def pytest_configure(config: pytest.Config) -> None:
    os.environ["PLAYBOOK_PDF"] = "0"  # a few seconds of Chromium for each build; tests of printing ask for it
    progress.PATIENCE = PATIENCE  # a busy machine is no reason for a line more in what a command says
    config.addinivalue_line("markers", "fuzz: tries as many inputs as there is time for; `make fuzz` takes an hour")
    config.addinivalue_line("markers", "provokes_errors: the page is made to fail, so its console may show errors")


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Have a line printed when all tests are done: what was tried, how often, with what result."""
    return lambda line: record_property("figures", line)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [report for status in ("passed", "failed") for report in terminalreporter.stats.get(status, ())]
    for line in sorted(str(line) for report in reports for name, line in report.user_properties if name == "figures"):
        terminalreporter.write_line(line)


@pytest.hookimpl(trylast=True)  # after the shuffle
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what needs no built site: tests begin at once, and one worker builds while another goes on."""
    items.sort(key=lambda item: "site" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default handbook, built by the command line into a folder called handbook; for all workers, to read."""

    def build(folder: Path) -> None:
        command = [sys.executable, "-m", "playbook", "build", "--pdf", "--out", str(folder / "handbook")]
        built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if built.returncode:
            raise RuntimeError(f"the default handbook does not build:\n{built.stdout}{built.stderr}")

    return made_once(tmp_path_factory, "published", build) / "handbook"


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the site on a plain server, below a path: `http://127.0.0.1:PORT/handbook/`."""
    with serving(site.parent) as address:
        yield f"{address}/{site.name}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; that there is none is an error, never a reason to skip."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open pages with Playwright's context options, each held to the site's promises when the test ends.

    They ask no host but the site's, and show no error, unless the test is marked `provokes_errors`.
    """
    may_fail = request.node.get_closest_marker("provokes_errors") is not None
    with ExitStack() as pages:

        def open_one(**options: Any) -> Page:
            page: AbstractContextManager[Page] = watched_page(browser, server, may_fail=may_fail, **options)
            return pages.enter_context(page)

        yield open_one


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A page on a phone: 390 by 844, touch. Its relative addresses start at the site's home."""
    return open_page(**PHONE)


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    """A page on a desktop: 1280 by 800. Its relative addresses start at the site's home."""
    return open_page(**DESKTOP)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a small site goes in the tests of publishing."""
    return tmp_path / "site"


@pytest.fixture
def good(out: Path) -> Path:
    """A site that was published before."""
    publish(writes("good"), out)
    return out
