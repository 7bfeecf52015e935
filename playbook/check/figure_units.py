"""Checks of the units of figures where their names stand for numbers: hours are not compared with days."""

from collections.abc import Iterator
from typing import Any

from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.calculator import Calculator
from playbook.model.decision import AnyOf, FirstMatch, Graded, Matrix, Rows
from playbook.model.reference import LIMITS
from playbook.source.document import Location

BOUNDS = ("above", "at_least", "below", "at_most")
OF_UNIT = ("least", "most", "minimum", "maximum", "default")
"""Numbers whose unit stands beside them, in the key `unit`."""
FIXED = {
    **LIMITS,
    **dict.fromkeys(("update_every_hours", "in_hours"), "hours"),
    "cost_cap": "yuan",
}
"""Numbers that have one unit always."""
KINDS = ("levels", "sop", "scripts", "calculators", "pages")

type Used = Iterator[tuple[Location, str, str | None]]
"""Where a figure's name may stand, what stands there, and the unit of the number there."""


def problems(reading: Reading) -> list[Problem]:
    """Return the figures that have another unit than the number has for which their names stand."""
    if not reading.models["figures"]:
        return []
    figures, found = reading.models["figures"].figures, []
    for kind in KINDS:
        for _, model, document in reading.each(kind):
            used = [*_beside((), document.data), *(_conditions(model, document.data) if kind == "calculators" else ())]
            for at, name, unit in used:
                if name in figures and figures[name].unit != unit:
                    got = f"{name}, in {figures[name].unit}" if figures[name].unit else f"{name}, which has none"
                    found.append(
                        document.problem(at, expected(f"a figure in {unit}" if unit else "one without a unit", got))
                    )
    return found


def _beside(at: Location, data: Any) -> Used:
    """Yield the texts in places of numbers that have one unit always, or whose unit stands beside them."""
    if isinstance(data, tuple):
        for index, entry in enumerate(data):
            yield from _beside((*at, index), entry)
    if not isinstance(data, dict):
        return
    units = FIXED | (dict.fromkeys(OF_UNIT, data["unit"]) if isinstance(data.get("unit"), str) else {})
    for key, value in data.items():
        if key in units:
            for index, name in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(name, str):
                    yield ((*at, key, index) if isinstance(value, tuple) else (*at, key)), name, units[key]
        yield from _beside((*at, key), value)


def _conditions(calculator: Calculator, data: Any) -> Used:
    """Yield the bounds of ranges in conditions that are texts."""
    units = {field.id: field.unit for field in calculator.fields}
    units |= {result.id: result.unit for result in calculator.results}
    for location, factor, bands in _compared(calculator, data):
        if factor in units:
            yield from ((at, name, units[factor]) for at, name in _named(location, bands))


def _compared(calculator: Calculator, data: Any) -> Iterator[tuple[Location, str, Any]]:
    """Yield each input that is compared, with what it is compared with as it is written, and where."""
    for index, form in enumerate(calculator.forms):
        at: Location = ("forms", index)
        written = data["forms"][index]
        match form:
            case AnyOf() | FirstMatch():
                yield from _listed((*at, "rules"), written["rules"])
            case Matrix():
                yield from _listed((*at, "rows"), written["rows"])
                yield from _listed((*at, "columns"), written["columns"])
            case Graded():
                for i, row in enumerate(written["rows"]):
                    for k, grade in enumerate(row["grades"]):
                        yield (*at, "rows", i, "grades", k, "bands"), row["factor"], grade["bands"]
            case Rows():
                for i, row in enumerate(written["rows"]):
                    # How many there must be is told elsewhere.
                    for k, (factor, bands) in enumerate(zip(form.columns, row["when"], strict=False)):
                        yield (*at, "rows", i, "when", k), factor, bands
    for index, result in enumerate(data["results"]):
        if isinstance(result.get("formula"), tuple):
            yield from _listed(("results", index, "formula"), result["formula"])
    if data.get("verdict"):
        yield from _when(("verdict", "full_cap_when"), data["verdict"].get("full_cap_when", ()))
    if data.get("points"):
        for index, factor in enumerate(data["points"]["factors"]):
            yield from _listed(("points", "factors", index, "items"), factor["items"])


def _listed(at: Location, entries: Any) -> Iterator[tuple[Location, str, Any]]:
    for index, entry in enumerate(entries):
        yield from _when((*at, index, "when"), entry.get("when") or ())


def _when(at: Location, when: Any) -> Iterator[tuple[Location, str, Any]]:
    if isinstance(when, dict):
        yield from (((*at, factor), factor, bands) for factor, bands in when.items())
        return
    for index, alternative in enumerate(when):
        yield from _when((*at, index), alternative)


def _named(at: Location, bands: Any) -> Iterator[tuple[Location, str]]:
    """Yield the names among the bounds of ranges."""
    if isinstance(bands, tuple):
        for index, band in enumerate(bands):
            yield from _named((*at, index), band)
    elif isinstance(bands, dict):
        yield from (((*at, key), bands[key]) for key in BOUNDS if isinstance(bands.get(key), str))
