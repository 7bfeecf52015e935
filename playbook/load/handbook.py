"""The files of a handbook, read, validated and cross-checked: a Handbook, or every problem at once."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ValidationError

from calculators import CALCULATORS, decision
from playbook.check import references
from playbook.check.reading import Reading
from playbook.errors import Problem, Problems, expected
from playbook.load import defaults, file_names, interface_words, left_out, names, own_calculators
from playbook.load.compiled_drills import compile_drills
from playbook.load.compiled_rules import compile_rules, mark
from playbook.load.decision_tables import with_tables
from playbook.load.messages import explain
from playbook.model import pages
from playbook.model.calculator import Calculator
from playbook.model.context import PASSED_OVER, Context
from playbook.model.files import CONTENT, OTHER_SETTINGS, SETTINGS, Kind
from playbook.model.handbook import Handbook
from playbook.model.labels import Labels
from playbook.model.reference import Figures, Levels, Rulings, Sources
from playbook.model.schema import Schema
from playbook.model.settings import FORMAT, Navigation, Units
from playbook.source import markdown
from playbook.source.document import Document, read

EMPTY = {
    "figures": Figures(figures={}),
    "sources": Sources.model_construct(documents=(), rows=()),
    "rulings": Rulings(rulings=()),
    "levels": Levels.model_construct(levels=()),
    "navigation": Navigation(sections=()),
}
"""What stands for a file that a handbook does without."""
OF_LANGUAGES = ("interface", "schema", "units")
"""Files that say only what differs from what comes with the package in the handbook's language."""
ENTERED = os.R_OK | os.X_OK  # the rights without which a folder's files are not seen


@dataclass
class Loading:
    """One run over a handbook's folders: what has been read so far, and what was wrong."""

    content: Path
    settings: Path
    shown: Path
    problems: list[Problem]
    documents: dict[str, Document | dict[str, Document]]
    stems: dict[str, list[str]]  # the names of files that stand in a folder, those that cannot be read too
    missed: dict[str, set[str]] = field(default_factory=dict)  # the kinds of what a file names and is not there

    def name(self, path: Path) -> str:
        """Return a path as messages show it: relative to the handbook's configuration where it can be."""
        return path.relative_to(self.shown).as_posix() if path.is_relative_to(self.shown) else str(path)


def load(content: Path, settings: Path, shown: Path) -> Handbook:
    """Return the handbook in the folders `content` and `settings`. Raises Problems, all that there are.

    Paths in messages are relative to `shown`, the folder of the handbook's mkdocs.yml.
    """
    run = Loading(content, settings, shown, [], {}, {})
    for folder, kinds in ((settings, SETTINGS), (content, CONTENT)):
        _read_all(run, folder, kinds)
    _tables(run)
    _written_for(run)
    _unexpected(run)
    _alike(run)
    _unpublishable(run)
    own, faults = own_calculators.read(shown, run.stems["calculators"])
    run.problems += [fault for fault in faults if not fault.absent]
    models, left = left_out.settled(run, partial(_tried, run, {name: each.module for name, each in own.items()}))
    own = {name: each for name, each in own.items() if name in models["calculators"]}
    models |= {name: model for name, model in EMPTY.items() if models[name] is None}
    rules = compile_rules(models, {name: each.mark for name, each in own.items()})
    for name, each in own.items():
        document = run.documents["calculators"][name]  # type: ignore[index]
        run.problems += own_calculators.tried(name, each, models["calculators"][name], rules[name], document)
    if run.problems:
        raise Problems(run.problems)
    made_by = mark(rules)
    drills = compile_drills(models, rules, made_by)
    return Handbook(
        **models,
        rules=rules,
        mark=made_by,
        drills=drills,
        documents=run.documents,
        own_calculators={each.path: each.source for each in own.values()},
        left_out=(*(fault for fault in faults if fault.absent), *left),
    )


def _tried(run: Loading, modules: Mapping[str, ModuleType | None], told: bool) -> left_out.Tried:
    """Return the models of what has been read, and what is wrong; if `told`, names of what is not there are wrong."""
    run = replace(run, problems=[], missed={})
    run.stems[pages.DECISIONS] = names.decisions(run.documents)
    named = names.data(run.documents, "brand", "language")
    language = named if named in interface_words.LANGUAGES else None  # that it is none is reported at its own place
    usual = language or interface_words.LANGUAGES[0]
    context = replace(_context(run, defaults.units(usual)), told=told)
    kinds = {name: kind for name, kind in {**SETTINGS, **CONTENT}.items() if name not in OF_LANGUAGES}
    models = {name: _validated(run, kind, run.documents.get(name), context) for name, kind in kinds.items()}
    spoken = interface_words.words(language) if language else None
    models["interface"] = Labels(_words(run, "interface", spoken, context)) if spoken else None
    models["schema"] = Schema.model_validate(_words(run, "schema", defaults.schema(usual), context))
    models["units"] = _units(run, defaults.units(usual), context)
    for kind in OTHER_SETTINGS.values():
        path = run.settings / kind.path
        _validated(run, kind, _read(run, path) if path.exists() else None, context)
    if not run.stems["figures"]:  # a name that no figure could have is unknown, not one that could not be read
        models["figures"] = EMPTY["figures"]
    pages_named, files = context.pages or (), _static(run.settings)
    known = {**dict.fromkeys(run.stems[pages.DECISIONS], decision), **CALCULATORS, **modules}
    reading = Reading(models, run.documents, run.stems, pages_named, files, known)
    return left_out.Tried(models, run.problems, references.references(reading), run.missed)


def _read_all(run: Loading, folder: Path, kinds: Mapping[str, Kind]) -> None:
    for name, kind in kinds.items():
        if kind.many:
            _read_many(run, folder, name, kind)
            continue
        path = folder / kind.path
        run.stems[name] = [path.stem] if path.exists() or kind.needed else []
        document = _read(run, path) if run.stems[name] else None
        if document:
            run.documents[name] = document


def _read_many(run: Loading, folder: Path, name: str, kind: Kind) -> None:
    parent = folder / kind.folder
    found: dict[str, Path] = {}
    for path in sorted(path for pattern in kind.patterns for path in parent.glob(pattern)):
        if not kind.holds(path.relative_to(folder)):
            continue
        stem = kind.stem(path.relative_to(parent).as_posix())
        if stem in found:
            run.problems.append(
                Problem(run.name(path), 1, 1, expected("one file for a page", f"{found[stem].name}, too"))
            )
        found.setdefault(stem, path)
    run.stems[name] = list(found)
    inside = [parent, *(path for path in parent.rglob("*") if path.is_dir())] if parent.is_dir() else []
    for entered in inside:
        if not os.access(entered, ENTERED):
            run.problems.append(Problem(run.name(entered), 1, 1, "cannot be read: permission denied"))
    read_files = {stem: _read(run, path) for stem, path in found.items()}
    run.documents[name] = {stem: document for stem, document in read_files.items() if document}


def _tables(run: Loading) -> None:
    """Put the tables that stand in files of their own into the calculators that name them."""
    folder = run.content / CONTENT["calculators"].folder
    documents = run.documents["calculators"]
    assert isinstance(documents, dict)
    for stem, document in list(documents.items()):
        try:
            documents[stem] = with_tables(document, folder, Path(run.name(folder)))
        except Problems as error:
            run.problems += error.problems
            del documents[stem]


def _written_for(run: Loading) -> None:
    """Raise Problems, a single one, for a handbook of another format: most of what else was wrong would not be."""
    document, given = run.documents.get("brand"), names.data(run.documents, "brand", "playbook")
    if isinstance(document, Document) and isinstance(given, int) and given != FORMAT:
        what = "install a newer playbook-handbook" if given > FORMAT else "CHANGELOG.md says what to change in it"
        message = f"{expected(f'{FORMAT}, the format of handbooks that this version reads', given)}; {what}"
        raise Problems([document.problem(("playbook",), message)])


def _read(run: Loading, path: Path) -> Document | None:
    try:
        return (markdown.read if path.suffix == markdown.PAGE else read)(path, run.name(path))
    except Problems as error:
        run.problems += error.problems
        return None


def _unexpected(run: Loading) -> None:
    """Report YAML files that no kind claims: a misspelt name would otherwise be silently left out."""
    for folder, kinds in ((run.settings, SETTINGS | OTHER_SETTINGS), (run.content, CONTENT)):
        patterns = [kind.path for kind in kinds.values() if not kind.written]
        for path in sorted(_yaml_files(folder)):
            relative = path.relative_to(folder)
            if not any(kind.holds(relative) for kind in kinds.values()):
                message = expected("a file the handbook knows", relative.name, patterns)
                run.problems.append(Problem(run.name(path), 1, 1, message))


def _alike(run: Loading) -> None:
    """Report files whose names only some computers tell apart."""
    for folder in (run.content, run.settings):
        for path, first in file_names.alike(folder):
            what = "a name that differs from others in more than capital letters"
            message = f"{expected(what, f'{path.name} beside {first.name}')}; Windows and macOS hold one of the two"
            run.problems.append(Problem(run.name(path), 1, 1, message))


def _unpublishable(run: Loading) -> None:
    """Report what stands among the files that a build publishes as they are, and cannot be copied."""
    for path in sorted((run.settings / "static").rglob("*")):
        needed = ENTERED if path.is_dir() else os.R_OK
        if not (path.is_dir() or path.is_file()) or not os.access(path, needed):
            message = expected("what can be read", "a link that leads nowhere, a pipe, or no right to read it")
            run.problems.append(Problem(run.name(path), 1, 1, message))


def _static(settings: Path) -> list[str]:
    """Return the files that a build publishes as they are, by their paths in the site."""
    folder = settings / "static"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _yaml_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in {".yml", ".yaml"} and path.is_file())


def _context(run: Loading, usual: Mapping[str, Any]) -> Context:
    """Return the names that texts and numbers may refer to, as far as their files could be read."""
    documents, own = run.documents, names.data(run.documents, "units", "units")
    units = {**usual, **(own if isinstance(own, dict) else {})}
    sheets = names.ids(names.data(documents, "prints", "sheets"))
    named = pages.names(run.stems, {f"{pages.PRINT}/*": sorted(map(str, sheets or ()))})
    return Context(
        figures=names.figures(names.data(documents, "figures", "figures")),
        sources=names.ids(names.data(documents, "sources", "rows")) or None,  # that there are none is said once
        rulings=names.ids(names.data(documents, "rulings", "rulings")),
        levels=names.levels(names.data(documents, "levels", "levels")),
        units=frozenset(units),
        pages=named if sheets is not None or not run.stems["prints"] else None,
        scripts=run.stems["scripts"],
        calculators=run.stems["calculators"],
        absent=frozenset(kind for kind in ("figures", "levels", *PASSED_OVER) if not run.stems[kind]),
        show=names.showing(units),
    )


def _words(run: Loading, name: str, words: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Return the package's words with the handbook's own among them; the package's where its own are faulty."""
    document = run.documents.get(name)
    own = _validate(run, interface_words.own(words), document, context) if isinstance(document, Document) else None
    return interface_words.said_otherwise(words, own)


def _units(run: Loading, ours: Mapping[str, Any], context: Context) -> Units:
    """Return the package's units with the handbook's own among them."""
    units, document = Units.model_validate({"units": ours}).units, run.documents.get("units")
    own = _validate(run, Units, document, context) if isinstance(document, Document) else None
    if own:
        assert isinstance(document, Document)
        units = {**units, **own.units}
        for name, unit in own.units.items():
            run.problems += [
                document.problem(("units", name, "also", other), expected("a unit", repr(other), units), at_key=True)
                for other in unit.also or ()
                if other not in units
            ]
    return Units(units=units)


def _validated(run: Loading, kind: Kind, found: Any, context: Context) -> Any:
    if isinstance(found, Document):
        return _validate(run, kind.model, found, context)
    if not kind.many:
        return None
    models = {stem: _validate(run, kind.model, document, context) for stem, document in (found or {}).items()}
    return {stem: model for stem, model in models.items() if model is not None}


def _validate(run: Loading, model: type[BaseModel], document: Document, context: Context) -> Any:
    own = names.own_levels(document.data) if model is Calculator else None
    missed = run.missed[document.path] = set()
    try:
        return model.model_validate(document.data, context=replace(context, own_levels=own, missed=missed))
    except ValidationError as error:
        explained = explain(error.errors(include_url=False), model)
        run.problems += [document.problem(*found) for found in explained]
        return None
