"""The theme's styles without what no page uses: they show the very same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from material import templates
from playwright.sync_api import Page

from playbook import stylesheets
from tests.browser import DESKTOP, PHONE
from tests.conftest import OpenPage

THEME = Path(templates.__path__[0]) / stylesheets.THEME
DARK = DESKTOP | {"color_scheme": "dark"}
PAGES = [(PHONE, "sop/", "drawer"), (DARK, "levels/", ""), (PHONE, "training/cases/", ""), (DARK, "cases/", "search")]


# How one element of each sort is drawn, with what stands before and after it. A sort: name, classes, and the parent's.
DRAWN = """() => {
  const sort = (element) => [element.localName, ...element.classList, element.dataset.level].join(" ");
  const shown = [...document.querySelectorAll("body, body *:not(details:not([open]) > *)")];
  const sorts = new Map(shown.reverse().map((element) =>
    [`${sort(element.parentElement)} > ${sort(element)}`, element]));
  const drawn = (style) => [...style].filter((name) => !name.startsWith("--"))
    .map((name) => `${name}: ${style.getPropertyValue(name)}`.replace("0% 0%", "0px 0px"));
  return [...sorts].flatMap(([name, element]) => [null, "::before", "::after"].map((part) =>
    [name, part, ...drawn(getComputedStyle(element, part))].join("\\n")));
}"""
SHEETS = "link[href*='assets/stylesheets/']"
SWAP = """(links, addresses) => Promise.all(links.map((link, at) => new Promise((resolve) => {
  const other = link.cloneNode();
  other.href = addresses[at];
  other.addEventListener("load", () => resolve(link.remove())); // never without styles: a phone would zoom out
  link.after(other);
})))"""


def drawn(page: Page, address: str, state: str) -> Iterator[list[str]]:
    """How the page is drawn with the whole of the theme's styles, then with the trimmed ones."""
    page.goto(address, wait_until="networkidle")
    page.add_style_tag(content="*, ::before, ::after { transition: none !important; animation: none !important }")
    if state:
        page.locator(f"#__{state}").evaluate("(box) => box.click()")
    if state == "search":
        page.locator(".md-search__input").fill("LTV")
        page.locator(".md-search__input").press("End")
        page.locator(".md-search-result__item").first.wait_for()
        page.wait_for_load_state("networkidle")
    links = page.locator(SHEETS)
    ours = links.evaluate_all("links => links.map((link) => link.href)")
    theirs = [f"theme/{next(THEME.glob(f'{stem(address)}.*.css')).name}" for address in ours]
    for addresses in (theirs, ours):
        links.evaluate_all(SWAP, addresses)
        yield page.evaluate(DRAWN)


def stem(address: str) -> str:
    return address.rpartition("/")[2].partition("-")[0]


@pytest.mark.parametrize(("options", "address", "state"), PAGES)
def test_a_page_is_drawn_as_with_the_whole_of_the_theme(
    options: dict[str, Any], address: str, state: str, open_page: OpenPage
) -> None:
    page = open_page(**options)
    page.route("**/theme/*.css", lambda route: route.fulfill(path=THEME / route.request.url.rpartition("/")[2]))
    whole, trimmed = drawn(page, address, state)
    assert len(trimmed) == len(whole) > 300
    different = [(ours, theirs) for ours, theirs in zip(trimmed, whole, strict=True) if ours != theirs]
    assert not different, [difference(*pair) for pair in different[:40]]


def difference(ours: str, theirs: str) -> list[tuple[str, str]]:
    return [pair for pair in zip(ours.splitlines(), theirs.splitlines(), strict=False) if len(set(pair)) > 1][:5]


def test_rules_and_variables_go_only_where_nothing_names_them() -> None:
    one = ":root{--md-a:1px;--md-b:var(--md-a);--md-c:2px;--md-d:4px;--own:3px}"
    other = (
        ".used,.unused{margin:var(--md-a)}.unused .used{margin:0}.used:not(.unused){padding:0}"
        "@media print{.unused{top:0}#used{top:0}}@media (max-width:9em){p>code{top:0}}"
        "[data-md-color-primary=used]{left:0}[data-md-color-primary=red],[data-md-color-primary=blue] a{left:0}"
    )
    assert stylesheets.trimmed([one, other], {"used", "--md-d"}) == [
        ":root{--md-a:1px;--md-d:4px;--own:3px}",
        ".used,.unused{margin:var(--md-a)}.used:not(.unused){padding:0}@media print{#used{top:0}}"
        "@media (max-width:9em){p>code{top:0}}[data-md-color-primary=used]{left:0}",
    ]


def test_styles_are_named_by_what_is_in_them(site: Path) -> None:
    files = [path.name for path in (site / stylesheets.THEME).iterdir()]
    assert len(files) == 2
    page = (site / "sop/index.html").read_text(encoding="utf-8")
    assert all(f"{stylesheets.THEME}/{name}" in page for name in files)
