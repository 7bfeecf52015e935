"""Whatever goes wrong with a host, a device or a browser: readers see the truth, and what is mended heals by itself."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.offline.test_offline import NEWER, deploy, newer
from tests.support.browser import DESKTOP, PHONE, forbidding, patient
from tests.support.faulty_host import PREFIX, FaultyHost, files_of, misbehaving
from tests.support.once import made_once

SCENARIOS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("scenarios.yml").read_text(encoding="utf-8"))
PAGES = ("index.html", "sop/index.html", "levels/index.html", "calculators/index.html")
"""A small handbook: what is tried is as true of a large one."""

SEEN = """() => {
  const shown = (name) => [...document.querySelectorAll(`[data-${name}]`)].filter((each) => each.checkVisibility());
  const version = document.title.startsWith("Newer") ? "new" : "old";
  const [broken] = shown("broken");
  if (broken) return `${version} | broken: ${shown("cause").map(({ dataset }) => dataset.cause)}`;
  if (shown("offline-update").length) return `${version} | offered`;
  const [place] = shown("offline");
  const lacks = shown("offline-lacks").map(({ dataset }) => dataset.offlineLacks);
  const why = shown("offline-failure").map(({ dataset }) => dataset.offlineFailure);
  return `${version} | ${lacks.length || why.length ? `${lacks}: ${why}` : place?.dataset.offline}`;
}"""
"""What the page says; two words for one thing would show as `pages,version: full,network`."""


type Versions = tuple[dict[str, bytes], dict[str, bytes]]


def name_of(scenario: dict[str, Any]) -> str:
    return f"{scenario['reader']}: {scenario['what']} {scenario.get('fault', '')}".strip()


@pytest.fixture(scope="session")
def versions(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """The files of a small handbook in two versions."""

    def build(folder: Path) -> None:
        left_out = shutil.ignore_patterns("*.html", "*.pdf", "*.xlsx")
        shutil.copytree(site, folder / "old", ignore=left_out)
        for name in PAGES:
            (folder / "old" / name).parent.mkdir(exist_ok=True)
            shutil.copy(site / name, folder / "old" / name)
        deploy(folder / "old", lambda _: None)
        shutil.copytree(folder / "old", folder / "new")
        deploy(folder / "new", newer)

    folder = made_once(tmp_path_factory, "two-versions", build)
    return files_of(folder / "old"), files_of(folder / "new")


class Reader:
    """Somebody with a browser of their own, who comes again and again."""

    def __init__(self, context: BrowserContext, host: FaultyHost) -> None:
        self.context, self.host = context, host

    @contextmanager
    def visit(self, path: str = "sop/") -> Iterator[Page]:
        page = self.context.new_page()
        try:
            page.goto(self.host.address + path)
            yield page
        finally:
            page.close()

    def sees(self, expected: str, path: str = "sop/") -> None:
        with self.visit(path) as page:
            sees(page, expected)


def sees(page: Page, expected: str) -> None:
    """Wait until a page says what is expected; else tell what it says."""
    try:
        page.wait_for_function(f"expected => ({SEEN})() === expected", arg=expected)
    except Error:
        assert page.evaluate(SEEN) == expected
        raise


def fill(reader: Reader, full: bool) -> None:
    quota: dict[str, Any] = {"quotaSize": 1} if full else {}
    page = reader.context.pages[0]
    page.context.new_cdp_session(page).send(
        "Storage.overrideQuotaForOrigin", {"origin": reader.host.address.partition("/handbook")[0], **quota}
    )


def script(text: str) -> Callable[[Reader, bool], None]:
    def run(reader: Reader, wrong: bool) -> None:
        if wrong:
            reader.context.pages[0].evaluate(text)

    return run


def age(reader: Reader, wrong: bool) -> None:
    reader.context.add_init_script("delete Navigator.prototype.serviceWorker")


TYPED = "() => { dispatchEvent(new Event('input')); }"
"""A reader has filled in something: the page is not loaded again by itself."""

DELETE_A_PAGE = """async () => {
  const name = (await caches.keys()).find((each) => each.includes(" version "));
  if (!(await (await caches.open(name)).delete("levels/index.html"))) throw new Error("it was not kept");
}"""
DOES: dict[str, Callable[[Reader, bool], None]] = {
    "fill": fill,
    "delete": script(DELETE_A_PAGE),
    "evict": script("async () => { for (const name of await caches.keys()) await caches.delete(name); }"),
    "unregister": script("async () => (await navigator.serviceWorker.getRegistration()).unregister()"),
    "disconnect": lambda reader, wrong: reader.context.set_offline(wrong),
    "age": age,
}


@pytest.fixture
def reader(browser: Browser, versions: Versions) -> Iterator[Reader]:
    with misbehaving(versions[0]) as host:
        context = patient(browser.new_context(base_url=host.address, **PHONE))
        page = context.new_page()  # stays open, of the same origin, and is none of the handbook's
        page.goto(f"{host.address}logo.svg")
        yield Reader(context, host)
        context.close()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=name_of)
def test_the_reader_sees_the_truth_and_what_is_mended_heals(
    scenario: dict[str, Any], reader: Reader, versions: Versions
) -> None:
    if scenario["reader"] != "new":
        reader.sees("old | pages", "")
    if scenario["reader"] == "returning":
        reader.host.files = versions[1]
    does = DOES.get(scenario.get("does", ""), lambda *_: None)
    does(reader, True)
    reader.host.faults = {f"*{pattern}": scenario["fault"] for pattern in scenario.get("files", ())}
    *sees_first, sees_last = scenario["sees"]
    for each in sees_first:
        reader.sees(each)
    if "mended" in scenario:
        reader.sees(sees_last)
        reader.host.faults = {}
        does(reader, False)
        (sees_last,) = scenario["mended"]
    with reader.visit() as page:
        sees(page, sees_last)
        if "presses" in scenario:
            page.locator("[data-offline-update] button").tap()
            sees(page, scenario["presses"])
    if scenario["reader"] == "kept":
        reader.context.set_offline(True)
        reader.sees("old | pages", "levels/")


@pytest.mark.parametrize(
    ("pattern", "before", "after"),
    [
        ("handbook-*.gz", "old | version: corrupt", "old | offered"),
        ("handbook-*.gz", "old | handbook: corrupt", "old | all"),
        ("theme-main-*.js", "old | broken: corrupt", "old | pages"),
    ],
)
def test_who_stays_on_the_page_and_tries_again_has_it(
    pattern: str, before: str, after: str, reader: Reader, versions: Versions
) -> None:
    if "version" in before:
        reader.sees("old | pages", "")
        reader.host.files = versions[1]
    reader.host.faults = {f"*{pattern}": "flipped"}
    with reader.visit() as page:
        sees(page, before)
        page.evaluate(TYPED)
        reader.host.faults = {}
        page.locator("[data-broken] button:visible, [data-action='save']:visible").first.tap()
        sees(page, after)


def test_a_page_that_no_worker_answers_heals_by_a_press(browser: Browser, versions: Versions) -> None:
    with misbehaving(versions[0]) as host:
        context = patient(browser.new_context(service_workers="block", **PHONE))
        page = context.new_page()
        host.faults = {"*theme-main-*.js": "cut short", "*theme-style-*.css": "flipped"}
        page.goto(f"{host.address}sop/")
        broken = page.locator("[data-broken]")
        expect(broken.locator("[data-cause='corrupt']")).to_be_visible()
        page.evaluate(TYPED)
        host.faults = {}
        broken.locator("button").tap()
        expect(broken).to_be_hidden()
        page.wait_for_function("globalThis.playbookTheme")  # what the script leaves
        context.close()


def test_ten_deployments_by_turns_and_versions_never_mix(reader: Reader, versions: Versions) -> None:
    """Each is taken by the reader; a page that is open from before goes on with its own version's files."""
    reader.sees("old | pages", "")
    with reader.visit("levels/") as open_page:
        is_of_one_version(open_page, versions)
        for turn in range(1, 11):
            reader.host.files = versions[turn % 2]
            before, after = ("old", "new") if turn % 2 else ("new", "old")
            with reader.visit() as page:
                sees(page, f"{before} | offered")
                is_of_one_version(page, versions)
                page.locator("[data-offline-update] button").tap()
                sees(page, f"{after} | pages")
                is_of_one_version(page, versions)
            assert NEWER not in open_page.title()
            is_of_one_version(open_page, versions)


def is_of_one_version(page: Page, versions: Versions) -> None:
    """Expect of the page's files, and of what the page is given now, that they are all of the version in its title."""
    number = int(NEWER in page.title())
    own, other = versions[number], versions[1 - number]
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)")
    assert [path for path in asked if (name := path.removeprefix(PREFIX)) in other and name not in own] == []
    assert len(asked) > 4
    assert (NEWER in page.evaluate("async () => (await fetch(location.pathname)).text()")) == bool(number)


def test_where_nothing_may_be_kept_the_reader_is_told_and_the_rest_works(
    browser: Browser, versions: Versions, tmp_path: Path
) -> None:
    with misbehaving(versions[0]) as host, forbidding(browser.browser_type, tmp_path / "profile", **DESKTOP) as context:
        errors: list[str] = []
        context.on("weberror", lambda error: errors.append(str(error.error)))
        page = context.new_page()
        page.goto(f"{host.address}sop/")
        sees(page, "old | handbook: blocked")
        page.locator(".md-search__input").fill("LTV")
        page.locator(".md-search__input").press("End")
        page.locator(".md-search-result__item > .md-search-result__link").first.wait_for()
        assert errors == []
