"""What a reader sees, in a real browser: on a phone, in the dark, without scripts, and when searching."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import DESKTOP, PHONE, TOO_WIDE, OpenPage

NARROW = PHONE | {"viewport": {"width": 360, "height": 740}}

# The contrast of each element's own text with what is painted behind it, where that is less than 4.5.
FAINT = """() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = (colour) => {
    const linear = colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const faint = [];
  for (const element of document.querySelectorAll("article *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || element.closest("svg, style, script, .headerlink") || !element.checkVisibility()) continue;
    const ground = behind(element);
    const ink = over(rgba(getComputedStyle(element).color), ground);
    const [dark, light] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${element.outerHTML.slice(0, 80)}`);
  }
  return faint;
}"""


@pytest.fixture(scope="module")
def addresses(site: Path) -> list[str]:
    """Every page of the site, as its address below the home page."""
    found = [path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")]
    return sorted("./" if folder == "." else f"{folder}/" for folder in found)


def test_every_page_has_its_head_text_that_stands_out_in_both_schemes_and_fits_a_narrow_phone(
    open_page: OpenPage, addresses: list[str]
) -> None:
    """Every page is opened once for all of it: opening is what takes the time."""
    page = open_page(**DESKTOP, color_scheme="light")
    assert len(addresses) > 10
    for address in addresses:
        page.set_viewport_size(DESKTOP["viewport"])
        page.goto(address)
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("html")).to_have_attribute("lang", "zh")
        expect(page.locator('meta[name="description"]')).to_have_attribute("content", re.compile(".{8}"))
        page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
        for scheme in ("default", "slate"):
            page.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
            assert page.evaluate(FAINT) == [], f"{address} {scheme}"
        page.set_viewport_size(NARROW["viewport"])
        # The theme's script moves its columns when it hears of the new width.
        page.wait_for_function(f"(width) => ({TOO_WIDE})(width).length === 0", arg=NARROW["viewport"]["width"])


def test_the_scheme_is_the_systems(open_page: OpenPage) -> None:
    for system, scheme in (("light", "default"), ("dark", "slate")):
        page = open_page(**DESKTOP, color_scheme=system)
        page.goto("./")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_the_first_screen_holds_the_first_ways(phone: Page) -> None:
    phone.goto("./")
    cards = phone.locator(".pb-cards").first.locator(".pb-card")
    expect(cards).to_have_count(5)
    for card in cards.all():
        box = card.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["viewport"]["height"]
        assert box["height"] >= 44


def test_what_is_tapped_is_large_enough(phone: Page) -> None:
    for address in ("calculators/response-level/", "calculators/priority-score/", "scripts/"):
        phone.goto(address)
        small = phone.evaluate(
            """[...document.querySelectorAll("article :is(button, .pb-input input, .pb-option, .pb-button)")]
                .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
                .map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert not small, address


@pytest.mark.parametrize(
    ("query", "found"),
    [("LTV", "response-level"), ("NPS", "priority-score"), ("代步车", "scripts"), ("刹车片", "response-level")],
)
def test_search_finds(query: str, found: str, desktop: Page) -> None:
    desktop.goto("./")
    desktop.locator(".md-search__input").fill(query)
    desktop.locator(".md-search__input").press("End")  # the theme listens to keys
    links = desktop.locator(".md-search-result__link")
    links.first.wait_for()
    assert any(found in str(link.get_attribute("href")) for link in links.all())


def test_without_scripts_the_tables_and_the_tree_are_there(open_page: OpenPage) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    page.goto("calculators/response-level/")
    expect(page.locator("playbook-calculator")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    for part in (".pb-triggers", ".pb-table", ".pb-tree"):
        expect(page.locator(part).first).to_be_visible()
    page.goto("decide/")
    expect(page.locator(".pb-tree .pb-level")).to_have_count(3)
    page.goto("scripts/")
    expect(page.locator("[data-copy]").first).to_be_hidden()
