"""A handbook that was opened once: kept whole on the device, read without a network, renewed whole or not at all."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from playbook.site import offline
from tests.support import handbooks
from tests.support.browser import DESKTOP, PHONE, Watch, launch, patient, serving
from tests.support.hosts import hosting
from tests.support.learner import asked

CALCULATORS = ("response-level", "priority-score", "roi")
NEWER = "Newer"


@contextmanager
def reader(browser: Browser, address: str, site: Path) -> Iterator[BrowserContext]:
    """A browser that keeps what it is given, held to ask no other host."""
    context = patient(browser.new_context(base_url=f"{address}/{site.name}/", **DESKTOP))
    watch = Watch(context, urlsplit(address).netloc)
    try:
        yield context
    finally:
        context.close()
    assert watch.strangers == []


def kept(page: Page, state: str) -> None:
    expect(page.locator("[data-offline]")).to_have_attribute("data-offline", state)


def calculates(page: Page, name: str) -> None:
    """Open a calculator and have Python work out its first example."""
    page.goto(f"calculators/{name}/")
    page.locator(".pb-examples .pb-fill a").first.click()
    expect(page.locator('[data-part="result"][data-from="python"]')).to_be_visible(timeout=30_000)


def save(page: Page) -> None:
    page.locator('[data-action="save"]').click()
    kept(page, "all")


def test_opened_once_it_is_read_searched_and_calculates_without_a_server(browser: Browser, site: Path) -> None:
    with serving(site.parent) as address:
        context = patient(browser.new_context(base_url=f"{address}/{site.name}/", **DESKTOP))
        page = context.new_page()
        page.goto("")
        kept(page, "pages")
        expect(page.locator('[data-offline-part="size"]')).to_have_text("3.7")
        save(page)
    for path in sorted(site.rglob("index.html")):
        folder = path.parent.relative_to(site).as_posix()
        page.goto("" if folder == "." else f"{folder}/")
        assert page.locator("h1").count() == 1, folder
        assert page.locator("body").evaluate("body => getComputedStyle(body).getPropertyValue('--pb-touch')") == "44px"
        assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)"), folder
    page.goto("sop")  # a host would send on to sop/
    assert page.url.endswith("/sop/")
    page.locator(".md-search__input").fill("LTV")
    page.locator(".md-search__input").press("End")
    page.locator(".md-search-result__item > .md-search-result__link").first.wait_for()
    for name in CALCULATORS:
        calculates(page, name)
    page.goto("training/practice/")
    expect(asked(page)).to_be_visible()
    page.goto("lab/#calculator=response-level&vip_ltv=80000")
    expect(page.locator('playbook-lab [data-part="sentence"]')).to_contain_text("160")
    context.close()


def test_pythons_first_use_keeps_it(browser: Browser, site: Path) -> None:
    with serving(site.parent) as address:
        context = patient(browser.new_context(base_url=f"{address}/{site.name}/", **PHONE))
        page = context.new_page()
        calculates(page, "roi")
        kept(page, "all")
    calculates(page, "response-level")
    context.close()


@pytest.fixture
def deployed(site: Path, tmp_path: Path) -> Path:
    """A copy of the site, to be replaced by another version."""
    return shutil.copytree(site, tmp_path / "handbook")


def deploy(folder: Path, change: Callable[[Path], None]) -> None:
    """Put another version in the place of the site in `folder`."""
    worker = (folder / offline.WORKER).read_bytes().partition(b"\n")[2]
    next(folder.glob("assets/playbook/handbook-*")).unlink()
    change(folder)
    offline.write(folder, worker)


def newer(folder: Path) -> None:
    """Every page says so in its title; scripts, styles and files of Python have other names, the old ones are gone."""
    renamed = {
        path.name: path.with_stem(path.stem.replace("-", "-0"))
        for path in [*folder.glob("assets/playbook/*-*.*"), *folder.glob("assets/playbook/runtime/*")]
    }
    for path in folder.rglob("*"):
        if path.name in renamed:
            path.rename(renamed[path.name])
    for path in [*folder.rglob("*.html"), *folder.glob("assets/playbook/python-worker-*.js")]:
        text = path.read_text(encoding="utf-8").replace("<title>", f"<title>{NEWER} ")
        for old, new in renamed.items():
            text = text.replace(old, new.name)
        path.write_text(text, encoding="utf-8")


def test_a_new_version_is_offered_and_comes_whole_while_old_pages_go_on(
    browser: Browser, site: Path, deployed: Path
) -> None:
    with serving(deployed.parent) as address, reader(browser, address, deployed) as context:
        old = context.new_page()
        old.goto("")
        kept(old, "pages")
        save(old)
        old.goto("calculators/")  # now under the worker
        deploy(deployed, newer)
        page = context.new_page()
        page.goto("sop/")
        assert NEWER not in page.title()  # the last version, whole, until the reader takes the new one
        notice, labels = page.locator("[data-offline-update]"), handbooks.default().interface.labels.offline
        expect(notice).to_be_visible(timeout=30_000)
        assert labels.update in notice.inner_text()
        assert labels.renew in notice.inner_text()
        expect(old.locator("[data-offline-update]")).to_be_visible(timeout=30_000)
        calculates(old, "roi")
        notice.locator("button").click()
        page.wait_for_function(f"document.title.includes('{NEWER}')")
        # The old page still has its own version's files, those it has not asked for yet too.
        own = next(site.glob("assets/playbook/python-worker-*.js"))
        assert not (deployed / own.relative_to(site)).exists()
        file = f"../../{own.relative_to(site).as_posix()}"
        assert old.evaluate("async (file) => (await fetch(file)).status", file) == 200
        assert NEWER not in old.evaluate("async () => (await fetch(location.href)).text()")
        expect(old.locator("[data-offline-update]")).to_be_visible()
        calculates(page, "roi")
        old.locator("[data-offline-update] button").click()
        old.wait_for_function(f"document.title.includes('{NEWER}')")
        calculates(old, "roi")


@pytest.mark.parametrize(
    "damage",
    [
        lambda archive: archive.unlink(),
        lambda archive: archive.write_bytes(archive.read_bytes()[:100_000]),
        lambda archive: archive.write_bytes(archive.read_bytes()[:-9] + b"?" * 9),
    ],
    ids=["missing", "cut short", "changed"],
)
def test_an_update_that_fails_leaves_the_last_version_whole(
    damage: Callable[[Path], None], browser: Browser, deployed: Path
) -> None:
    with serving(deployed.parent) as address, reader(browser, address, deployed) as context:
        page = context.new_page()
        page.goto("")
        kept(page, "pages")
        deploy(deployed, newer)
        archive = next(deployed.glob("assets/playbook/handbook-*"))
        whole = archive.read_bytes()
        damage(archive)
        page.goto("sop/")
        kept(page, "failed")
        expect(page.locator("[data-offline-failure]:visible")).to_have_count(1)
        for path in ("levels/", "rules/", "calculators/"):
            page.goto(path)
            assert NEWER not in page.title()
        archive.write_bytes(whole)
        page.goto("sop/")
        expect(page.locator("[data-offline-update]")).to_be_visible(timeout=30_000)
        page.locator("[data-offline-update] button").click()
        page.wait_for_function(f"document.title.includes('{NEWER}')")


def test_a_download_that_stops_half_way_goes_on_when_tried_again(browser: Browser, deployed: Path) -> None:
    engine = next(deployed.glob("assets/playbook/runtime/*.wasm.gz"))
    whole = engine.read_bytes()
    with serving(deployed.parent) as address, reader(browser, address, deployed) as context:
        page = context.new_page()
        page.goto("")
        kept(page, "pages")
        engine.write_bytes(whole[: len(whole) // 2])
        page.locator('[data-action="save"]').click()
        kept(page, "failed")
        expect(page.locator('[data-offline-failure="corrupt"]')).to_be_visible()
        engine.write_bytes(whole)
        page.locator('[data-action="save"]').click()
        kept(page, "all")
        page.reload()
        kept(page, "all")


def test_a_download_that_stalls_is_told(browser: Browser, site: Path) -> None:
    with hosting(site.parent, stalled=".wasm.gz") as address, reader(browser, address, site) as context:
        page = context.new_page()
        page.goto("")
        kept(page, "pages")
        page.locator('[data-action="save"]').click()
        kept(page, "failed")
        expect(page.locator('[data-offline-failure="stalled"]')).to_be_visible()


def test_storage_that_is_full_is_told(browser: Browser, site: Path) -> None:
    with serving(site.parent) as address, reader(browser, address, site) as context:
        page = context.new_page()
        page.goto("")
        kept(page, "pages")
        session = context.new_cdp_session(page)
        session.send("Storage.overrideQuotaForOrigin", {"origin": address, "quotaSize": 1})
        page.locator('[data-action="save"]').click()
        kept(page, "failed")
        expect(page.locator('[data-offline-failure="full"]')).to_be_visible()
        session.send("Storage.overrideQuotaForOrigin", {"origin": address})
        save(page)


def test_a_reader_with_a_slow_network_is_asked_first(browser: Browser, site: Path) -> None:
    slow = launch(browser.browser_type, "--force-effective-connection-type=2G", whole=True)
    with serving(site.parent) as address, reader(slow, address, site) as context:
        page = context.new_page()
        page.goto("")
        kept(page, "offer")
        assert (
            page.evaluate("async () => (await caches.keys()).filter((name) => name.includes(' version ')).length") == 0
        )
        save(page)
    slow.close()
