"""Checks that no single model can make: ids used twice, names of other files, blanks, hours nobody covers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from playbook import check_calculator
from playbook.errors import Problem, expected
from playbook.model.base import blanks
from playbook.model.guide import Contacts, Script
from playbook.model.reference import Levels
from playbook.source import Document, Location

OUT_OF_HOURS = "out_of_hours"


def references(models: Mapping[str, Any], documents: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong between files, for those that could be read; `documents` gives the places."""
    problems: list[Problem] = []
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
    for stem, script in models["scripts"].items():
        problems += _blanks(script, documents["scripts"][stem])
    if models["contacts"] and models["levels"]:
        problems += _out_of_hours(models["contacts"], models["levels"], documents["contacts"])
    if models["units"]:
        problems += _units(models, documents)
    for stem, calculator in models["calculators"].items():
        problems += check_calculator.problems(stem, calculator, documents["calculators"][stem])
    return problems


def unique(document: Document, location: Location, ids: Iterable[Any]) -> list[Problem]:
    """Return a problem for each id that stands in the list at `location` before."""
    seen: set[Any] = set()
    found = []
    for index, name in enumerate(ids):
        if name in seen:
            message = f"the id {name!r} stands here a second time"
            found.append(document.problem((*location, index, "id"), message))
        seen.add(name)
    return found


def _blanks(script: Script, document: Document) -> list[Problem]:
    """Return blanks of a script that are used but not declared, and the reverse."""
    declared = Counter(placeholder.id for placeholder in script.placeholders)
    used: set[str] = set()
    found = unique(document, ("placeholders",), [placeholder.id for placeholder in script.placeholders])
    for key, text in (("subject", script.subject or ""), ("body", script.body)):
        names = blanks(text)
        used |= names
        found += [
            document.problem((key,), expected("a declared placeholder", f"{{{name}}}", sorted(declared)))
            for name in sorted(names - set(declared))
        ]
    for index, placeholder in enumerate(script.placeholders):
        if placeholder.id not in used:
            message = expected(f"{{{placeholder.id}}} in the subject or the body", "no use of it")
            found.append(document.problem(("placeholders", index, "id"), message))
    return found


def _out_of_hours(contacts: Contacts, levels: Levels, document: Document) -> list[Problem]:
    """Return a problem if nobody can be called out of hours at the most urgent level, unless that is waived."""
    urgent = levels.levels[0].id
    covered = any(contact.hours.always and urgent in contact.levels for contact in contacts.contacts)
    waived = any(waiver.check == OUT_OF_HOURS for waiver in contacts.waivers)
    found = [
        document.problem(
            ("waivers", index, "check"), expected("a check that can be waived", waiver.check, [OUT_OF_HOURS])
        )
        for index, waiver in enumerate(contacts.waivers)
        if waiver.check != OUT_OF_HOURS
    ]
    if not covered and not waived:
        message = f"level {urgent} has nobody to call out of hours: expected a contact with hours: {{always: true}}"
        found.append(document.problem(("contacts",), f"{message}, or a waiver of {OUT_OF_HOURS} with its reason"))
    return found


def _units(models: Mapping[str, Any], documents: Mapping[str, Any]) -> list[Problem]:
    known = models["units"].units
    used: list[tuple[Document, Location, str]] = []
    if models["figures"]:
        for name, figure in models["figures"].figures.items():
            used.append((documents["figures"], ("figures", name, "unit"), figure.unit))
    for stem, calculator in models["calculators"].items():
        for key in ("fields", "results"):
            for index, entry in enumerate(getattr(calculator, key)):
                used.append((documents["calculators"][stem], (key, index, "unit"), entry.unit))
    return [
        document.problem(location, expected("a unit of units.yml", repr(unit), known))
        for document, location, unit in used
        if unit is not None and unit not in known
    ]
