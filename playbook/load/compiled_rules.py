"""The rules of each calculator as JSON-ready data: what content says, in the shape that the calculators read."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from playbook.check.formulas import formulas
from playbook.model import columns
from playbook.model.agreed import rulings
from playbook.model.base import Model
from playbook.model.calculator import Benchmark, Calculator
from playbook.model.columns import Models
from playbook.model.condition import ANY, plain_bands, plain_when
from playbook.model.decision import AnyForm, AnyOf, FirstMatch, Graded, Matrix, Rows

WORDING = ("messages", "words", "units")
LENGTH = 8

SHARED = ("fields", "results", "points")
"""What a calculator needs of the one that it is based on."""


def compile_rules(models: Models, own: Mapping[str, str] = MappingProxyType({})) -> dict[str, dict[str, Any]]:
    """Return the rules of every calculator by name. `models` are those of a sound handbook, by kind.

    `own` are the marks of the modules of the handbook's own calculators.
    """
    made = {name: _rules(name, calculator, models) for name, calculator in models["calculators"].items()}
    for name, module in own.items():
        made[name]["module"] = module
    for name, calculator in models["calculators"].items():
        if calculator.based_on:
            based_on = made[calculator.based_on]
            made[name]["based_on"] = {key: based_on[key] for key in SHARED if key in based_on}
    return made


def mark(rules: Mapping[str, Mapping[str, Any]]) -> str:
    """Return what stands for the rules: 8 hexadecimal digits. What the interface calls things is no part of it."""
    decisive = {
        name: {key: value for key, value in compiled.items() if key not in WORDING} for name, compiled in rules.items()
    }
    text = json.dumps(decisive, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _rules(name: str, calculator: Calculator, models: Models) -> dict[str, Any]:
    compiled: dict[str, Any] = {
        "name": name,
        "fields": columns.fields(calculator, models),
        "results": [
            result.model_dump(exclude_none=True, mode="json", exclude={"formula", "sources"})
            for result in calculator.results
        ],
        "working": _plain(calculator.working),
        "levels": _levels(calculator, models),
        "units": models["units"].model_dump(by_alias=True, exclude_none=True, mode="json")["units"],
        "messages": models["interface"].messages.model_dump(),
        "words": models["interface"].words.model_dump(),
        "forms": [_form(form) for form in calculator.forms],
    }
    if any(result.formula for result in calculator.results):
        compiled["formulas"] = formulas(calculator, models).compiled
    if calculator.judged:
        compiled["verdict"] = _verdict(name, calculator, models)
    if calculator.points:
        compiled["points"] = _points(calculator)
    compiled |= {name: columns.rows(listing, models) for name, listing in calculator.reads.items()}
    if calculator.benchmarks:
        compiled["benchmarks"] = [_benchmark(item, models) for item in calculator.benchmarks]
    if calculator.phrases:
        compiled["phrases"] = dict(calculator.phrases)
    return compiled


def _levels(calculator: Calculator, models: Models) -> list[dict[str, Any]]:
    """Return the levels that a calculator answers with: its own, or else the handbook's, the most urgent first."""
    if calculator.levels:
        return [{"id": level.id, "name": level.name, **level.gives} for level in calculator.levels]
    levels = models["levels"]
    return [{key: getattr(level, key) for key in ("id", "name", *levels.limits)} for level in levels.levels]


def _benchmark(item: Benchmark, models: Models) -> dict[str, Any]:
    """Return a metric's figure after the change, in the result's unit."""
    kept = models["pages"][item.page]
    metric = kept.metrics[item.metric]
    return {
        "result": item.result,
        "title": kept.title,
        "label": metric.label,
        "value": float(Decimal(str(metric.after)) * Decimal(str(item.times))),
        "sources": list(metric.sources),
    }


def _plain(items: Iterable[Model]) -> list[dict[str, Any]]:
    return [item.model_dump(exclude_none=True, mode="json") for item in items]


def _form(form: AnyForm) -> dict[str, Any]:
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
        case Rows():
            plain["rules"] = _rows(form)
            plain["factors"] = plain.pop("columns")
            del plain["rows"]
    return plain


def _rows(form: Rows) -> list[dict[str, Any]]:
    """Return the rows of a table as rules; a row is named by its place, from 1 on."""
    return [
        {
            "id": str(number),
            "label": row.label or "",
            "when": plain_when(({n: bands for n, bands in zip(form.columns, row.when, strict=True) if bands != ANY},)),
            "level": row.level,
            "sources": list(form.sources),
        }
        for number, row in enumerate(form.rows, 1)
    ]


def _verdict(name: str, calculator: Calculator, models: Models) -> dict[str, Any]:
    assert calculator.judged
    plain = calculator.judged.model_dump(exclude_none=True, mode="json")
    plain["disagreements"] = _plain(rulings(name, calculator, models))
    plain["full_cap_when"] = plain_when(calculator.judged.full_cap_when)
    return plain


def _points(calculator: Calculator) -> dict[str, Any]:
    assert calculator.points
    plain = calculator.points.model_dump(exclude_none=True, mode="json")
    for factor, target in zip(calculator.points.factors, plain["factors"], strict=True):
        for item, inner in zip(factor.items, target["items"], strict=True):
            inner["when"] = plain_when(item.when)
    return plain
