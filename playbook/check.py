"""Checks that no single model can make: ids used twice, names of other files, blanks, hours nobody covers."""

from collections.abc import Mapping, Sequence
from typing import Any

from calculators import CALCULATORS, InputError
from calculators.inputs import parse
from playbook import (
    check_calculator,
    check_contacts,
    check_drills,
    check_incidents,
    check_interface,
    check_ledger,
    check_topics,
    check_training,
    columns,
)
from playbook.check_lists import filled, unique
from playbook.errors import Problem, expected
from playbook.kinds import CHANGES, GUARDED, PRINT, TEXTS, TOPICS, indexes, topics
from playbook.model.calculator import Calculator
from playbook.source import Document, Location


def references(
    models: Mapping[str, Any], documents: Mapping[str, Any], stems: Mapping[str, Sequence[str]]
) -> list[Problem]:
    """Return what is wrong between files, for those that could be read.

    `documents` gives the places; `stems` the names of all files of a kind, those that could not be read too.
    """
    pages = [*page_names(stems), *_sheets(documents.get("prints"))]
    any_sheet = bool(stems["prints"]) and "prints" not in documents
    problems: list[Problem] = _links(models, documents, pages, any_sheet)
    for name, key in (
        ("sources", "rows"),
        ("rulings", "rulings"),
        ("levels", "levels"),
        ("contacts", "contacts"),
    ):
        if models[name]:
            ids = [entry.id for entry in getattr(models[name], key)]
            problems += unique(documents[name], (key,), ids)
    if models["sop"]:
        problems += unique(documents["sop"], ("steps",), [step.id for step in models["sop"].steps])
    if models["prints"]:
        problems += unique(documents["prints"], ("sheets",), [sheet.id for sheet in models["prints"].sheets])
    for stem, script in models["scripts"].items():
        words = {"subject": script.subject or "", "body": script.in_full}
        problems += filled(documents["scripts"][stem], (), script.placeholders, words)
    if models["contacts"] and models["levels"]:
        problems += check_contacts.problems(models["contacts"], models["levels"], documents["contacts"])
    if models["units"]:
        problems += _units(models, documents)
    for stem in models["pages"]:
        if stem not in texts(stems):
            problems.append(documents["pages"][stem].problem((), expected("a page of the site", stem, texts(stems))))
    problems += check_topics.problems(models, documents, stems, pages)
    problems += check_incidents.problems(models, documents, stems)
    problems += check_training.problems(models, documents, stems)
    problems += check_drills.problems(models, documents, stems, pages)
    if models["ledger"]:
        problems += check_ledger.problems(models, stems, documents["ledger"])
    for stem, calculator in models["calculators"].items():
        document = documents["calculators"][stem]
        if stem not in CALCULATORS:
            wanted = expected("a file named as a calculator", f"{stem}.yml", CALCULATORS)
            problems.append(document.problem((), wanted))
            continue
        found = check_calculator.problems(stem, calculator, document)
        found += check_interface.problems(stem, calculator, models, stems, document)
        whole = (
            models["interface"]
            and models["units"]
            and models["figures"]
            and check_interface.readable(calculator, models)
        )
        if whole and not found:
            found = _examples(calculator, models, document)
        problems += found
    return problems


def _examples(calculator: Calculator, models: Mapping[str, Any], document: Document) -> list[Problem]:
    """Return what is wrong with the inputs of a calculator's examples, as a reader who typed them would be told."""
    fields = {
        "fields": columns.fields(calculator, models),
        "messages": models["interface"].messages.model_dump(),
        "words": models["interface"].words.model_dump(),
        "units": models["units"].model_dump(by_alias=True, exclude_none=True)["units"],
    }
    found = []
    for index, example in enumerate(calculator.examples):
        location = ("examples", index, "inputs")
        try:
            parse(example.inputs, fields)
        except InputError as error:
            unknown = all(field.id != error.field for field in calculator.fields)
            message = f"the example's input {error.field} cannot be used: {error.message}"
            found.append(document.problem((*location, error.field), message, at_key=unknown))
    return found


def texts(stems: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the pages whose words must stand in pages/NAME.yml, given the names of all files of each kind."""
    changes = [CHANGES.rpartition("/")[2]] if stems["history"] else []
    return [*TEXTS, *changes, *indexes(topics((name, stems[name]) for name in TOPICS))]


def page_names(stems: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names by which links and the navigation refer to pages, given the names of all files of each kind."""
    calculators = [f"calculators/{name}" for name in stems["calculators"]]
    guard = [GUARDED] if stems["guard"] or stems["last_resorts"] else []
    named = [CHANGES if CHANGES.endswith(f"/{name}") else name for name in texts(stems)]
    incidents = ["incidents"] if stems["incidents"] else []
    prints = [PRINT] if stems["prints"] else []
    return [
        *named,
        "contacts",
        "sop",
        *incidents,
        *prints,
        *calculators,
        *guard,
        *topics((name, stems[name]) for name in TOPICS),
    ]


def _sheets(document: Document | None) -> list[str]:
    """Return the pages of the sheets to print, as far as their file can be made out: a faulty one is told of once."""
    data = document.data if document else None
    sheets = data.get("sheets") if isinstance(data, dict) else None
    named = [sheet.get("id") for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, tuple) else []
    return [f"{PRINT}/{name}" for name in named]


def _links(models: Mapping[str, Any], documents: Mapping[str, Any], pages: list[str], any_sheet: bool) -> list[Problem]:
    """Return the names of pages that are none, wherever they stand; `any_sheet`: names of sheets that nobody knows."""
    links: list[tuple[Document, Location, str]] = [
        (document, (*location, "page"), link.page) for document, location, link in check_topics.links(models, documents)
    ]
    if models["navigation"]:
        links.append((documents["navigation"], ("home",), models["navigation"].home))
        for i, section in enumerate(models["navigation"].sections):
            links += [(documents["navigation"], ("sections", i, "pages", k), p) for k, p in enumerate(section.pages)]
    if models["brand"]:
        marked = enumerate(models["brand"].internal_pages)
        links += [(documents["brand"], ("internal_pages", i), page) for i, page in marked]
    known = set(pages)
    return [
        document.problem(location, expected("a page", repr(name), pages))
        for document, location, name in links
        if name not in known and not (any_sheet and name.startswith(f"{PRINT}/"))
    ]


def _units(models: Mapping[str, Any], documents: Mapping[str, Any]) -> list[Problem]:
    known = models["units"].units
    used: list[tuple[Document, Location, str | None]] = check_topics.units(models, documents)
    if models["figures"]:
        for name, figure in models["figures"].figures.items():
            used.append((documents["figures"], ("figures", name, "unit"), figure.unit))
    for stem, calculator in models["calculators"].items():
        for key in ("fields", "results"):
            for index, entry in enumerate(getattr(calculator, key)):
                used.append((documents["calculators"][stem], (key, index, "unit"), entry.unit))
                used += [
                    (documents["calculators"][stem], (key, index, "columns", place, "unit"), column.unit)
                    for place, column in enumerate(entry.columns)
                ]
    return [
        document.problem(location, expected("a unit of units.yml", repr(unit), known))
        for document, location, unit in used
        if unit is not None and unit not in known
    ]
