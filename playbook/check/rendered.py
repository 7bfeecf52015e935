"""What only the finished pages show: rows that nothing cites, links to no place, places that are there twice."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import unquote

from playbook.check import markdown, pages
from playbook.errors import Problem, expected
from playbook.model.handbook import Handbook
from playbook.model.page import Page, shown_blocks
from playbook.source.document import Document
from playbook.source.markdown import links, outside_code, place, target

CITED = re.compile(r'data-source="([^"]+)"')
PLACES = re.compile(r' id="([^"]+)"|\{: #([\w-]+)')

THEMES = "__"
"""How the places begin that the site's theme gives every page."""


def cited(text: str) -> set[str]:
    """Return the ids of the inventory rows that a page's text cites."""
    return set(CITED.findall(text))


def places(text: str) -> set[str]:
    """Return the anchors of a page's text."""
    return {raw or heading for raw, heading in PLACES.findall(text)}


def problems(handbook: Handbook, texts: Mapping[str, str], html: Callable[[str], str] | None = None) -> list[Problem]:
    """Return what is wrong with the pages as they are drawn, `texts` by name; `html` as `anchors` has it."""
    return [*anchors(handbook, texts, html), *twice(handbook, texts)]


def twice(handbook: Handbook, texts: Mapping[str, str]) -> list[Problem]:
    """Return the ids of content that a page has a second time, be it that the program gives it that place.

    `texts` are the pages' by name. A link to such a place leads to the first of them only.
    """
    found = []
    for name, page, document in pages.worded(vars(handbook), handbook.documents):
        text = texts.get(name, "")  # of words for a built-in page that this handbook does without there is none
        if markdown.holds(page, handbook.pages):  # what stands in code is no place
            text = "\n".join(piece for _, piece in outside_code(text))
        counted = Counter(raw or heading for raw, heading in PLACES.findall(text))
        for anchor in [each for each, count in counted.items() if count > 1 or each.startswith(THEMES)]:
            said = expected("an id that no other part of the page has", repr(anchor))
            found.append(Problem(document.path, *_given(anchor, page, document, handbook), said))
    return found


def _given(anchor: str, page: Page, document: Document, handbook: Handbook) -> tuple[int, int]:
    """Return where a page's file gives an id: the last place, of which the first ones may be the program's."""
    for index, block in reversed(list(enumerate(shown_blocks(page, handbook.pages)))):
        own = page.blocks[index]
        if own.id == anchor:
            told = document.problem(("blocks", index, "id"), "")
            return told.line, told.column
        if anchor in block.ids:
            entry = [each.id for each in getattr(block, block.ENTRIES)].index(anchor)
            told = document.problem(("blocks", index, block.ENTRIES, entry, "id"), "")
            return told.line, told.column
    written = [
        place(document, at, text, found.start() + 1)
        for at, text in markdown.written(page, document)
        for found in PLACES.finditer(text)
        if anchor in found.groups()
    ]
    return written[-1] if written else (1, 1)


def uncited(handbook: Handbook, texts: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each inventory row that no page cites; `texts` are the pages' by name."""
    if not handbook.sources.rows:
        return []
    found = set().union(*map(cited, texts.values()))
    document = handbook.documents["sources"]
    return [
        document.problem(("rows", index, "id"), expected("a page that cites this row", "none"))
        for index, row in enumerate(handbook.sources.rows)
        if row.id not in found
    ]


def lines(handbook: Handbook, texts: Mapping[str, str]) -> list[str]:
    """Return how many of the inventory's rows the pages cite, a line; none where there is no inventory."""
    rows = len(handbook.sources.rows)
    return [f"sources: {rows - len(uncited(handbook, texts))} of {rows} rows cited"] if rows else []


def anchors(handbook: Handbook, texts: Mapping[str, str], html: Callable[[str], str] | None = None) -> list[Problem]:
    """Return content's links to places that a page does not have; `texts` are the pages' by name.

    `html` makes HTML of a page's text: only there Markdown's headings are places. Without it those are not known, and
    no link to a page with Markdown is told.
    """

    @cache
    def known(name: str) -> set[str] | None:
        if not markdown.holds(handbook.every_page[name][1], handbook.pages):
            return places(texts[name])
        return places(html(texts[name])) if html else None

    found = []
    for document, location, link in pages.links(vars(handbook), handbook.documents):
        said = _missing(link.page, link.anchor, known)
        if said:
            found.append(document.problem((*location, "anchor"), said))
    for name, page, document in pages.worded(vars(handbook), handbook.documents):
        for at, text in markdown.written(page, document):
            for start, _, address in links(text):
                leads, anchor, is_page = target(name, address)
                said = _missing(leads, anchor, known) if is_page else None
                if said:
                    found.append(Problem(document.path, *place(document, at, text, start), said))
    return found


def _missing(page: str, anchor: str | None, known: Callable[[str], set[str] | None]) -> str | None:
    """Return what is wrong with a link to a place of a page, None where it is there or where that is not known."""
    there = known(page) if anchor else None
    if anchor is None or there is None or anchor in there or unquote(anchor) in there:
        return None
    return expected(f"a place on the page {page!r}", repr(anchor), sorted(there))
