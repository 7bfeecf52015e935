"""The files of a handbook, read, validated and cross-checked: a Handbook, or every problem at once."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from calculators import CALCULATORS
from playbook.check import references
from playbook.check.reading import Reading
from playbook.errors import Problem, Problems, expected
from playbook.load import defaults, file_names, interface_words, names, own_calculators
from playbook.load.compiled_drills import compile_drills
from playbook.load.compiled_rules import compile_rules, mark
from playbook.load.messages import explain
from playbook.model import pages
from playbook.model.base import Context
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
IGNORED = ("sources", "rulings")
"""Kinds whose names are passed over where a handbook does without them."""
OF_LANGUAGES = ("interface", "schema", "units")
"""Files that say only what differs from what comes with the package in the handbook's language."""
ENTERED = os.R_OK | os.X_OK  # the rights without which a folder's files are not seen


@dataclass
class Loading:
    """One run over a handbook's folders: what has been read so far, and what was wrong.

    `stems` are the names of files that stand in a folder, those that cannot be read too. `misnamed` are files by the
    names that they should have.
    """

    content: Path
    settings: Path
    shown: Path
    problems: list[Problem]
    documents: dict[str, Document | dict[str, Document]]
    stems: dict[str, list[str]]
    misnamed: dict[Path, Path]

    def name(self, path: Path) -> str:
        """Return a path as messages show it: relative to the handbook's configuration where it can be."""
        return path.relative_to(self.shown).as_posix() if path.is_relative_to(self.shown) else str(path)


def load(content: Path, settings: Path, shown: Path) -> Handbook:
    """Return the handbook in the folders `content` and `settings`. Raises Problems, all that there are.

    Paths in messages are relative to `shown`, the folder of the handbook's mkdocs.yml.
    """
    run = Loading(content, settings, shown, [], {}, {}, {})
    for folder, kinds in ((settings, SETTINGS), (content, CONTENT)):
        known = kinds | OTHER_SETTINGS if folder == settings else kinds
        patterns = [f"{kind.folder}/{each}" for kind in known.values() for each in kind.patterns]
        run.misnamed |= file_names.misnamed(folder, patterns)
        _read_all(run, folder, kinds)
    _written_for(run)
    _unexpected(run)
    _alike(run)
    _unpublishable(run)
    run.stems[pages.DECISIONS] = [
        name for name, document in _each(run, "calculators") if names.has(document, "verdict")
    ]
    named = names.data(run.documents, "brand", "language")
    language = named if named in interface_words.LANGUAGES else None  # that it is none is reported at its own place
    usual = language or interface_words.LANGUAGES[0]
    context = _context(run, defaults.units(usual))
    kinds = {name: kind for name, kind in {**SETTINGS, **CONTENT}.items() if name not in OF_LANGUAGES}
    models = {name: _validated(run, kind, run.documents.get(name), context) for name, kind in kinds.items()}
    spoken = interface_words.words(language) if language else None
    models["interface"] = Labels(_words(run, "interface", spoken, context)) if spoken else None
    models["schema"] = Schema.model_validate(_words(run, "schema", defaults.schema(usual), context))
    models["units"] = _units(run, defaults.units(usual), context)
    for kind in OTHER_SETTINGS.values():
        path = settings / kind.path
        _validated(run, kind, _read(run, path) if path.exists() or path in run.misnamed else None, context)
    run.problems += [
        Problem(run.name(content / CONTENT[kind].path), 1, 1, expected("a YAML file", "no such file"))
        for kind in sorted(context.missed - {*IGNORED})
    ]
    if not run.stems["figures"]:  # a name that no file could give is unknown, not one that could not be read
        models["figures"] = EMPTY["figures"]
    own, faults = own_calculators.read(shown, run.stems["calculators"])
    run.problems += faults
    modules = {**CALCULATORS, **{name: each.module for name, each in own.items()}}
    reading = Reading(models, run.documents, run.stems, context.pages or (), _static(settings), modules)
    run.problems += references.references(reading)
    if run.problems:
        raise Problems(run.problems)
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
    )


def _read_all(run: Loading, folder: Path, kinds: Mapping[str, Kind]) -> None:
    for name, kind in kinds.items():
        if kind.many:
            _read_many(run, folder, name, kind)
            continue
        path = folder / kind.path
        run.stems[name] = [path.stem] if path.exists() or path in run.misnamed or kind.needed else []
        document = _read(run, path) if run.stems[name] else None
        if document:
            run.documents[name] = document


def _read_many(run: Loading, folder: Path, name: str, kind: Kind) -> None:
    parent = folder / kind.folder
    found: dict[str, Path] = {}
    named = [path for path in run.misnamed if any(path.full_match(parent / pattern) for pattern in kind.patterns)]
    for path in sorted({*named, *(path for pattern in kind.patterns for path in parent.glob(pattern))}):
        stem = path.relative_to(parent).with_suffix("").as_posix()
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


def _written_for(run: Loading) -> None:
    """Raise Problems, a single one, for a handbook of another format: most of what else was wrong would not be."""
    document, given = run.documents.get("brand"), names.data(run.documents, "brand", "playbook")
    if isinstance(document, Document) and isinstance(given, int) and given != FORMAT:
        what = "install a newer playbook-handbook" if given > FORMAT else "CHANGELOG.md says what to change in it"
        message = f"{expected(f'{FORMAT}, the format of handbooks that this version reads', given)}; {what}"
        raise Problems([document.problem(("playbook",), message)])


def _read(run: Loading, path: Path) -> Document | None:
    if path in run.misnamed:
        given = run.misnamed[path]
        run.problems.append(Problem(run.name(given), 1, 1, expected(f"the name {path.name}", given.name)))
        if not path.exists():
            return None
    try:
        return (markdown.read if path.suffix == markdown.PAGE else read)(path, run.name(path))
    except Problems as error:
        run.problems += error.problems
        return None


def _unexpected(run: Loading) -> None:
    """Report YAML files that no kind claims: a misspelt name would otherwise be silently left out."""
    for folder, kinds in ((run.settings, SETTINGS | OTHER_SETTINGS), (run.content, CONTENT)):
        patterns = [kind.path for kind in kinds.values()]
        for path in sorted(set(_yaml_files(folder)) - set(run.misnamed.values())):
            relative = path.relative_to(folder)
            if not any(relative.full_match(pattern) for pattern in patterns):
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
    return (path for path in folder.rglob("*") if path.suffix.lower() in {".yml", ".yaml"} and path.is_file())


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
        absent=frozenset(kind for kind in ("figures", "levels", *IGNORED) if not run.stems[kind]),
        show=names.showing(units),
    )


def _each(run: Loading, kind: str) -> Iterator[tuple[str, Document]]:
    held = run.documents[kind]
    assert isinstance(held, dict)
    yield from held.items()


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
    try:
        return model.model_validate(document.data, context=context)
    except ValidationError as error:
        explained = explain(error.errors(include_url=False), model)
        run.problems += [document.problem(*found) for found in explained]
        return None
