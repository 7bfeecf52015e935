"""Checks of a calculator's description against its module, and against the other files that it names."""

from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from calculators import allocation, decision, declared, monthly_review, priority_score
from playbook.check.decision import SUPPOSED
from playbook.check.lists import unique
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.absent import is_absent
from playbook.model.base import blanks
from playbook.model.calculator import Calculator
from playbook.model.columns import rows
from playbook.model.fields import Column, InputField, Listing
from playbook.source.document import Document, Location

RULED = (decision, allocation, monthly_review, priority_score)
"""Our modules that work out no formulas."""

type Found = Iterator[tuple[Location, str] | tuple[Location, str, bool, bool]]


def problems(name: str, calculator: Calculator, reading: Reading, document: Document) -> list[Problem]:
    """Return what calculator `name`'s module needs and its description lacks, and names that lead to no other file.

    Of what stands in files that could not be read nothing is said.
    """
    models = reading.models
    module = reading.modules.get(name)
    # Of a module that cannot be used it is said why, and nothing of what it may need.
    of_module = (
        (
            _inputs(name, module, calculator, models),
            _results(name, module, calculator, models),
            _phrases(name, module, calculator),
        )
        if module or name not in reading.modules
        else ()
    )
    checks = (
        *of_module,
        _columns(calculator),
        _others(name, module, calculator, reading),
    )
    twice = [
        problem
        for index, field in enumerate(calculator.fields)
        for problem in unique(document, ("fields", index, "columns"), [column.id for column in field.columns])
    ]
    return [*twice, *(document.problem(*found) for check in checks for found in check)]


def _inputs(name: str, module: ModuleType | None, calculator: Calculator, models: Mapping[str, Any]) -> Found:
    places = {field.id: index for index, field in enumerate(calculator.fields)}
    for needed, declared_type in declared(module, "INPUTS").items():
        table, _, column = needed.partition(".")
        wanted = declared_type or "number"
        kind, optional = wanted.removesuffix("?"), wanted.endswith("?")
        if table not in places:
            if not column:
                yield ("fields",), expected(f"the input {needed}, which {name} is computed from", "none")
            continue
        field, at = calculator.fields[places[table]], ("fields", places[table])
        columns = columns_by_id(field, models) if column else {"": field}
        given = columns.get(column) if columns else None
        if columns is None:
            continue
        what = f"a column {column} of the type {kind}, which {name} is computed from" if column else f"the type {kind}"
        if given is None or given.type != kind:
            yield at, expected(what, given.type if given else "none")
        elif not (optional or getattr(given, "required", False) or getattr(given, "default", None) is not None):
            what = f"a column {column}" if column else f"a {kind}"
            yield at, expected(f"{what} with a default, or required", f"optional {kind}")


def columns_by_id(field: InputField, models: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a table's columns, None where those of another file cannot be known."""
    own: dict[str, Any] = {column.id: column for column in field.columns}
    if not field.columns_of:
        return own
    other = _other(field.columns_of, models)
    if other is None:
        return None
    return {item.id: item for item in getattr(other, "fields", getattr(other, "columns", ()))} | own


def _other(name: str, models: Mapping[str, Any]) -> Any:
    """Return the calculator or kept table that a table takes its columns from, None if there is none."""
    if name in models["calculators"]:
        return models["calculators"][name]
    page = models["pages"].get(name)
    return page.kept if page else None


def _has_tables(other: Any) -> bool:
    return any(field.type == "table" for field in getattr(other, "fields", ()))


def _of_levels(calculator: Calculator, models: Mapping[str, Any]) -> list[str]:
    """Return the results that a decision can have: its level, and what its levels give."""
    given = [key for level in calculator.levels for key in level.gives]
    if not calculator.levels and models["levels"]:
        given = models["levels"].limits
    advised = ["advised_cap_yuan"] * ("cost_cap_yuan" in given)
    supposed = [SUPPOSED] * bool(calculator.verdict and calculator.verdict.if_unknown)
    return list(dict.fromkeys(["level", *given, *advised, *supposed]))


def _results(name: str, module: ModuleType | None, calculator: Calculator, models: Mapping[str, Any]) -> Found:
    if module is decision and not calculator.levels and not models["levels"]:
        return  # what they give is not known
    known, taken = declared(module, "RESULTS"), declared(module, "FORMULAS")
    if module is decision:
        known = dict.fromkeys(_of_levels(calculator, models))
    given = {result.id for result in calculator.results if result.formula}
    for needed in taken:
        if needed not in given:
            yield ("results",), expected(f"a formula for {needed}, which {name} is computed from", "none")
    for index, result in enumerate(calculator.results):
        at: Location = ("results", index)
        if result.formula and result.columns:
            yield at, expected("either 'formula' or 'columns'", "both")
        if result.formula and module in RULED:
            wanted = f"no formula: {name} is computed from its rules alone, a calculator of its own can have it"
            yield (*at, "formula"), expected(wanted, "one")
        if result.formula or result.id in taken:
            continue
        if module is None:
            yield at, expected(f"the key 'formula', since no calculator's module is called {name}", "none")
            continue
        if result.id == SUPPOSED and module is decision:
            continue  # any decision may have it; it stays without a value where the verdict supposes nothing
        if result.id not in known:
            yield (*at, "id"), expected(f"a result of {name}, or the key 'formula'", repr(result.id), known)
            continue
        columns = known[result.id]
        if bool(columns) != bool(result.columns):
            wanted = "the key 'columns', for the result is a table" if columns else "no columns, for it is no table"
            yield at, expected(wanted, "some" if result.columns else "none")
        for place, column in enumerate(result.columns):
            if columns and column.id not in columns:
                yield (*at, "columns", place, "id"), expected(f"a column of {result.id}", repr(column.id), columns)


def _phrases(name: str, module: ModuleType | None, calculator: Calculator) -> Found:
    known = declared(module, "PHRASES")
    for phrase in known:
        if phrase not in calculator.phrases:
            yield ("phrases",), expected(f"the phrase {phrase}, which {name} says", "none")
    for phrase, text in calculator.phrases.items():
        if phrase not in known:
            yield ("phrases", phrase), expected(f"a phrase of {name}", repr(phrase), known)
            continue
        own = set(known[phrase] or ())
        for blank in sorted(blanks(text) - own):
            wanted = expected("a blank of this phrase between braces", repr(blank), sorted(own))
            yield ("phrases", phrase), wanted


def _columns(calculator: Calculator) -> Found:
    for index, field in enumerate(calculator.fields):
        at: Location = ("fields", index)
        if field.type == "table" and not (field.columns or field.columns_of):
            yield at, expected("the key 'columns' or 'columns_of'", "neither")
        if field.type != "table" and (field.columns or field.columns_of):
            yield at, expected(f"no columns for the type {field.type}", "some")
        for place, column in enumerate(field.columns):
            yield from _choices((*at, "columns", place), column)


def _choices(at: Location, column: Column) -> Found:
    given = bool(column.choices) + bool(column.choices_of)
    if column.type in ("choice", "choices") and given != 1:
        yield at, expected("either 'choices' or 'choices_of'", "both" if given else "neither")
    if column.type not in ("choice", "choices") and given:
        yield at, expected(f"no choices for the type {column.type}", "some")


def _others(name: str, module: ModuleType | None, calculator: Calculator, reading: Reading) -> Found:
    models, stems = reading.models, reading.stems
    unread = {kind: [stem for stem in stems[kind] if stem not in models[kind]] for kind in ("calculators", "pages")}
    scored = [*unread["calculators"], *(other for other, held in models["calculators"].items() if held.points)]
    if calculator.based_on in models["calculators"] and calculator.based_on not in scored:
        yield ("based_on",), expected("a calculator with points", repr(calculator.based_on), scored)
    kept = [stem for stem, page in models["pages"].items() if page.kept]
    tables = [*stems["calculators"], *kept, *unread["pages"]]
    for index, field in enumerate(calculator.fields):
        if field.columns_of and field.columns_of not in tables:
            wanted = "a calculator, or a page with a table that is kept"
            gone = is_absent(field.columns_of, [*tables, *models["pages"]])
            yield ("fields", index, "columns_of"), expected(wanted, repr(field.columns_of), tables), False, gone
        elif field.columns_of and _has_tables(_other(field.columns_of, models)):
            wanted = "a kept table, or a calculator without tables of its own"
            yield ("fields", index, "columns_of"), expected(wanted, repr(field.columns_of))
        for place, column in enumerate(field.columns):
            if column.choices_of:
                where: Location = ("fields", index, "columns", place, "choices_of")
                yield from _listing(where, column.choices_of, ("title",), models)
    wanted_of = declared(module, "READS")
    for key, listing in calculator.reads.items():
        yield from _listing(("reads", key), listing, wanted_of.get(key, ()), models)
    for key in wanted_of:
        if key not in calculator.reads:
            yield ("reads",), expected(f"{key!r} in 'reads', which {name} is computed from", "none")
    yield from _benchmarks(calculator, models["pages"])


def _listing(at: Location, listing: Listing, wanted: Sequence[str], models: Mapping[str, Any]) -> Found:
    """Yield a list of a page that is not there, or lacks what is asked of it."""
    page = models["pages"].get(listing.page)
    if not page:
        return
    found = page.listing(listing.block)
    if found is None:
        known = [name for name in page.by_id if page.listing(name) is not None]
        yield (*at, "block"), expected("the id of a table or of ranks of the page", repr(listing.block), known)
        return
    held = {key for row in found for key in row}
    for key in wanted:
        if key not in held:
            yield (*at, "block"), expected(f"rows with {key}", ", ".join(sorted(held)) or "none")


def _benchmarks(calculator: Calculator, held: Mapping[str, Any]) -> Found:
    for index, item in enumerate(calculator.benchmarks):
        if item.page in held and item.metric not in held[item.page].metrics:
            known = held[item.page].metrics
            yield ("benchmarks", index, "metric"), expected("a figure of this page", repr(item.metric), known)
        if item.result not in {result.id for result in calculator.results}:
            yield ("benchmarks", index, "result"), expected("a result of this calculator", repr(item.result))


def readable(calculator: Calculator, models: Mapping[str, Any]) -> bool:
    """Tell whether every file that the inputs of a calculator are taken from could be read, and can be used."""
    columns = [field.columns_of for field in calculator.fields if field.columns_of]
    lists = [column.choices_of for field in calculator.fields for column in field.columns if column.choices_of]
    others = [_other(name, models) for name in columns]
    return all(other and not _has_tables(other) for other in others) and all(rows(name, models) for name in lists)
