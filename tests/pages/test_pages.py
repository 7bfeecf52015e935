"""Pages as Markdown: their heads, their links, and every kind of page of a small handbook of another trade.

After a wanted change of the templates: `UPDATE_GOLDEN=1 pytest tests/pages/test_pages.py`, then read the difference.
"""

import os
import posixpath
import re
from urllib.parse import urldefrag

import pytest
import yaml

from playbook.load.handbook import load
from playbook.model.handbook import Handbook, behind
from playbook.pages import navigation
from playbook.pages.addresses import relative_url
from playbook.pages.environment import ink, markdown, paragraphs
from playbook.pages.rendering import Page, pages
from playbook.pages.words import weekday_runs
from playbook.source import shipped
from tests.support.browser import ROOT
from tests.support.handbooks import leaves

BAKERY = ROOT / "tests/bakery"
GOLDEN = ROOT / "tests/golden"
CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def bakery() -> Handbook:
    return load(BAKERY / "content", BAKERY / "settings", ROOT)


def shipped_handbook() -> Handbook:
    return load(ROOT / "playbook/content", ROOT / "site_config", ROOT)


HANDBOOKS = {"shipped": shipped_handbook, "bakery": bakery}


@pytest.fixture(scope="module", params=HANDBOOKS)
def rendered(request: pytest.FixtureRequest) -> list[Page]:
    return pages(HANDBOOKS[request.param]())


def test_every_kind_of_page_is_as_it_was() -> None:
    now = {page.path: page.text for page in pages(bakery())}
    if os.environ.get("UPDATE_GOLDEN"):
        for path in GOLDEN.rglob("*.md"):
            path.unlink()
        for name, text in now.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8")
    before = {p.relative_to(GOLDEN).as_posix(): p.read_text(encoding="utf-8") for p in GOLDEN.rglob("*.md")}
    assert sorted(now) == sorted(before)
    for name, text in now.items():
        assert text == before[name], name


def test_a_handbook_in_another_language_shows_no_word_of_this_one() -> None:
    assert {page.path: CHINESE.findall(page.text) for page in pages(bakery())} == {
        page.path: [] for page in pages(bakery())
    }


def test_a_page_has_a_short_title_a_description_one_heading_and_a_lead(rendered: list[Page]) -> None:
    for page in rendered:
        _, matter, body = page.text.split("---\n", 2)
        head = yaml.safe_load(matter)
        assert head["title"] == page.title
        assert 0 < len(head["title"]) < 30, page.path
        assert head["description"], page.path
        assert len(re.findall(r"^# ", body, re.MULTILINE)) + body.count("<h1") == 1, page.path
        assert re.search(r'^<p class="pb-lead">.+</p>$', body, re.MULTILINE), page.path


def ids(page: Page) -> list[str]:
    return [raw or heading for raw, heading in re.findall(r' id="([^"]+)"|\{: #([\w-]+)', page.text)]


def address(path: str) -> str:
    """Where a page stands in the site: the folder that its index file is in."""
    return path.removesuffix("index.md").rstrip("/") if path.endswith("index.md") else path.removesuffix(".md")


def test_every_link_leads_to_a_page_and_a_place_on_it(rendered: list[Page]) -> None:
    known = {address(page.path): ids(page) for page in rendered}
    broken = []
    for page in rendered:
        for link in re.findall(r'href="([^"]+)"(?! download)', page.text):  # files are looked for in a built site
            target, anchor = urldefrag(link)
            if target.startswith(("tel:", "data:")):
                continue
            place = posixpath.normpath(posixpath.join("/", address(page.path), target)).lstrip("/")
            inputs = "=" in anchor  # of a calculator, not a place
            if place not in known or (anchor and not inputs and anchor not in known[place]):
                broken.append((page.path, link))
    assert not broken


def test_ids_stand_once_on_a_page(rendered: list[Page]) -> None:
    for page in rendered:
        assert len(ids(page)) == len(set(ids(page))), page.path


def test_the_list_of_sources_shows_where_each_row_is_used() -> None:
    text = {page.path: page.text for page in pages(bakery())}["sources.md"]
    cited = {
        row: re.findall(r">([^<>]+)</a>", item) for row, item in re.findall(r'<li id="([^"]+)">(.*?)</li>', text, re.S)
    }
    assert cited["bk-02"][:3] == ["Steps", "Words", "Whom to call"]
    assert cited["bk-04"] == ["The top shelf"]
    assert cited["bk-03"] == []


def test_the_navigation_names_pages_that_exist() -> None:
    for handbook in (bakery(), shipped_handbook()):
        open_pages = [page.path for page in pages(handbook) if not behind(page.name, handbook.guards)]
        assert sorted(leaves(navigation.navigation(handbook))) == sorted(open_pages)


@pytest.mark.parametrize(
    ("start", "target", "anchor", "expected"),
    [
        ("home", "sop", None, "sop/"),
        ("home", "home", None, "./"),
        ("sop", "home", None, "../"),
        ("sop", "sources", "et-02", "../sources/#et-02"),
        ("calculators", "calculators/roi", None, "../calculators/roi/"),
        ("calculators/roi", "calculators", None, "../../calculators/"),
        ("calculators/roi", "sop", "start", "../../sop/#start"),
        ("sop", "sop", "start", "#start"),
    ],
)
def test_addresses_are_relative(start: str, target: str, anchor: str | None, expected: str) -> None:
    assert relative_url(start, target, anchor) == expected


def test_templates_hold_no_word_of_a_language() -> None:
    templates = [*(shipped.path("templates")).rglob("*.j2"), *(shipped.path("templates")).rglob("*.html")]
    assert templates
    assert [path.name for path in templates if CHINESE.search(path.read_text(encoding="utf-8"))] == []


def test_text_is_shown_as_it_is_written() -> None:
    assert markdown("1. *a* <b> [c](d) #e") == r"1\. \*a\* &lt;b&gt; \[c\]\(d\) \#e"


@pytest.mark.parametrize(
    ("days", "runs"),
    [
        (("mon", "tue", "wed", "thu", "fri"), [("mon", "fri")]),
        (("sun", "mon", "tue", "sat"), [("mon", "tue"), ("sat", "sun")]),
        (("wed",), [("wed", "wed")]),
    ],
)
def test_weekdays_become_runs(days: tuple[str, ...], runs: list[tuple[str, str]]) -> None:
    assert weekday_runs(days) == runs


def test_a_body_becomes_paragraphs_lines_and_blanks() -> None:
    assert paragraphs("{a}, hello\nb\n\nc {a}\n") == [
        [[("", "a"), (", hello", None)], [("b", None)]],
        [[("c ", "a")]],
    ]


def test_ink_can_be_read_on_every_colour() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    levels = range(0, 256, 51)
    for colour in (f"#{r:02x}{g:02x}{b:02x}" for r in levels for g in levels for b in levels):
        light, dark = sorted((luminance(colour), luminance(ink(colour))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, colour
