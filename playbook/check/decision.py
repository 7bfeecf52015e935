"""Checks of what makes a calculator a decision: its forms, its levels and its verdict."""

from collections.abc import Mapping

from playbook.check.conditions import Found, misfit
from playbook.errors import expected
from playbook.model.calculator import Calculator
from playbook.model.condition import ANY
from playbook.model.decision import Graded, Matrix, Rows
from playbook.model.fields import InputField
from playbook.source.document import Location

SUPPOSED = "level_if_vip"
"""The level, where a verdict supposes something of the unknown."""
LEVELS = ("level", SUPPOSED)
"""Results of a decision that are levels."""


def problems(calculator: Calculator, fields: Mapping[str, InputField]) -> Found:
    """Yield everything wrong with the forms, levels and verdict of a calculator. `fields` are its inputs by id."""
    yield from _forms(calculator, fields)
    yield from _levels(calculator)
    yield from _verdict(calculator, fields)


def of_its_answer(calculator: Calculator) -> Found:
    """Yield what is wrong with how a decision shows its level, and what it has that is never shown."""
    if all(result.id != "level" for result in calculator.results):
        yield ("results",), expected("a result 'level', with the unit level, for a decision answers with one", "none")
    for index, result in enumerate(calculator.results):
        at: Location = ("results", index, "unit")
        if result.id in LEVELS and result.unit != "level":
            yield at, expected(f"the unit level, for {result.id} is one", result.unit or "none")
        elif result.id not in LEVELS and result.unit == "level":
            yield at, expected(f"another unit, for {result.id} is no level", "level")
    if calculator.points:
        yield ("points",), expected("no points beside forms, which decide without them", "some"), True


def _forms(calculator: Calculator, fields: Mapping[str, InputField]) -> Found:
    for index, form in enumerate(calculator.forms):
        if isinstance(form, Rows):
            yield from _rows(("forms", index), form, fields)
        if isinstance(form, Matrix):
            yield from _cells(("forms", index), form)
        if isinstance(form, Graded):
            for i, row in enumerate(form.rows):
                if row.factor not in fields:
                    message = expected("an input of this calculator", repr(row.factor), fields)
                    yield ("forms", index, "rows", i, "factor"), message
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
                wrong = misfit(fields[name], band)
                if wrong:
                    yield (*at, "rows", i, "when", k), wrong


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
        yield ("verdict", "most_urgent_of") if calculator.verdict else ("forms", 0), message
    for n, ruling in enumerate(verdict.disagreements):
        for i, name in enumerate(ruling.decided_by):
            if name not in forms:
                message = expected("a form of this calculator", repr(name), forms)
                yield ("verdict", "disagreements", n, "decided_by", i), message
    for n, waiver in enumerate(verdict.waivers):
        if waiver.form not in (*forms, "verdict"):
            message = expected("a form of this calculator, or 'verdict'", repr(waiver.form), forms)
            yield ("verdict", "waivers", n, "form"), message
    supposed = verdict.if_unknown
    if supposed and (supposed.factor not in fields or fields[supposed.factor].type != "number"):
        message = expected("a number input of this calculator", repr(supposed.factor), fields)
        yield ("verdict", "if_unknown", "factor"), message
