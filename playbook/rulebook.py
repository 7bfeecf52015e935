"""The rules of each calculator as JSON-ready data: what content says, in the shape that the calculators read."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from playbook import columns
from playbook.handbook import Handbook
from playbook.model.base import Model
from playbook.model.calculator import AnyOf, Benchmark, Calculator, FirstMatch, Graded, Matrix
from playbook.model.condition import plain_bands, plain_when

SHARED = ("fields", "results", "points")
"""What a calculator needs of the one that it is based on."""


def all_rules(handbook: Handbook) -> dict[str, dict[str, Any]]:
    """Return the rules of every calculator by name."""
    return {name: rules(handbook, name) for name in handbook.calculators}


def rules(handbook: Handbook, name: str) -> dict[str, Any]:
    """Return the rules of one calculator. Raises KeyError for an unknown name."""
    calculator = handbook.calculators[name]
    compiled: dict[str, Any] = {
        "name": name,
        "fields": columns.fields(calculator, vars(handbook)),
        "results": [result.model_dump(exclude_none=True, mode="json") for result in calculator.results],
        "working": [step.model_dump(exclude_none=True, mode="json") for step in calculator.working],
        "levels": [
            {
                "id": level.id,
                "name": level.name,
                "cost_cap_yuan": level.cost_cap_yuan,
                "find_within_hours": level.find_within_hours,
                "deliver_within_hours": level.deliver_within_hours,
            }
            for level in handbook.levels.levels
        ],
        "units": handbook.units.model_dump(by_alias=True, exclude_none=True, mode="json")["units"],
        "messages": handbook.interface.messages.model_dump(),
        "words": handbook.interface.words.model_dump(),
        "forms": [_form(form) for form in calculator.forms],
    }
    if calculator.verdict:
        compiled["verdict"] = _verdict(calculator)
    if calculator.points:
        compiled["points"] = _points(calculator)
    if calculator.based_on:
        based_on = rules(handbook, calculator.based_on)
        compiled["based_on"] = {key: based_on[key] for key in SHARED if key in based_on}
    compiled |= {name: _plain(columns.READABLE[name](vars(handbook))) for name in calculator.reads}
    if calculator.benchmarks:
        compiled["benchmarks"] = [_benchmark(item, handbook) for item in calculator.benchmarks]
    if calculator.phrases:
        compiled["phrases"] = dict(calculator.phrases)
    return compiled


def _benchmark(item: Benchmark, handbook: Handbook) -> dict[str, Any]:
    """Return a metric's figure after the change, in the result's unit."""
    kept = handbook.metrics[item.metrics]
    metric = next(metric for metric in kept.metrics if metric.id == item.metric)
    return {
        "result": item.result,
        "title": kept.title,
        "label": metric.label,
        "value": float(Decimal(str(metric.after)) * Decimal(str(item.times))),
        "sources": list(metric.sources),
    }


def _plain(items: Iterable[Model]) -> list[dict[str, Any]]:
    return [item.model_dump(exclude_none=True, mode="json") for item in items]


def _form(form: AnyOf | FirstMatch | Graded | Matrix) -> dict[str, Any]:
    """Return a form with every condition as the calculators read it."""
    plain = form.model_dump(exclude_none=True, mode="json")
    match form:
        case AnyOf() | FirstMatch():
            for rule, target in zip(form.rules, plain["rules"], strict=True):
                target["when"] = plain_when(rule.when)
        case Graded():
            for row, target in zip(form.rows, plain["rows"], strict=True):
                for grade, inner in zip(row.grades, target["grades"], strict=True):
                    inner["bands"] = plain_bands(grade.bands)
        case Matrix():
            for axis, targets in ((form.rows, plain["rows"]), (form.columns, plain["columns"])):
                for entry, target in zip(axis, targets, strict=True):
                    target["when"] = plain_when(entry.when)
    return plain


def _verdict(calculator: Calculator) -> dict[str, Any]:
    assert calculator.verdict
    plain = calculator.verdict.model_dump(exclude_none=True, mode="json")
    plain["full_cap_when"] = plain_when(calculator.verdict.full_cap_when)
    return plain


def _points(calculator: Calculator) -> dict[str, Any]:
    assert calculator.points
    plain = calculator.points.model_dump(exclude_none=True, mode="json")
    for factor, target in zip(calculator.points.factors, plain["factors"], strict=True):
        for item, inner in zip(factor.items, target["items"], strict=True):
            inner["when"] = plain_when(item.when)
    return plain
