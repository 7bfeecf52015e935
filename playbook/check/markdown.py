"""Checks of Markdown: figures and links that lead nowhere, each at its line and column."""

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.check.pages import worded
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.base import REFERENCE
from playbook.model.blocks.markdown import Markdown
from playbook.model.pages import folder
from playbook.source.document import Document, Location
from playbook.source.markdown import links, outside_code, place, target


def problems(reading: Reading) -> list[Problem]:
    """Return the figures that there are not, and the links to no page, of the Markdown of pages that could be read."""
    pages = worded(reading.models, reading.documents)
    return [problem for name, page, document in pages for problem in _page(name, page, document, reading)]


def holds(page: Any) -> bool:
    """Tell whether a page has Markdown, whose headings make places of their own."""
    return any(isinstance(block, Markdown) for block in getattr(page, "blocks", ()))


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


def _dead(name: str, link: str, reading: Reading) -> str | None:
    """Return what is wrong with a link, None where it leads somewhere."""
    leads, _, is_page = target(folder(name), link)
    if is_page:
        return None if leads in reading.pages else expected("the file of a page", repr(link), reading.pages)
    return None if leads in reading.static else expected("a file of the folder static", repr(link), reading.static)
