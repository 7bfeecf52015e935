"""The files of a handbook, read, validated and cross-checked: a Handbook, or every problem at once."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ValidationError

from calculators import CALCULATORS, decision, priority_score
from playbook.check import pages as named_pages
from playbook.check import references
from playbook.check.reading import Reading
from playbook.errors import Problems, expected
from playbook.load import defaults, files, interface_words, left_out, names, own_calculators
from playbook.load.compiled_drills import compile_drills
from playbook.load.compiled_rules import compile_rules, mark
from playbook.load.files import Loading
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
from playbook.source.document import Document

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


def load(content: Path, settings: Path, shown: Path) -> Handbook:
    """Return the handbook in the folders `content` and `settings`. Raises Problems, all that there are.

    Paths in messages are relative to `shown`, the folder of the handbook's mkdocs.yml.
    """
    run = files.read(content, settings, shown)
    _written_for(run)
    files.unexpected(run)
    own, faults = own_calculators.read(shown, run.stems["calculators"])
    run.problems += [fault for fault in faults if not fault.absent]
    models, left = left_out.settled(run, partial(_tried, run, {name: each.module for name, each in own.items()}))
    own = {name: each for name, each in own.items() if name in models["calculators"]}
    models |= {name: model for name, model in EMPTY.items() if models[name] is None}
    rules = compile_rules(models, {name: each.mark for name, each in own.items()})
    for name in own:
        document = run.documents["calculators"][name]  # type: ignore[index]
        run.problems += own_calculators.tried(name, models["calculators"][name], rules[name], document)
    if run.problems:
        raise Problems(run.problems)
    unmatched = named_pages.unmatched(models, run.documents, _pages(run) or ())
    made_by = mark(rules)
    drills = compile_drills(models, rules, made_by)
    return Handbook(
        **models,
        rules=rules,
        mark=made_by,
        drills=drills,
        documents=run.documents,
        own_calculators={each.path: each.source for each in own.values()},
        left_out=(*(fault for fault in faults if fault.absent), *left, *unmatched),
    )


def _tried(run: Loading, modules: Mapping[str, ModuleType | None], told: bool) -> left_out.Tried:
    """Return the models of what has been read, and what is wrong; if `told`, names of what is not there are wrong."""
    run = replace(run, problems=[], missed={})
    run.stems |= {pages.DECISIONS: names.decisions(run.documents), pages.TRIED: names.tried(run.documents)}
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
        _validated(run, kind, files.read_file(run, path) if path.exists() or path in run.misnamed else None, context)
    if not run.stems["figures"]:  # a name that no figure could have is unknown, not one that could not be read
        models["figures"] = EMPTY["figures"]
    pages_named, static = context.pages or (), files.static(run.settings)
    known: dict[str, ModuleType | None] = dict.fromkeys(names.scores(run.documents), priority_score)
    known |= {**dict.fromkeys(run.stems[pages.DECISIONS], decision), **CALCULATORS, **modules}
    reading = Reading(models, run.documents, run.stems, pages_named, static, known)
    return left_out.Tried(models, run.problems, references.references(reading), run.missed)


def _written_for(run: Loading) -> None:
    """Raise Problems, a single one, for a handbook of another format: most of what else was wrong would not be."""
    document, given = run.documents.get("brand"), names.data(run.documents, "brand", "playbook")
    if isinstance(document, Document) and isinstance(given, int) and given != FORMAT:
        what = "install a newer playbook-handbook" if given > FORMAT else "CHANGELOG.md says what to change in it"
        message = f"{expected(f'{FORMAT}, the format of handbooks that this version reads', given)}; {what}"
        raise Problems([document.problem(("playbook",), message)])


def _context(run: Loading, usual: Mapping[str, Any]) -> Context:
    """Return the names that texts and numbers may refer to, as far as their files could be read."""
    documents = run.documents
    units = names.units(usual, names.data(documents, "units", "units"))
    return Context(
        figures=names.figures(names.data(documents, "figures", "figures")),
        sources=names.ids(names.data(documents, "sources", "rows")) or None,  # that there are none is said once
        rulings=names.ids(names.data(documents, "rulings", "rulings")),
        levels=names.levels(names.data(documents, "levels", "levels")),
        units=frozenset(units),
        pages=_pages(run),
        scripts=run.stems["scripts"],
        calculators=run.stems["calculators"],
        absent=frozenset(kind for kind in ("figures", "levels", *PASSED_OVER) if not run.stems[kind]),
        show=names.showing(units),
    )


def _pages(run: Loading) -> list[str] | None:
    """Return the names of all pages, None where a file that makes some of them cannot be read."""
    sheets = names.ids(names.data(run.documents, "prints", "sheets"))
    if sheets is None and run.stems["prints"]:
        return None
    return pages.names(run.stems, {f"{pages.PRINT}/*": sorted(map(str, sheets or ()))})


def _words(run: Loading, name: str, words: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Return the package's words with the handbook's own among them; the package's where its own are faulty."""
    document = run.documents.get(name)
    own = _validate(run, interface_words.own(words), document, context) if isinstance(document, Document) else None
    return interface_words.said_otherwise(words, own)


def _units(run: Loading, ours: Mapping[str, Any], context: Context) -> Units:
    """Return the package's units with the handbook's own among them; the package's where its own are faulty."""
    document = run.documents.get("units")
    own = _validate(run, Units, document, context) if isinstance(document, Document) else None
    units = names.units(ours, names.data(run.documents, "units", "units") if own else None)
    if own:
        assert isinstance(document, Document)
        for name, unit in own.units.items():
            run.problems += [
                document.problem(("units", name, "also", other), expected("a unit", repr(other), units), at_key=True)
                for other in unit.also or ()
                if other not in units
            ]
    return Units.model_validate({"units": units})


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
        for location, message, at_key in explained:
            lost = message == expected("text", "nothing") and document.commented(location)
            said = expected("text, in quotes where it begins with #", "a comment") if lost else message
            run.problems.append(document.problem(location, said, at_key))
        return None
