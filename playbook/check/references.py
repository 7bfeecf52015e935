"""Checks that no single model can make: ids used twice, names of other files, blanks, hours nobody covers."""

from collections.abc import Mapping
from typing import Any

from calculators import InputError
from calculators.inputs import parse
from playbook.check import contacts, drills, guards, history, incidents, ledger, markdown, pages, prints, training
from playbook.check.calculator import problems as calculator_problems
from playbook.check.calculator_module import problems as module_problems
from playbook.check.calculator_module import readable
from playbook.check.figure_units import problems as figure_unit_problems
from playbook.check.formulas import problems as formula_problems
from playbook.check.formulas import unit_problems
from playbook.check.lists import filled, unique
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model import columns
from playbook.model.calculator import Calculator, deciding
from playbook.model.pages import CHANGES, RULES
from playbook.source.document import Document

LISTS = {
    "sources": "rows",
    "rulings": "rulings",
    "levels": "levels",
    "contacts": "contacts",
    "sop": "steps",
    "prints": "sheets",
    "glossary": "terms",
}
"""The lists whose entries are named by their ids, by the kind of file they stand in."""


def references(reading: Reading) -> list[Problem]:
    """Return what is wrong between files, for those that could be read."""
    checks = (
        _ids,
        _terms,
        _caps,
        _scripts,
        contacts.problems,
        unit_problems,
        figure_unit_problems,
        pages.problems,
        markdown.problems,
        guards.problems,
        incidents.problems,
        training.problems,
        drills.problems,
        ledger.problems,
        history.problems,
        prints.problems,
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


def _terms(reading: Reading) -> list[Problem]:
    """Return the terms of the glossary that stand there before, be it in other letters."""
    return [
        problem
        for _, glossary, document in reading.each("glossary")
        for problem in unique(document, ("terms",), [entry.term for entry in glossary.terms], "term", str.casefold)
    ]


def _scripts(reading: Reading) -> list[Problem]:
    found = []
    for _, script, document in reading.each("scripts"):
        found += filled(document, (), script.placeholders, {"subject": script.subject or "", "body": script.in_full})
    return found


def _calculators(reading: Reading) -> list[Problem]:
    problems = _levelled(reading)
    for stem, calculator, document in reading.each("calculators"):
        if stem not in reading.modules and not any(result.formula for result in calculator.results):
            what = "a file named as a calculator, or one with 'forms' or 'points', or whose results have formulas"
            wanted = expected(what, f"{stem}.yml", reading.modules)
            problems.append(document.problem((), wanted))
            continue
        if calculator.forms and f"{RULES}/{stem}" == CHANGES:
            problems.append(document.problem((), expected("another name: its audit would take the page's place", stem)))
        found = calculator_problems(stem, calculator, document, reading.modules.get(stem))
        found += module_problems(stem, calculator, reading, document)
        found += formula_problems(stem, calculator, reading, document)
        whole = all(reading.models[kind] for kind in ("interface", "units", "figures"))
        if whole and not found and readable(calculator, reading.models):
            found = _examples(calculator, reading.models, document)
        problems += found
    return problems


def _levelled(reading: Reading) -> list[Problem]:
    """Return what is wrong with the name of the decision that gives the handbook's level."""
    levels, calculators = reading.models["levels"], reading.models["calculators"]
    if not levels or len(calculators) < len(reading.stems["calculators"]):
        return []
    names = [name for name, has_own in deciding(calculators).items() if not has_own]
    what = "the name of a decision that answers with these levels"
    if levels.calculator is not None and levels.calculator not in names:
        return [reading.documents["levels"].problem(("calculator",), expected(what, repr(levels.calculator), names))]
    if levels.calculator is None and len(names) > 1:
        return [reading.documents["levels"].problem((), expected(f"the key 'calculator', {what}", "none", names))]
    return []


def _caps(reading: Reading) -> list[Problem]:
    """Return the levels without a cap, where others have one or a decision limits what is spent."""
    levels = reading.models["levels"].levels if reading.models["levels"] else ()
    limited = any(
        calculator.verdict and calculator.verdict.spending and not calculator.levels
        for calculator in reading.models["calculators"].values()
    )
    if not limited and all(level.cost_cap_yuan is None for level in levels):
        return []
    wanted = expected("the key 'cost_cap_yuan', which other levels or the calculator's 'spending' ask for", "none")
    return [
        reading.documents["levels"].problem(("levels", index), wanted)
        for index, level in enumerate(levels)
        if level.cost_cap_yuan is None
    ]


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
