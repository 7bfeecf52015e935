"""Checks of one calculator's description: every name it uses is one it declares, every rule can be evaluated."""

import math
from collections.abc import Iterable, Mapping
from types import ModuleType

from calculators import decision as deciding
from calculators import declared, priority_score
from playbook.check import decision
from playbook.check.calculator_module import RULED
from playbook.check.conditions import Found, conditions, whens
from playbook.errors import Problem, expected
from playbook.model.base import blanks
from playbook.model.calculator import Calculator
from playbook.model.condition import NOT_GIVEN
from playbook.model.decision import AnyOf, FirstMatch, Matrix
from playbook.model.fields import InputField
from playbook.model.values import shown
from playbook.source.document import Document, Location


def problems(name: str, calculator: Calculator, document: Document, module: ModuleType | None = None) -> list[Problem]:
    """Return everything wrong with the description of calculator `name`, of which `module` is computed."""
    fields = {field.id: field for field in calculator.fields}
    # What a formula came to is a number that other formulas' conditions may look at.
    computed = {
        result.id: InputField.model_construct(id=result.id, type="number")
        for result in calculator.results
        if result.formula and module not in RULED
    }
    inputs_or = "an input, or a result of a formula" if computed else "an input of this calculator"
    checks = (
        _needs(name, calculator, module),
        _ids(calculator),
        _fields(calculator, fields),
        *(
            conditions(location, when, fields | computed, inputs_or)
            if location[0] == "results"
            else conditions(location, when, fields)
            for location, when in whens(calculator)
        ),
        decision.problems(calculator, fields),
        decision.of_its_answer(calculator) if module is deciding else (),
        _points(calculator),
        _working(calculator, fields) if module not in (deciding, priority_score) else _no_working(name, calculator),
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
    inputs = [field.id for field in calculator.fields]
    for index, result in enumerate(calculator.results):
        if result.id in inputs:  # formulas, sentences and addresses name both alike
            yield ("results", index, "id"), expected("an id that no input has", repr(result.id))
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
    within = (
        f"of at least {low}"
        if high == math.inf
        else f"of at most {high}"
        if low == -math.inf
        else f"from {low} to {high}"
    )
    for key in ("default", "unknown_counts_as"):
        value = getattr(field, key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            yield (*at, key), expected("a number", shown(value))
        elif value is not None and (value < low or value > high):
            yield (*at, key), expected(f"a number {within}", str(value))


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


def _no_working(name: str, calculator: Calculator) -> Found:
    if calculator.working:
        yield ("working",), expected(f"no working, for {name} is explained by its rules alone", "some"), True


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
