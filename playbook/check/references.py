"""Checks that no single model can make: ids used twice, names of other files, blanks, hours nobody covers."""

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from calculators import InputError
from calculators.inputs import parse
from playbook.check import contacts, drills, incidents, ledger, topics, training
from playbook.check.calculator import problems as calculator_problems
from playbook.check.calculator_module import problems as module_problems
from playbook.check.calculator_module import readable
from playbook.check.formulas import problems as formula_problems
from playbook.check.formulas import unit_problems
from playbook.check.lists import filled, unique
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model import columns, pages
from playbook.model.calculator import Calculator
from playbook.model.pages import PRINT
from playbook.source.document import Document, Location

LISTS = {
    "sources": "rows",
    "rulings": "rulings",
    "levels": "levels",
    "contacts": "contacts",
    "sop": "steps",
    "prints": "sheets",
}
"""The lists whose entries are named by their ids, by the kind of file they stand in."""


def references(
    models: Mapping[str, Any],
    documents: Mapping[str, Any],
    stems: Mapping[str, Sequence[str]],
    modules: Mapping[str, ModuleType | None],
) -> list[Problem]:
    """Return what is wrong between files, for those that could be read: arguments as `Reading` has them."""
    sheets = {f"{PRINT}/*": _sheets(documents.get("prints"))}
    reading = Reading(models, documents, stems, pages.names(stems, sheets), modules)
    checks = (
        _links,
        _ids,
        _scripts,
        contacts.problems,
        _units,
        unit_problems,
        _texts,
        topics.problems,
        incidents.problems,
        training.problems,
        drills.problems,
        ledger.problems,
        _calculators,
    )
    return [problem for check in checks for problem in check(reading)]


def _ids(reading: Reading) -> list[Problem]:
    return [
        problem
        for kind, key in LISTS.items()
        for _, model, document in reading.each(kind)
        for problem in unique(document, (key,), [entry.id for entry in getattr(model, key)])
    ]


def _scripts(reading: Reading) -> list[Problem]:
    found = []
    for _, script, document in reading.each("scripts"):
        found += filled(document, (), script.placeholders, {"subject": script.subject or "", "body": script.in_full})
    return found


def _texts(reading: Reading) -> list[Problem]:
    wanted = pages.texts(reading.stems)
    return [
        document.problem((), expected("a page of the site", stem, wanted))
        for stem, _, document in reading.each("pages")
        if stem not in wanted
    ]


def _calculators(reading: Reading) -> list[Problem]:
    problems: list[Problem] = []
    for stem, calculator, document in reading.each("calculators"):
        if stem not in reading.modules and not any(result.formula for result in calculator.results):
            what = "a file named as a calculator, or one whose results have formulas"
            wanted = expected(what, f"{stem}.yml", reading.modules)
            problems.append(document.problem((), wanted))
            continue
        found = calculator_problems(stem, calculator, document, reading.modules.get(stem))
        found += module_problems(stem, calculator, reading, document)
        found += formula_problems(stem, calculator, reading, document)
        whole = all(reading.models[kind] for kind in ("interface", "units", "figures"))
        if whole and not found and readable(calculator, reading.models):
            found = _examples(calculator, reading.models, document)
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


def _sheets(document: Document | None) -> list[str]:
    """Return the ids of the sheets to print, as far as their file can be made out: a faulty one is told of once."""
    data = document.data if document else None
    sheets = data.get("sheets") if isinstance(data, dict) else None
    return [str(sheet.get("id")) for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, tuple) else []


def _links(reading: Reading) -> list[Problem]:
    """Return the names of pages that are none, wherever they stand."""
    models, documents = reading.models, reading.documents
    any_sheet = bool(reading.stems["prints"]) and "prints" not in documents  # which ones there are cannot be known
    links: list[tuple[Document, Location, str]] = [
        (document, (*location, "page"), link.page) for document, location, link in topics.links(models, documents)
    ]
    if models["navigation"]:
        links.append((documents["navigation"], ("home",), models["navigation"].home))
        for i, section in enumerate(models["navigation"].sections):
            links += [(documents["navigation"], ("sections", i, "pages", k), p) for k, p in enumerate(section.pages)]
    if models["brand"]:
        marked = enumerate(models["brand"].internal_pages)
        links += [(documents["brand"], ("internal_pages", i), page) for i, page in marked]
    known = set(reading.pages)
    return [
        document.problem(location, expected("a page", repr(name), reading.pages))
        for document, location, name in links
        if name not in known and not (any_sheet and name.startswith(f"{PRINT}/"))
    ]


def _units(reading: Reading) -> list[Problem]:
    models, documents = reading.models, reading.documents
    if not models["units"]:
        return []
    known = models["units"].units
    used: list[tuple[Document, Location, str | None]] = topics.units(models, documents)
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
