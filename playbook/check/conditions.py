"""Checks of conditions: every input and every choice that they name is one of the calculator."""

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.errors import expected
from playbook.model.calculator import Calculator
from playbook.model.condition import NOT_GIVEN, Interval
from playbook.model.decision import AnyOf, FirstMatch, Graded, Matrix
from playbook.model.fields import InputField
from playbook.model.values import shown
from playbook.source.document import Location

type Found = Iterator[tuple[Location, str] | tuple[Location, str, bool]]
"""Where something is wrong, what, and whether it stands at the key there, not at its value."""


def whens(calculator: Calculator) -> Iterator[tuple[Location, Any]]:
    """Yield every condition of the calculator with its location."""
    for index, form in enumerate(calculator.forms):
        at: Location = ("forms", index)
        match form:
            case AnyOf() | FirstMatch():
                yield from (((*at, "rules", i, "when"), rule.when) for i, rule in enumerate(form.rules))
            case Matrix():
                yield from (((*at, "rows", i, "when"), row.when) for i, row in enumerate(form.rows))
                yield from (((*at, "columns", i, "when"), column.when) for i, column in enumerate(form.columns))
            case Graded():
                for i, row in enumerate(form.rows):
                    for k, grade in enumerate(row.grades):
                        yield (*at, "rows", i, "grades", k, "bands"), ({row.factor: grade.bands},)
    for index, result in enumerate(calculator.results):
        for place, alternative in enumerate(result.formula):
            if alternative.when:
                yield ("results", index, "formula", place, "when"), alternative.when
    if calculator.verdict:
        yield ("verdict", "full_cap_when"), calculator.verdict.full_cap_when
    if calculator.points:
        for i, factor in enumerate(calculator.points.factors):
            for k, item in enumerate(factor.items):
                yield ("points", "factors", i, "items", k, "when"), item.when


def conditions(
    location: Location, when: Any, fields: Mapping[str, InputField], what: str = "an input of this calculator"
) -> Found:
    """Yield what a condition says of factors and choices that its calculator does not have; `what` `fields` are."""
    for number, alternative in enumerate(when):
        for factor, bands in alternative.items():
            at = (*location, number, factor)
            if factor not in fields and location[-1] == "bands":
                continue  # of a graded table: told where the row names it
            if factor not in fields:
                yield at, expected(what, repr(factor), fields), True
                continue
            for band in bands:
                wanted = misfit(fields[factor], band)
                if wanted:
                    yield at, wanted


def misfit(field: InputField, band: Interval | str | bool) -> str | None:
    """Return what is wrong with a band for a field, None if it fits."""
    if band == NOT_GIVEN:
        return None
    got = "an interval" if isinstance(band, Interval) else shown(band)
    if field.type == "number":
        return None if isinstance(band, Interval) else expected(f"an interval for {field.id}", got)
    if field.type == "flag":
        return None if isinstance(band, bool) else expected(f"true or false for {field.id}", got)
    choices = [choice.id for choice in field.choices]
    return None if band in choices else expected(f"a choice of {field.id}", got, choices)
