"""What names a page, a file or a script that is not there is left out, and the rest of the handbook goes on.

First everything is checked as if what is named were there: what is wrong then is a problem. After that, names of what
is not there are told as well, and each takes with it the part of its file that cannot be said without it. So does all
that is wrong only now. It goes on until nothing is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from playbook.check import pages
from playbook.errors import Problem, Problems
from playbook.model.absent import is_absent
from playbook.model.link import Link
from playbook.source.document import Document, Location

WORDS = {("blocks", "*"): "the block", ("blocks", "*", "links", "*"): "the link", ("links", "*"): "the link"}
PARTS: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "pages": WORDS | {("notes", "*"): "the note"},
    "lessons": WORDS | {("reading", "*"): "the page to read", ("drills", "*"): "the questions"},
    "practice": WORDS,
    "exam": WORDS,
    "ledger": WORDS,
    "levels": {("calculator",): "it"},
    "calculators": {("benchmarks", "*"): "the benchmark"},
    "stories": {
        **{(skill,): "the questions" for skill in ("level", "spending", "priority")},
        **{(skill, "page"): "the page to read" for skill in ("level", "spending", "priority")},
    },
    "script_drill": {("page",): "the page to read", ("fits", "*"): "the script"},
    "incidents": {("named_by", "*"): "the blank", ("ledger",): "the row", ("ledger", "cells", "*"): "the cell"},
    "sop": {("steps", "*", "branches", "*"): "the level's checks"},
    "glossary": {("terms", "*"): "the term"},
    "prints": {("sheets", "*"): "the sheet"},
    "navigation": {("home",): "it"},
}
"""What may be left out by itself, and what it is called. Anything else takes its whole file with it: a rule without one
of its thresholds, or a step without its time, would be another rule, another step."""
SCRIPTS = "scripts"
"""The page whose places are the names of files."""
KEPT = ("brand", "units", "navigation", "interface", "schema")
"""Files that are not left out as a whole."""


class Files(Protocol):
    """What has been read: `documents` and names of files by kind. What is left out is taken from both."""

    problems: list[Problem]
    documents: dict[str, Document | dict[str, Document]]
    stems: dict[str, list[str]]


@dataclass(frozen=True)
class Tried:
    """The models of what has been read, what is wrong with files and between them, and what is not there.

    `missed` are the kinds of what a file names and is not there, by its path.
    """

    models: dict[str, Any]
    faults: list[Problem]
    between: list[Problem]
    missed: Mapping[str, set[str]]


def settled(files: Files, tried: Callable[[bool], Tried]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the models of what is left of the files, and what is not. Raises Problems.

    `tried` checks the files as they are; it is told whether names of what is not there are problems.
    """
    made = tried(False)
    unknown = {path for path, kinds in made.missed.items() if "figures" in kinds}
    if unknown:  # formulas name figures too
        unknown |= {document.path for kind, _, document in _each(files.documents) if kind == "calculators"}
    # What a file says with numbers that are not known fits nothing; it will be left out.
    between = [problem for problem in made.between if problem.path not in unknown]
    found = [problem for problem in (*made.faults, *between) if not problem.absent]
    if found or files.problems:
        raise Problems([*files.problems, *found])
    cut, notes = _Cut(files), list[Problem]()
    told = [*made.between, *cut.stranded(made.models)]
    while told or any(made.missed.values()):
        made = tried(True)
        told = [*made.faults, *made.between, *cut.stranded(made.models)]
        notes += cut.out(told)
        if not told:
            break
    return made.models, tuple(sorted(set(notes)))


class _Cut:
    """Takes parts out of files, and knows which places of pages went with them."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.gone: set[tuple[str, str]] = set()

    def out(self, told: list[Problem]) -> Iterator[Problem]:
        """Take out what the problems are about; yield what is said of each. Raises Problems, those that cannot be."""
        held = {document.path: (kind, stem, document) for kind, stem, document in _each(self.files.documents)}
        cuts: dict[str, set[Location]] = {}
        found = [(problem, _part(held.get(problem.path), problem.location)) for problem in told]
        if any(part is None for _, part in found):
            raise Problems(problem for problem, part in found if part is None)
        for problem, part in sorted(found, key=lambda each: each[0]):
            parts = cuts.setdefault(problem.path, set())
            if part is None or part in parts:
                continue  # what is left out is told once
            parts.add(part)
            word = _called(held[problem.path][0], part) or "the file"
            yield Problem(problem.path, problem.line, problem.column, f"{problem.message}; left out: {word}")
        for path, parts in cuts.items():
            self._cut(*held[path], parts)

    def _cut(self, kind: str, stem: str, document: Document, parts: set[Location]) -> None:
        documents = self.files.documents[kind]
        if () in parts:
            self._whole(kind, stem, document)
            return
        left = document.without(parts)
        if kind == "pages":
            self.gone |= {(stem, name) for name in _ids(document.data) - _ids(left.data)}
        if isinstance(documents, dict):
            documents[stem] = left
        else:
            self.files.documents[kind] = left

    def _whole(self, kind: str, stem: str, document: Document) -> None:
        """Take out a file; with a page that guards its folder, the pages in there, which nothing would guard."""
        documents, stems = self.files.documents[kind], self.files.stems[kind]
        if not isinstance(documents, dict):
            del self.files.documents[kind]
            stems.clear()
            return
        guards = kind == "pages" and any(_guards(block) for block in document.data.get("blocks", ()))
        for name in [name for name in stems if name == stem or (guards and name.startswith(f"{stem}/"))]:
            documents.pop(name, None)
            stems.remove(name)

    def stranded(self, models: Mapping[str, Any]) -> list[Problem]:
        """Return the links to places that are left out, and to scripts that are not there."""
        scripts = self.files.stems["scripts"]
        files = _each(self.files.documents)
        own = _ids([document.data for kind, stem, document in files if (kind, stem) == ("pages", SCRIPTS)])

        def lost(link: Link) -> bool:
            if link.page != SCRIPTS or link.anchor is None:
                return (link.page, link.anchor) in self.gone
            inside = link.anchor in own or any(link.anchor.startswith(f"{script}-") for script in scripts)
            return not inside and is_absent(link.anchor, scripts)

        return [
            document.problem((*location, "anchor"), f"there is no place {link.anchor!r} on the page {link.page!r}")
            for document, location, link in pages.links(models, self.files.documents)
            if lost(link)
        ]


def _each(documents: Mapping[str, Document | dict[str, Document]]) -> Iterator[tuple[str, str, Document]]:
    for kind, held in documents.items():
        if isinstance(held, dict):
            yield from ((kind, stem, document) for stem, document in held.items())
        else:
            yield kind, "", held


def _part(held: tuple[str, str, Document] | None, location: Location | None) -> Location | None:
    """Return the smallest part around a location that may be left out, () for the file, None where nothing may.

    What has no location is written by hand, as links in Markdown are.
    """
    if held is None or location is None:
        return None
    kind, _, document = held
    for end in range(len(location), 0, -1):
        part = location[:end]
        if _called(kind, part) and not _guards(_at(document.data, part)):
            return part
    return None if kind in KEPT else ()


def _called(kind: str, part: Location) -> str | None:
    """Return what a part of a file is called that may be left out by itself."""
    for pattern, word in PARTS.get(kind, {}).items():
        if len(pattern) == len(part) and all(a in ("*", b) for a, b in zip(pattern, part, strict=True)):
            return word
    return None


def _at(data: Any, location: Location) -> Any:
    for key in location:
        data = data[key]
    return data


def _guards(block: Any) -> bool:
    """Tell whether a block stands before pages, which no page may do without."""
    return isinstance(block, dict) and block.get("type") == "guard"


def _ids(data: Any) -> set[str]:
    """Return all that is an id in there."""
    if isinstance(data, dict):
        own = {data["id"]} if isinstance(data.get("id"), str) else set()
        return own.union(*map(_ids, data.values()))
    return set[str]().union(*map(_ids, data)) if isinstance(data, tuple | list) else set()
