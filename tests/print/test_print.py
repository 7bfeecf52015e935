"""On paper: the sheets from the browser's own print dialog, without colour, without scripts; and ordinary pages."""

import base64
import re
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from playbook.pages import sheets
from playbook.rules.report import audits
from tests.pages.test_pages import HANDBOOKS
from tests.pages.test_sheets import MILLIMETRES, PAPERS
from tests.support.browser import DESKTOP, PHONE, OpenPage

SMALLEST = {"wall-a3": 16, "wall-a4": 12, "tree": 12, "cards": 12}  # CSS pixels: 12 pt and 9 pt
STRAYS = """(sheet) => {
  const paper = sheet.getBoundingClientRect();
  const found = [];
  for (const element of sheet.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    const out = box.left < paper.left - 1 || box.right > paper.right + 1 || box.bottom > paper.bottom + 1;
    const arrow = getComputedStyle(element, "::after").position === "absolute"; // points at the next step
    const cut = !arrow && element.clientWidth && element.scrollWidth > element.clientWidth + 1;
    if (out || cut) found.push(element.outerHTML.slice(0, 90));
  }
  return found;
}"""
SIZES = """(sheet) => {
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest("style, svg")) continue;
    sizes.push(parseFloat(getComputedStyle(parent).fontSize));
  }
  return sizes;
}"""
GREYS = """async (url) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const grey = (i) => data[i] * 0.3 + data[i + 1] * 0.59 + data[i + 2] * 0.11;
  return Array.from({ length: data.length / 4 }, (_, i) => grey(i * 4));
}"""


def on_paper(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def sizes(made: PdfReader) -> list[tuple[float, float]]:
    return [(float(p.mediabox.width) * MILLIMETRES, float(p.mediabox.height) * MILLIMETRES) for p in made.pages]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_the_print_dialog_gives_one_page_too(scripts: bool, open_page: OpenPage) -> None:
    page = open_page(**DESKTOP, java_script_enabled=scripts)
    for name, paper in PAPERS.items():
        page.goto(f"print/{name}/")
        expect(page.locator("[data-print]")).to_be_visible(visible=scripts)
        assert sizes(on_paper(page)) == [pytest.approx(paper, abs=0.5)], name


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_is_cut_off_and_nothing_is_too_small(options: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page(**options)
    for name, paper in PAPERS.items():
        page.emulate_media(media="screen")
        page.goto(f"print/{name}/")
        page.emulate_media(media="print")
        sheet = page.locator(".pb-sheet")
        box = sheet.bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == pytest.approx([side * 96 / 25.4 for side in paper], abs=2)
        assert sheet.evaluate(STRAYS) == []
        assert min(sheet.evaluate(SIZES)) >= SMALLEST[name]
        for around in ("h1", ".md-header", ".md-footer", ".pb-lead", ".pb-print-bar"):
            expect(page.locator(around).first).to_be_hidden()


PLACES = """(sheet) => {
  const paper = sheet.getBoundingClientRect();
  return [...sheet.querySelectorAll("p, li, dd, span")].flatMap((element) => {
    const box = element.getBoundingClientRect();
    return [(box.left - paper.left) / paper.width, (box.top - paper.top) / paper.width, box.height / paper.width];
  });
}"""


def test_the_preview_is_the_printed_sheet_made_smaller(phone: Page) -> None:
    for name, (wide, high) in PAPERS.items():
        phone.emulate_media(media="screen")
        phone.goto(f"print/{name}/")
        sheet, paper = phone.locator(".pb-sheet"), phone.locator(".pb-paper").bounding_box()
        expect(sheet).to_have_attribute("data-scaled", "")
        assert paper and paper["width"] < 390
        assert paper["height"] == pytest.approx(paper["width"] * high / wide, rel=0.01)
        preview = sheet.evaluate(PLACES)
        phone.emulate_media(media="print")
        assert preview == pytest.approx(sheet.evaluate(PLACES), abs=0.002), name


def test_type_grows_where_there_is_room(browser: Browser) -> None:
    handbook = HANDBOOKS["bakery"]()
    page = browser.new_page()
    page.set_content(sheets.document(handbook, audits(handbook), sheets.items(handbook)))
    page.emulate_media(media="print")
    for sheet in page.locator(".pb-sheet").all():
        assert sheet.evaluate(STRAYS) == []
    fits = page.locator("[data-fit]").evaluate_all(
        "all => all.map((e) => Number(e.style.getPropertyValue('--pb-fit')))"
    )
    assert len(fits) == 4 and min(fits) > 1.2
    page.close()


def greys(place: Locator) -> list[float]:
    """An element as a printer without colour sees it: a grey from 0 (black) to 255 for each pixel."""
    url = "data:image/png;base64," + base64.b64encode(place.screenshot()).decode()
    found: list[float] = place.page.evaluate(GREYS, url)
    return found


def test_patterns_tell_levels_apart_without_colour(desktop: Page) -> None:
    desktop.goto("print/wall-a3/")
    desktop.emulate_media(media="print")
    desktop.add_style_tag(content=".pb-pattern { --pb-stroke: #666 !important; width: 60px !important }")
    desktop.evaluate(
        "document.querySelector('.pb-wall-levels').append(document.querySelector('.pb-wall-level').cloneNode(true))"
    )
    patterns = desktop.locator(".pb-wall-level > .pb-pattern")
    assert patterns.evaluate_all("all => all.map((e) => e.dataset.pattern)") == ["0", "1", "2", "0"]
    patterns.last.evaluate("element => { element.dataset.pattern = 3 }")
    seen = [greys(pattern) for pattern in patterns.all()]
    for one, other in combinations(seen, 2):
        length = min(len(one), len(other))
        differing = sum(abs(a - b) > 80 for a, b in zip(one, other, strict=False)) / length
        assert differing > 0.1
    assert sum(grey < 140 for grey in seen[0]) / len(seen[0]) > 0.8


def test_levels_differ_in_shape_word_and_border(desktop: Page) -> None:
    desktop.goto("print/wall-a4/")
    levels = desktop.locator(".pb-wall-level")
    for told in (
        "all => all.map((e) => e.querySelector('polygon').getAttribute('points'))",
        "all => all.map((e) => e.querySelector('strong').textContent)",
        "all => all.map((e) => getComputedStyle(e).borderTopStyle)",
    ):
        found = levels.evaluate_all(told)
        assert len(found) == len(set(found)) == 3


def test_pdf_files_are_linked_where_the_build_made_them(phone: Page, site: Path) -> None:
    phone.goto("print/")
    links = phone.locator('a[href$=".pdf"]').evaluate_all("all => all.map((link) => link.getAttribute('href'))")
    assert sorted(links) == [f"../print/{name}.pdf" for name in sorted(PAPERS)]
    for link in phone.locator('a[href$=".pdf"]').all():
        link.click(trial=True)  # nothing lies over it
    for name in PAPERS:
        assert (site / f"print/{name}.pdf").read_bytes().startswith(b"%PDF")
        phone.goto(f"print/{name}/")
        assert phone.locator('a[href$=".pdf"]').get_attribute("href") == f"../../print/{name}.pdf"


def test_the_button_prints(phone: Page) -> None:
    phone.add_init_script("window.print = () => { window.printed = true }")
    phone.goto("print/wall-a4/")
    phone.locator("[data-print]").tap()
    assert phone.evaluate("window.printed")


def test_ways_lead_to_the_sheets(phone: Page) -> None:
    for start in ("./", "levels/", "sop/"):
        phone.goto(start)
        phone.locator('article a[href$="print/"]').first.tap()
        expect(phone.locator("h1")).to_contain_text("打印")


ORDINARY = ["levels/", "sop/", "contacts/", "scripts/", "calculators/response-level/#ltv=150000&deadline_hours=24"]


@pytest.mark.parametrize("address", ORDINARY)
def test_an_ordinary_page_on_paper(address: str, open_page: OpenPage) -> None:
    page = open_page(**DESKTOP, color_scheme="dark")  # paper is white all the same
    page.goto(address)
    if "#" in address:
        expect(page.locator('[data-result="level"]').first).to_have_attribute("data-value", "1")
    page.emulate_media(media="print")
    for aside in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", "nav", ".headerlink", "button"):
        assert page.locator(aside).evaluate_all("all => all.filter((e) => e.checkVisibility()).length") == 0, aside
    links = page.locator("article a:visible").evaluate_all(
        "all => all.map((e) => [getComputedStyle(e).color, getComputedStyle(e).textDecorationLine])"
    )
    assert links
    for colour, line in links:
        red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
        assert max(red, green, blue) < 128 and blue - red < 20 and line == "none", colour
    whole = page.locator("article :is(.pb-contact, .pb-branch, .pb-panel--level, .pb-speech, .pb-result)")
    kept = whole.evaluate_all("all => all.map((e) => getComputedStyle(e).breakInside)")
    assert set(kept) <= {"avoid"}
    grounds = page.locator("article :is(.pb-panel, .pb-branch, .pb-speech)").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).backgroundColor)"
    )
    assert set(grounds) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


def test_a_calculator_is_printed_with_what_was_given_and_its_result(desktop: Page) -> None:
    desktop.goto("calculators/response-level/#ltv=150000&deadline_hours=24&safety=medium")
    expect(desktop.locator('[data-result="level"]').first).to_have_attribute("data-value", "1")
    desktop.emulate_media(media="print")
    expect(desktop.locator('playbook-calculator [data-result="level"]').first).to_be_visible()
    expect(desktop.locator("#ltv")).to_have_value("150000")
    expect(desktop.locator("#ltv")).to_be_visible()
    shown = desktop.locator('[data-field="safety"] .pb-option:visible').all_inner_texts()
    assert shown == ["中"]
    desktop.goto("calculators/response-level/")
    desktop.reload()
    expect(desktop.locator("#ltv")).to_have_value("")
    expect(desktop.locator("playbook-calculator")).to_be_hidden()
