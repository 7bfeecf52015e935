"""Checks of guards: no link, no block of another page and no place of the navigation leads past one."""

from collections.abc import Iterator

from playbook.check.markdown import written
from playbook.check.pages import worded
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.blocks.include import Include
from playbook.model.blocks.links import Links
from playbook.model.handbook import behind, guards
from playbook.model.page import Page, facing
from playbook.source.document import Document, Location
from playbook.source.markdown import links, place, target


def problems(reading: Reading) -> list[Problem]:
    """Return what leads past a guard, of the files that could be read.

    FOLDER/* names no page: what is guarded is not among those that it stands for.
    """
    models, documents = reading.models, reading.documents
    guarded = guards(models["pages"])
    if not guarded:
        return []
    found = [
        document.problem(location, _open(name))
        for document, location, name in (*_listed(reading), *_to_read(reading))
        if behind(name, guarded)
    ]
    for name, page, document in worded(models, documents):
        own = behind(name, guarded)
        found += [problem for leads, problem in _led(name, page, document) if behind(leads, guarded) not in (None, own)]
    return found


def _listed(reading: Reading) -> Iterator[tuple[Document, Location, str]]:
    """Yield the pages that the navigation names."""
    if reading.models["navigation"]:
        for i, section in enumerate(reading.models["navigation"].sections):
            for k, name in enumerate(section.pages):
                if not name.endswith("/*"):
                    yield reading.documents["navigation"], ("sections", i, "pages", k), name


def _to_read(reading: Reading) -> Iterator[tuple[Document, Location, str]]:
    """Yield the pages to which the explanations of drills lead."""
    for _, story, document in reading.each("stories"):
        for name, skill in story.skills.items():
            yield document, (name, "page"), skill.page or ""
    for _, drill, document in reading.each("script_drill"):
        yield document, ("page",), drill.page or ""


def _led(name: str, page: Page, document: Document) -> Iterator[tuple[str, Problem]]:
    """Yield each page that the page `name` leads to or shows a block of, with what is wrong where that is guarded."""
    for location, link in facing(page):
        yield link.page, document.problem((*location, "page"), _open(link.page))
    for index, block in enumerate(page.blocks):
        if isinstance(block, Include):
            yield block.page, document.problem(("blocks", index, "page"), _open(block.page))
        for k, named in enumerate(block.pages if isinstance(block, Links) else ()):
            if not named.endswith("/*"):
                yield named, document.problem(("blocks", index, "pages", k), _open(named))
    for at, text in written(page, document):
        for start, _, address in links(text):
            leads, _, is_page = target(name, address)
            if is_page:
                yield leads, Problem(document.path, *place(document, at, text, start), _open(leads))


def _open(name: str) -> str:
    return expected("a page without a guard; a guarded one is reached from the page of its level", repr(name))
