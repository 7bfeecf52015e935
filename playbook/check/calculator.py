"""Checks of one calculator's description: every name it uses is one it declares, every rule can be evaluated."""

import math
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

from calculators import declared
from playbook.errors import Problem, expected
from playbook.model.base import blanks
from playbook.model.calculator import Calculator
from playbook.model.condition import ANY, NOT_GIVEN, Interval
from playbook.model.decision import AnyOf, FirstMatch, Graded, Matrix, Rows
from playbook.model.fields import InputField
from playbook.model.values import shown
from playbook.source.document import Document, Location

type Found = Iterator[tuple[Location, str] | tuple[Location, str, bool]]


def problems(name: str, calculator: Calculator, document: Document, module: ModuleType | None = None) -> list[Problem]:
    """Return everything wrong with the description of calculator `name`, of which `module` is computed."""
    fields = {field.id: field for field in calculator.fields}
    # What a formula came to is a number that other formulas' conditions may look at.
    computed = {
        result.id: InputField.model_construct(id=result.id, type="number")
        for result in calculator.results
        if result.formula
    }
    checks = (
        _needs(name, calculator, module),
        _ids(calculator),
        _fields(calculator, fields),
        *(
            _conditions(location, when, fields | computed if location[0] == "results" else fields)
            for location, when in _whens(calculator)
        ),
        _forms(calculator, fields),
        _levels(calculator),
        _verdict(calculator, fields),
        _points(calculator),
        _working(calculator, fields),
    )
    return [document.problem(*found) for check in checks for found in check]


def _needs(name: str, calculator: Calculator, module: ModuleType | None) -> Found:
    for key in declared(module, "NEEDS"):
        if not getattr(calculator, key):
            yield (), expected(f"the key {key!r}, which {name} is computed from", "nothing")


def _twice(location: Location, ids: Iterable[str]) -> Found:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name in seen:
            yield (*location, index, "id"), f"the id {name!r} stands here a second time"
        seen.add(name)


def _ids(calculator: Calculator) -> Found:
    yield from _twice(("fields",), [field.id for field in calculator.fields])
    yield from _twice(("results",), [result.id for result in calculator.results])
    yield from _twice(("levels",), [level.id for level in calculator.levels])
    yield from _twice(("forms",), [form.id for form in calculator.forms])
    for index, form in enumerate(calculator.forms):
        match form:
            case AnyOf() | FirstMatch():
                yield from _twice(("forms", index, "rules"), [rule.id for rule in form.rules])
            case Matrix():
                yield from _twice(("forms", index, "rows"), [row.id for row in form.rows])
                yield from _twice(("forms", index, "columns"), [column.id for column in form.columns])


def _fields(calculator: Calculator, fields: Mapping[str, InputField]) -> Found:
    for index, field in enumerate(calculator.fields):
        at: Location = ("fields", index)
        choices = [choice.id for choice in field.choices]
        yield from _twice((*at, "choices"), choices)
        if field.type in ("choice", "choices"):
            if not choices:
                yield at, expected("the key 'choices'", "nothing")
            if NOT_GIVEN in choices:
                yield (*at, "choices"), f"the id {NOT_GIVEN!r} means a value left out and cannot be a choice"
            if field.default is not None and field.default not in choices:
                yield (*at, "default"), expected("one of the choices", shown(field.default), choices)
        elif choices:
            yield (*at, "choices"), expected(f"no choices for the type {field.type}", f"{len(choices)}")
        if field.type == "number":
            yield from _bounds(at, field)
        elif field.unknown_counts_as is not None:
            yield (*at, "unknown_counts_as"), expected("this key at a number only", f"the type {field.type}")
        if field.type == "flag" and not isinstance(field.default, bool | None):
            yield (*at, "default"), expected("true or false", shown(field.default))
        other = fields.get(field.not_below) if field.not_below else None
        if field.not_below and (not other or other.type != "number" or other.default is None or field.default is None):
            yield (
                (*at, "not_below"),
                expected("another number field, both with a default", repr(field.not_below)),
            )


def _bounds(at: Location, field: InputField) -> Found:
    low = -math.inf if field.minimum is None else field.minimum
    high = math.inf if field.maximum is None else field.maximum
    if low > high:
        yield (*at, "maximum"), expected(f"a number not below the minimum, {low}", str(high))
        return
    for key in ("default", "unknown_counts_as"):
        value = getattr(field, key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            yield (*at, key), expected("a number", shown(value))
        elif value is not None and (value < low or value > high):
            yield (*at, key), expected(f"a number from {low} to {high}", str(value))


def _whens(calculator: Calculator) -> Iterator[tuple[Location, Any]]:
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


def _conditions(location: Location, when: Any, fields: Mapping[str, InputField]) -> Found:
    """Yield what a condition says of factors and choices that its calculator does not have."""
    for number, alternative in enumerate(when):
        for factor, bands in alternative.items():
            at = (*location, number, factor)
            if factor not in fields:
                yield at, expected("an input of this calculator", repr(factor), fields), True
                continue
            for band in bands:
                wanted = _misfit(fields[factor], band)
                if wanted:
                    yield at, wanted


def _misfit(field: InputField, band: Interval | str | bool) -> str | None:
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


def _forms(calculator: Calculator, fields: Mapping[str, InputField]) -> Found:
    for index, form in enumerate(calculator.forms):
        if isinstance(form, Rows):
            yield from _rows(("forms", index), form, fields)
        if isinstance(form, Matrix):
            yield from _cells(("forms", index), form)
        if isinstance(form, Graded):
            grades = {grade.grade for row in form.rows for grade in row.grades}
            for i, count in enumerate(form.counts):
                if count.grade not in grades:
                    message = expected("a grade of the table", str(count.grade), map(str, sorted(grades)))
                    yield ("forms", index, "counts", i, "grade"), message


def _rows(at: Location, form: Rows, fields: Mapping[str, InputField]) -> Found:
    if not form.columns:
        yield at, expected("the key 'columns' with the inputs that the rows are about", "none")
        return
    for i, name in enumerate(form.columns):
        if name not in fields:
            yield (*at, "columns", i), expected("an input of this calculator", repr(name), fields)
        elif name in form.columns[:i]:
            yield (*at, "columns", i), f"the column {name!r} stands here a second time"
        elif ANY[0] in (choice.id for choice in fields[name].choices):
            yield (*at, "columns", i), f"the choice {ANY[0]!r} of {name} means whatever it is in a table's row"
    for i, row in enumerate(form.rows):
        if len(row.when) != len(form.columns):
            wanted = expected(f"{len(form.columns)} bands, one for each column", str(len(row.when)))
            yield (*at, "rows", i, "when"), wanted
        for k, (name, bands) in enumerate(zip(form.columns, row.when, strict=False)):
            once = name in fields and name not in form.columns[:k]
            for band in bands if once and bands != ANY else ():
                misfit = _misfit(fields[name], band)
                if misfit:
                    yield (*at, "rows", i, "when", k), misfit


def _cells(at: Location, form: Matrix) -> Found:
    rows, columns = [row.id for row in form.rows], [column.id for column in form.columns]
    seen = set()
    for i, cell in enumerate(form.cells):
        for key, name, names in (("row", cell.row, rows), ("column", cell.column, columns)):
            if name not in names:
                yield (*at, "cells", i, key), expected(f"a {key} of the matrix", repr(name), names)
        if (cell.row, cell.column) in seen:
            yield (*at, "cells", i), f"the cell {cell.row}/{cell.column} stands here a second time"
        seen.add((cell.row, cell.column))
    named = all(row in rows and column in columns for row, column in seen)
    for row in rows if named else ():  # a misspelt name leaves its own cell without an entry
        for column in columns:
            if (row, column) not in seen:
                yield (*at, "cells"), expected(f"a cell for {row}/{column}", "none")


def _levels(calculator: Calculator) -> Found:
    """Yield what levels give and nothing shows, and what some of them give and others do not."""
    results = [result.id for result in calculator.results]
    given = dict.fromkeys(key for level in calculator.levels for key in level.gives if key in results)
    for index, level in enumerate(calculator.levels):
        at: Location = ("levels", index)
        for key in level.gives:
            if key not in results:
                yield (*at, "gives", key), expected("a result of this calculator", repr(key), results), True
        if lacking := [key for key in given if key not in level.gives]:
            yield at, expected(f"{', '.join(lacking)} in 'gives', as other levels have", "none")


def _uncapped(index: int, matrix: Matrix) -> Found:
    for place, cell in enumerate(matrix.cells):
        if cell.cost_cap is None:
            yield ("forms", index, "cells", place), expected("the key 'cost_cap': the matrix limits spending", "none")


def _verdict(calculator: Calculator, fields: Mapping[str, InputField]) -> Found:
    verdict = calculator.judged
    if not verdict:
        if calculator.verdict:
            yield ("verdict",), expected("the key 'forms' beside a verdict", "none")
        return
    forms = {form.id: form for form in calculator.forms}
    for key in ("most_urgent_of", "spending"):
        for i, name in enumerate(getattr(verdict, key)):
            form = forms.get(name)
            if form is None:
                yield ("verdict", key, i), expected("a form of this calculator", repr(name), forms)
            elif key == "spending" and isinstance(form, Matrix):
                yield from _uncapped(calculator.forms.index(form), form)
            elif key == "spending":
                yield ("verdict", key, i), expected("a matrix", f"{name}, which is {form.type}")
    deciding = [forms[name] for name in verdict.most_urgent_of if name in forms]
    whole = (isinstance(form, Matrix | Rows) or form.otherwise is not None for form in deciding)  # or a gap is found
    if deciding and not any(whole):
        message = expected("the key 'otherwise' in one of these forms, so that every case has a level", "none")
        yield ("verdict", "most_urgent_of"), message
    supposed = verdict.if_unknown
    if supposed and (supposed.factor not in fields or fields[supposed.factor].type != "number"):
        message = expected("a number input of this calculator", repr(supposed.factor), fields)
        yield ("verdict", "if_unknown", "factor"), message


def _points(calculator: Calculator) -> Found:
    if not calculator.points:
        return
    total = math.fsum(factor.weight for factor in calculator.points.factors)
    if not math.isnan(total) and total != 100:
        yield ("points", "factors"), expected("weights that add up to 100", f"{total:g}")
    for index, factor in enumerate(calculator.points.factors):
        at: Location = ("points", "factors", index)
        if factor.weight < 0:
            yield (*at, "weight"), expected("a weight not below 0", f"{factor.weight:g}")
        if all(item.points <= 0 for item in factor.items):
            yield (*at, "items"), expected("an item with points above 0", "none")
        if factor.cap is not None and factor.cap <= 0:
            yield (*at, "cap"), expected("a cap above 0", f"{factor.cap:g}")


def _working(calculator: Calculator, fields: Mapping[str, InputField]) -> Found:
    results = {result.id for result in calculator.results}
    for index, step in enumerate(calculator.working):
        for name in sorted(blanks(step.text) - results - set(fields)):
            message = expected("an input or result between braces", repr(name), sorted(results | set(fields)))
            yield ("working", index, "text"), message
        for key in ("needs", "when_negative", "when_zero"):
            name = getattr(step, key)
            if name is not None and name not in results:
                yield ("working", index, key), expected("a result", repr(name), sorted(results))
