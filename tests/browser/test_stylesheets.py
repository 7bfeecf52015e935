"""The theme's styles without what no page uses: they show the very same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from material import templates
from playwright.sync_api import Page, expect

from playbook.site import stylesheets
from tests.support.browser import DESKTOP, PHONE, OpenPage

THEME = Path(templates.__path__[0]) / stylesheets.THEME
DARK = DESKTOP | {"color_scheme": "dark"}
PAGES = [
    (PHONE, "sop/", "drawer"),
    (DARK, "levels/", ""),
    (PHONE, "training/cases/", ""),
    (DARK, "cases/", "search"),
    (PHONE, "cases/", "search"),
]


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
    """How the page is drawn with the whole of the theme's styles, then with the trimmed ones.

    Those that come with the theme's script are taken for the whole of the main ones: they bring what is missing there.
    """
    page.goto(address, wait_until="networkidle")
    page.add_style_tag(content="*, ::before, ::after { transition: none !important; animation: none !important }")
    if state:
        page.locator(f"#__{state}").evaluate("(box) => box.click()")
    if state == "search":
        page.locator(".md-search__input").fill("LTV")
        page.locator(".md-search__input").press("End")
        page.locator(".md-search-result__item").first.wait_for()
        page.wait_for_load_state("networkidle")
        if page.viewport_size == PHONE["viewport"]:
            page.locator("body[data-md-scrolllock]").wait_for()  # the page behind is held still, after a while
    links = page.locator(SHEETS)
    ours = links.evaluate_all("links => links.map((link) => link.href)")
    stems = ["main" if stem(address) == "later" else stem(address) for address in ours]
    theirs = [f"theme/{next(THEME.glob(f'{name}.*.css')).name}" for name in stems]
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
        "[dir=rtl] .used{left:0}"
    )
    used = {"used", "--md-d"}
    assert stylesheets.trimmed([one, other], used, used) == [
        ":root{--md-a:1px;--md-d:4px;--own:3px}",
        ".used{margin:var(--md-a)}.used:not(.unused){padding:0}@media print{#used{top:0}}"
        "@media (max-width:9em){p>code{top:0}}[data-md-color-primary=used]{left:0}",
        "",
    ]


def test_rules_for_what_only_the_themes_script_adds_come_last_with_their_variables() -> None:
    one = ':root{--md-a:1px;--md-b:2px;--md-icon:url("data:image/svg+xml;charset=utf-8,<svg d={}>")}'
    other = (
        ".shown,.added{margin:var(--md-a)}.shown .added{padding:0}.shown:not(.added){top:var(--md-a)}"
        "@media print{.added{top:var(--md-b)}p{top:0}}.added:before{background:var(--md-icon)}.gone{top:0}"
        "@keyframes turn{to{top:0}}@page{margin:0}"
    )
    assert stylesheets.trimmed([one, other], {"shown"}, {"shown", "added"}) == [
        ":root{--md-a:1px}",
        ".shown{margin:var(--md-a)}.shown:not(.added){top:var(--md-a)}@media print{p{top:0}}"
        "@keyframes turn{to{top:0}}@page{margin:0}",
        ':root{--md-b:2px;--md-icon:url("data:image/svg+xml;charset=utf-8,<svg d={}>")}'
        ".added{margin:var(--md-a)}.shown .added{padding:0}@media print{.added{top:var(--md-b)}}"
        ".added:before{background:var(--md-icon)}",
    ]


def test_styles_are_named_by_what_is_in_them(site: Path) -> None:
    files = {path.name.partition("-")[0]: path.name for path in (site / stylesheets.THEME).iterdir()}
    assert files.keys() == {"main", "palette", "later"}
    page = (site / "sop/index.html").read_text(encoding="utf-8")
    assert all(f"{stylesheets.THEME}/{name}" in page for name in files.values())


def test_what_comes_with_the_themes_script_waits_for_the_reader_on_a_phone_only(open_page: OpenPage) -> None:
    later = "link[rel='stylesheet'][href*='assets/stylesheets/later-']"
    phone, desktop = open_page(**PHONE), open_page(**DESKTOP)
    for page in phone, desktop:
        page.goto("sop/", wait_until="networkidle")
    expect(phone.locator(later)).to_have_count(0)
    expect(desktop.locator(later)).to_have_count(1)
    phone.locator("h1").tap()
    expect(phone.locator(later)).to_have_count(1)
    order = "links => links.map((link) => link.href.match(/[a-z]+(?=-[0-9a-f]+[.]css)/)[0])"
    assert phone.locator("link[rel='stylesheet']").evaluate_all(order) == ["main", "later", "palette", "style"]
