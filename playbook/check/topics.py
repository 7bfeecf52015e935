"""Checks of the pages of substance: what they name exists, what they promise is unique, what is guarded stays so."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.check.lists import filled
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.files import TOPICS
from playbook.model.page_text import Link, LinkGroup
from playbook.model.pages import behind_guard
from playbook.model.topic import Section
from playbook.source.document import Document, Location

OPEN = "a page for every level; the last resorts are reached from the most urgent one only"

type Models = Mapping[str, Any]
type Documents = Mapping[str, Any]


def problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with topics, for those that could be read."""
    models, documents = reading.models, reading.documents
    found = _names(reading) + _orders(models, documents) + _guarded(models, documents)
    for _, topic, document in _topics(models, documents):
        found += _sections(topic, document)
        if getattr(topic, "request", None):
            found += filled(document, ("request",), topic.request.placeholders, {"body": topic.request.body})
    return found


def links(models: Models, documents: Documents) -> Iterator[tuple[Document, Location, Link]]:
    """Yield every link that content gives, with its place."""
    texts = [(text, documents["pages"][stem]) for stem, text in models["pages"].items()]
    for text, document in [*texts, *((topic, document) for _, topic, document in _topics(models, documents))]:
        for i, group in enumerate(getattr(text, "groups", ())):
            if isinstance(group, LinkGroup):
                yield from ((document, ("groups", i, "links", k), link) for k, link in enumerate(group.links))
        for key in ("links", "reading"):
            yield from ((document, (key, k), link) for k, link in enumerate(getattr(text, key, ())))


def units(models: Models, documents: Documents) -> list[tuple[Document, Location, str | None]]:
    """Return the units that tables of figures name, each with its place."""
    tables = (("metrics", "metrics"), ("quarter_end", "columns"), ("records", "columns"))
    return [
        (document, (key, index, "unit"), entry.unit)
        for kind, key in tables
        for _, topic, document in _topics(models, documents, (kind,))
        for index, entry in enumerate(getattr(topic, key))
    ]


def _topics(
    models: Models, documents: Documents, kinds: Sequence[str] = (*TOPICS, "guard")
) -> Iterator[tuple[str, Any, Document]]:
    """Yield the topics that could be read: their kind, their model, their document."""
    for name in kinds:
        if isinstance(models[name], dict):
            for stem, topic in models[name].items():
                yield name, topic, documents[name][stem]
        elif models[name]:
            yield name, models[name], documents[name]


def _names(reading: Reading) -> list[Problem]:
    """Return the names of metrics, scripts and pages that there are not."""
    models, documents, stems, pages = reading.models, reading.documents, reading.stems, reading.pages
    named: list[tuple[Document, Location, str, str, Sequence[str]]] = []
    for kind, topic, document in _topics(models, documents, ("cases", "alliance")):
        if topic.metrics:
            named.append((document, ("metrics",), topic.metrics, "the name of a file of metrics", stems["metrics"]))
        if kind == "alliance" and stems["scripts"]:  # that there is none is reported elsewhere
            named.append((document, ("invitation",), topic.invitation, "the name of a script", stems["scripts"]))
    if models["reviews"]:
        for page in models["reviews"].pages:
            named.append((documents["reviews"], ("pages", page), page, "a page", pages))
    return [
        document.problem(location, expected(what, repr(name), known))
        for document, location, name, what, known in named
        if name not in known
    ]


def _orders(models: Models, documents: Documents) -> list[Problem]:
    """Return the files of a folder that claim a place in the order which another has."""
    found = []
    for name, kind in TOPICS.items():
        if kind.many:
            taken = Counter(topic.order for topic in models[name].values())
            found += [
                documents[name][stem].problem(("order",), f"the order {topic.order} is that of another file, too")
                for stem, topic in models[name].items()
                if taken[topic.order] > 1
            ]
    return found


def _guarded(models: Models, documents: Documents) -> list[Problem]:
    """Return last resorts of another level than the most urgent one, and links that lead past it."""
    found = []
    if models["levels"]:
        first = models["levels"].levels[0].id
        for _, topic, document in _topics(models, documents, ("last_resorts",)):
            if topic.level != first:
                found.append(document.problem(("level",), expected(f"level {first}, the most urgent", topic.level)))
    guarded = [documents["guard"]] if models["guard"] else []
    guarded += [document for _, _, document in _topics(models, documents, ("last_resorts",))]
    if models["navigation"]:
        for i, section in enumerate(models["navigation"].sections):
            listed = [k for k, page in enumerate(section.pages) if behind_guard(page)]
            found += [
                documents["navigation"].problem(("sections", i, "pages", k), expected(OPEN, repr(section.pages[k])))
                for k in listed
            ]
    for document, location, link in links(models, documents):
        inside = any(document is other for other in guarded)
        if not inside and behind_guard(link.page):
            found.append(document.problem((*location, "page"), expected(OPEN, repr(link.page))))
    return found


def _sections(topic: Any, document: Document) -> list[Problem]:
    """Return the parts of a page whose id, which is their anchor, another one has."""
    found = []
    seen: set[Any] = set()
    for key in type(topic).model_fields:
        value = getattr(topic, key)
        parts: list[tuple[Location, Any]] = [((key, "id"), value)] if isinstance(value, Section) else []
        if isinstance(value, tuple):
            parts = [((key, index, "id"), entry) for index, entry in enumerate(value)]
        for place, entry in parts:
            name = getattr(entry, "id", None)
            if name and name in seen:
                found.append(document.problem(place, f"the id {name!r} stands on this page a second time"))
            seen.add(name)
    return found
