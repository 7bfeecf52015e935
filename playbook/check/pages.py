"""Checks of pages: what blocks say of each other, anchors used twice, statements without a source."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from playbook.check.lists import filled
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.absent import near
from playbook.model.blocks.base import Block
from playbook.model.blocks.calculator import CalculatorBlock
from playbook.model.blocks.decision import Decision
from playbook.model.blocks.figure import Figure
from playbook.model.blocks.include import Include
from playbook.model.blocks.script import ScriptBlock
from playbook.model.blocks.table import Table
from playbook.model.link import Link
from playbook.model.page import Page, facing, shown_blocks
from playbook.model.pages import BUILT_IN, TRAINING, folder
from playbook.source.document import Document, Location

INDEX = ("index", "README")
"""What the site engine takes for a folder's own page, in these letters; content calls it by the folder's name."""

FILE = re.compile(r"^(\./)?(pages/)?|\.(ya?ml|md)$", re.IGNORECASE)
"""What a page's file has around the page's name."""

type Found = Iterator[tuple[Location, str]]

WORDED = {
    "pages": "{}",
    "lessons": f"{TRAINING}/{{}}",
    "practice": f"{TRAINING}/practice",
    "exam": f"{TRAINING}/exam",
    "ledger": "ledger",
}
"""The kinds of files that are pages made of blocks, and what the pages are called."""


def problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with pages, for those that could be read."""
    found = []
    for _, page, document in worded(reading.models, reading.documents):
        found += [
            document.problem(*each) for each in chain(_blocks(page, reading), _anchors(page), _alone(page, reading))
        ]
        for place, block in enumerate(page.blocks):
            if isinstance(block, ScriptBlock) and block.body is not None:
                found += filled(document, ("blocks", place), block.placeholders, {"body": block.body})
    return found + _taken(reading) + _orders(reading) + _patterns(reading)


def worded(models: Mapping[str, Any], documents: Mapping[str, Any]) -> Iterator[tuple[str, Page, Document]]:
    """Yield the pages made of blocks that could be read: name, model, document."""
    for kind, called in WORDED.items():
        held = models[kind]
        if isinstance(held, dict):
            yield from ((called.format(name), page, documents[kind][name]) for name, page in held.items())
        elif held:
            yield called, held, documents[kind]


def links(models: Mapping[str, Any], documents: Mapping[str, Any]) -> Iterator[tuple[Document, Location, Link]]:
    """Yield every link that content gives, with its place."""
    for _, page, document in worded(models, documents):
        yield from ((document, location, link) for location, link in facing(page))


def _blocks(page: Page, reading: Reading) -> Found:
    known, inventory = page.by_id, bool(reading.stems["sources"])
    for place, block in enumerate(page.blocks):
        at: Location = ("blocks", place)
        if inventory and block.STATES and not block.cites and not page.sources:
            yield at, expected("sources, of this block or of its page", "none")
        yield from (((*at, *inner), message) for inner, message in block.faults(known))
        yield from (((*at, *inner), message) for inner, message in _elsewhere(block, reading))


def _alone(page: Page, reading: Reading) -> Found:
    """Yield a second calculator, be it another page's: the inputs of one stand in the page's address.

    And a second table that is kept: a page offers one workbook. One of another page comes with that page's workbook.
    """
    shown = enumerate(shown_blocks(page, reading.models["pages"]))
    places = [place for place, block in shown if isinstance(block, CalculatorBlock)]
    for place in places[1:]:
        yield ("blocks", place), expected("one calculator on a page", "another")
    kept = [place for place, block in enumerate(page.blocks) if isinstance(block, Table) and block.keep]
    for place in kept[1:]:
        yield ("blocks", place, "keep"), expected("one table on a page of which readers keep their own", "another")


def _elsewhere(block: Block, reading: Reading) -> Found:
    """Yield what a block names of another file and is not there."""
    models = reading.models
    if isinstance(block, Include) and block.page in models["pages"]:
        known = models["pages"][block.page].by_id
        if block.block not in known:
            yield ("block",), expected(f"the id of a block of the page {block.page}", repr(block.block), known)
        elif isinstance(known[block.block], Include):
            yield ("block",), expected("a block that is not itself included", repr(block.block))
    if isinstance(block, Figure) and block.file not in reading.static:
        yield ("file",), expected("a file of the folder static", repr(block.file), reading.static)
    if isinstance(block, Decision) and block.calculator in models["calculators"]:
        forms = [form.id for form in models["calculators"][block.calculator].forms]
        if block.form not in forms:
            yield ("form",), expected(f"the id of a form of {block.calculator}", repr(block.form), forms)


def _anchors(page: Page) -> Found:
    """Yield the blocks whose id, which is their anchor, another part of the page has."""
    named = [(name, place) for place, block in enumerate(page.blocks) for name in (block.id, *block.ids) if name]
    seen: set[str] = set()
    for name, place in named:
        if name in seen:
            yield ("blocks", place), f"the id {name!r} stands on this page a second time"
        seen.add(name)


def _taken(reading: Reading) -> list[Problem]:
    """Return the files of pages/ that stand where a page of another file does."""
    taken = Counter(reading.pages)
    return [
        document.problem((), expected("a name that no other page has", repr(name)))
        for name, _, document in reading.each("pages")
        if taken[name] > 1 or name.rpartition("/")[2] in INDEX
    ]


def _orders(reading: Reading) -> list[Problem]:
    """Return the files of a folder that claim a place in the order which another has."""
    found = []
    for kind in ("pages", "lessons"):
        held = list(reading.each(kind))
        taken = Counter((folder(name), page.order) for name, page, _ in held if page.order is not None)
        found += [
            document.problem(("order",), f"the order {page.order} is that of another file, too")
            for name, page, document in held
            if taken[folder(name), page.order] > 1
        ]
    return found


def _patterns(reading: Reading) -> list[Problem]:
    """Return names of pages that are none, where what is not there is left out: those that are nearly a page's.

    And names of files that are pages.
    """
    known = {*reading.pages, *BUILT_IN}, {f"{folder(page)}/*" for page in reading.pages}
    found = []
    for document, location, name in _named(reading.models, reading.documents):
        there = known[name.endswith("/*")]
        page = FILE.sub("", name)
        meant = [page] if page in reading.pages else near(name, there)
        if name not in there and meant:
            found.append(document.problem(location, expected("a page", repr(name), meant)))
    return found


def unmatched(models: Mapping[str, Any], documents: Mapping[str, Any], pages: Sequence[str]) -> list[Problem]:
    """Return what is said of names of pages that are left out, for there is none of `pages` of that name."""
    known = {*pages, *(f"{folder(page)}/*" for page in pages if folder(page))}
    return [
        document.problem(location, f"there is no page {name!r}; left out: the entry")
        for document, location, name in _named(models, documents)
        if name not in known and document.known(location) == location  # the package's own names are nobody's slips
    ]


def _named(models: Mapping[str, Any], documents: Mapping[str, Any]) -> Iterator[tuple[Document, Location, str]]:
    """Yield the names of pages, or FOLDER/* for those in it, of which those that are not there are left out."""
    if models["navigation"] and "navigation" in documents:
        for i, section in enumerate(models["navigation"].sections):
            for k, page in enumerate(section.pages):
                yield documents["navigation"], ("sections", i, "pages", k), page
    if models["brand"]:
        for i, page in enumerate(models["brand"].internal_pages):
            yield documents["brand"], ("internal_pages", i), page
    if models["reviews"]:
        yield from ((documents["reviews"], ("pages", page), page) for page in models["reviews"].pages)
    for _, worded_page, document in worded(models, documents):
        for place, block in enumerate(worded_page.blocks):
            for k, page in enumerate(getattr(block, "pages", ())):
                yield document, ("blocks", place, "pages", k), page
