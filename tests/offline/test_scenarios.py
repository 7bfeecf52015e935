"""Whatever goes wrong with a host, a device or a browser: the reader sees the truth, and what is mended heals by itself."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page

from playbook.site import offline
from tests.offline.test_offline import deploy, newer
from tests.support.browser import PHONE, patient
from tests.support.faulty_host import FaultyHost, files_of, misbehaving
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


def name_of(scenario: dict[str, Any]) -> str:
    return f"{scenario['reader']}: {scenario['what']} {scenario.get('fault', '')}".strip()


@pytest.fixture(scope="session")
def versions(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
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
        page.wait_for_function(f"expected => ({SEEN})() === expected", arg=expected, timeout=15_000)
    except Exception:
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
def reader(browser: Browser, versions: tuple[dict[str, bytes], dict[str, bytes]]) -> Iterator[Reader]:
    with misbehaving(versions[0]) as host:
        context = patient(browser.new_context(base_url=host.address, **PHONE))
        page = context.new_page()  # stays open, of the same origin, and is none of the handbook's
        page.goto(f"{host.address}logo.svg")
        yield Reader(context, host)
        context.close()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=name_of)
def test_the_reader_sees_the_truth_and_what_is_mended_heals(
    scenario: dict[str, Any], reader: Reader, versions: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    if scenario["reader"] != "new":
        reader.sees("old | pages", "")
    if scenario["reader"] == "returning":
        reader.host.files = versions[1]
    does = DOES.get(scenario.get("does", ""), lambda *_: None)
    does(reader, True)
    reader.host.faults = {f"*{pattern}": scenario["fault"] for pattern in scenario.get("files", ())}
    for each in scenario["sees"]:
        reader.sees(each)
    reader.host.faults = {}
    does(reader, False)
    for each in scenario.get("mended", ()):
        reader.sees(each)
    if "presses" in scenario:
        with reader.visit() as page:
            sees(page, "old | offered")
            page.locator("[data-offline-update] button").tap()
            sees(page, scenario["presses"])
