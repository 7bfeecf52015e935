"""Checks of Markdown: figures and links that lead nowhere, each at its line and column."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from playbook.check.pages import worded
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.base import REFERENCE
from playbook.model.blocks.markdown import Markdown
from playbook.model.page import Page, shown_blocks
from playbook.model.pages import folder
from playbook.source.document import Document, Location
from playbook.source.markdown import links, outside_code, place, target

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""How an address begins that is not of this handbook."""
ADDRESS = re.compile(r"(\.ya?ml|(/index)?\.html?)$", re.IGNORECASE)
"""How a page's YAML file may end, or its address."""


def problems(reading: Reading) -> list[Problem]:
    """Return the figures that there are not, and the links to no page, of the Markdown of pages that could be read."""
    pages = worded(reading.models, reading.documents)
    return [problem for name, page, document in pages for problem in _page(name, page, document, reading)]


def holds(page: Any, pages: Mapping[str, Page]) -> bool:
    """Tell whether a page has Markdown, whose headings make places of their own; `pages` are all that have blocks."""
    return isinstance(page, Page) and any(isinstance(block, Markdown) for block in shown_blocks(page, pages))


def written(page: Any, document: Document) -> Iterator[tuple[Location, str]]:
    """Yield the Markdown of a page as it stands in its file, with its location."""
    for index, block in enumerate(page.blocks):
        if isinstance(block, Markdown):
            yield ("blocks", index, "text"), document.data["blocks"][index]["text"]


def _page(name: str, page: Any, document: Document, reading: Reading) -> Iterator[Problem]:
    figures: Mapping[str, Any] | None = reading.models["figures"].figures if reading.models["figures"] else None
    for at, text in written(page, document):
        for start, piece in outside_code(text):
            for found in REFERENCE.finditer(piece):
                if figures is not None and found[1] not in figures:
                    wanted = "the name of a figure in figures.yml between {{ and }}"
                    said = expected(wanted, repr(found[1]), sorted(figures))
                    yield Problem(document.path, *place(document, at, text, start + found.start()), said)
        for start, _, link in links(text):
            dead = _dead(name, link, reading)
            if dead:
                yield Problem(document.path, *place(document, at, text, start), dead)
        for start, _, link in links(text, outside=True):
            if not _is_address(link):
                said = expected("an address such as https://example.org/", repr(link))
                yield Problem(document.path, *place(document, at, text, start), said)


def _is_address(link: str) -> bool:
    try:
        urlsplit(link)
    except ValueError:
        return False
    return True


def _dead(name: str, link: str, reading: Reading) -> str | None:
    """Return what is wrong with a link, None where it leads somewhere."""
    if ELSEWHERE.match(link):
        what = "an address that begins with https:, http:, mailto: or tel:, or a file of the handbook"
        return expected(what, repr(link))
    leads, _, is_page = target(name, link)
    if leads in (reading.pages if is_page else reading.static):
        return None
    meant = _meant(name, link, reading)
    if meant:
        return expected(f"{meant!r}, the file of the page", repr(link))
    if is_page:
        return expected("the file of a page", repr(link), reading.pages)
    return expected("a file of the folder static", repr(link), reading.static)


def _meant(name: str, link: str, reading: Reading) -> str | None:
    """Return the page's file that is meant by the name of its YAML file, or by its address: from the page's or the top.

    None where it is none of these.
    """
    path, _, anchor = link.partition("#")
    bare = ADDRESS.sub("", path).strip("/")
    for page in (posixpath.normpath(posixpath.join(start, bare)) for start in (folder(name), name, "")):
        if bare and page in reading.pages:
            file = posixpath.relpath(f"{page}.md", folder(name) or ".")
            return f"{file}#{anchor}" if anchor else file
    return None
