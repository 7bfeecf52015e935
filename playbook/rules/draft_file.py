"""A draft's file read, and held against the handbook that it is for: every problem at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from calculators.analysis.draft import LISTS, drafted
from calculators.errors import InputError
from playbook.errors import Problem, Problems, expected
from playbook.load.messages import explain
from playbook.model.draft import DraftFile
from playbook.model.handbook import Handbook
from playbook.model.values import shown
from playbook.rules.knobs import Knob, knobs
from playbook.source.document import Document, Location, read


@dataclass(frozen=True)
class Listed:
    """The rules of a form, or the items of a factor of points: where the file has them, and their ids in order."""

    calculator: str
    location: Location
    ids: list[str]


@dataclass(frozen=True)
class Draft:
    """A draft that can be put into a handbook's rules: `rules` are what it makes of them."""

    file: DraftFile
    document: Document
    knobs: Mapping[str, Knob]
    lists: Mapping[str, Listed]
    rules: Mapping[str, Any]


def read_draft(path: Path, handbook: Handbook) -> Draft:
    """Return the draft in a file. Raises Problems: of the file, and of what the handbook does not have."""
    document = read(path)
    try:
        file = DraftFile.model_validate(document.data)
    except ValidationError as error:
        explained = explain(error.errors(include_url=False), DraftFile)
        raise Problems([document.problem(*found) for found in explained]) from None
    known, listed = {knob.id: knob for knob in knobs(handbook)}, lists(handbook)
    found = [*_numbers(file, document, known), *_rules(file, document, listed)]
    if found:
        raise Problems(found)
    try:
        rules = drafted(handbook.rules, [knob.as_data() for knob in known.values()], file.plain)
    except InputError as error:
        raise Problems([document.problem(_place(file, error.field), error.message, at_key=True)]) from None
    return Draft(file, document, known, listed, rules)


def lists(handbook: Handbook) -> dict[str, Listed]:
    """Return what rules can be left out of or moved in, by CALCULATOR.FORM."""
    found = {}
    for name, rules in handbook.rules.items():
        for place, form in enumerate(rules["forms"]):
            if form["type"] in LISTS:
                key = LISTS[form["type"]]
                ids = [entry["factor" if key == "rows" else "id"] for entry in form[key]]
                location: Location = ("forms", place, "rows" if form["type"] == "rows" else key)
                found[f"{name}.{form['id']}"] = Listed(name, location, ids)
        for place, factor in enumerate(rules.get("points", {}).get("factors", ())):
            ids = [str(number) for number in range(1, len(factor["items"]) + 1)]
            found[f"{name}.{factor['id']}"] = Listed(name, ("points", "factors", place, "items"), ids)
    return found


def _numbers(file: DraftFile, document: Document, known: Mapping[str, Knob]) -> Iterator[Problem]:
    for name, change in file.numbers.items():
        if name not in known:
            message = expected("a figure of the rules, or a number in them", repr(name), known)
            yield document.problem(("numbers", name), message, at_key=True)
        elif known[name].value != change.from_:
            where, at = known[name].written[0]
            wanted = f"{change.from_}, from which {document.path} changes {name}"
            yield where.problem(at, expected(wanted, known[name].value))


def _rules(file: DraftFile, document: Document, listed: Mapping[str, Listed]) -> Iterator[Problem]:
    for place, name in enumerate(file.off):
        form, _, rule = name.rpartition(".")
        if form not in listed:
            wanted = expected("a rule as CALCULATOR.FORM.RULE, of a form that can do without", repr(name), listed)
            yield document.problem(("off", place), wanted)
        elif rule not in listed[form].ids:
            yield document.problem(("off", place), expected(f"a rule of {form}", repr(rule), listed[form].ids))
    for form, ids in file.order.items():
        if form not in listed:
            wanted = expected("a form as CALCULATOR.FORM, whose rules have an order", repr(form), listed)
            yield document.problem(("order", form), wanted, at_key=True)
        elif sorted(map(str, ids)) != sorted(listed[form].ids):
            wanted = f"each rule of {form} once: {', '.join(listed[form].ids)}"
            got = ", ".join(map(str, ids)) or shown(ids)
            yield document.problem(("order", form), expected(wanted, got))


def _place(file: DraftFile, named: str) -> Location:
    """Return where a draft has what an error names: a number, a rule, a form, or the calculator that they are of."""
    every: list[tuple[str, Location]] = [
        *((name, ("numbers", name)) for name in file.numbers),
        *((name, ("off", place)) for place, name in enumerate(file.off)),
        *((name, ("order", name)) for name in file.order),
    ]
    start = named.rpartition(".")[0]
    exact = [at for name, at in every if name == named]
    near = [at for name, at in every if name.startswith(f"{named}.") or name.startswith(f"{start}.")]
    return next(iter([*exact, *near]), ())
