"""What is wrong with a decision, found by trying every case: gaps, conflicts, dead rules, idle factors, reversals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from calculators.analysis.case_text import typed, written
from calculators.analysis.truth_table import Index, TruthTable
from calculators.cells import cells
from calculators.conditions import effective, in_any, met
from calculators.forms import Level, reached
from calculators.priority_score import points

type Location = tuple[str | int, ...]

VERDICT = "verdict"


@dataclass(frozen=True)
class Finding:
    """One thing found: its kind, its place in the calculator's file, the form and rule or factor, and a witness.

    `witness` is a case that shows it (input id -> value), in the units of the inputs; empty where none can show it.
    `rows` are those of a table that it names, by their numbers.
    """

    kind: str
    location: Location
    form: str
    name: str
    message: str
    witness: Mapping[str, Any]
    rows: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"{self.message}; for example {written(self.witness)}" if self.witness else self.message


def findings(table: TruthTable) -> list[Finding]:
    """Return everything wrong inside the forms of a decision and in how its answers run."""
    found: list[Finding] = []
    for number, form in enumerate(table.rules["forms"]):
        at: Location = ("forms", number)
        found += _gaps(table, form, at)
        found += CONFLICTS[form["type"]](table, form, at)
        found += _dead(table, form, at)
        found += _idle(table, form, at)
        levels = {picked: answer.level for picked, answer in table.answers[form["id"]].items()}
        found += _milder(table, form["id"], at, levels, table.used_axes[form["id"]], form)
    verdicts = {index: outcome.verdict for index, outcome in table.outcomes.items()}
    if len(table.rules["forms"]) > 1:  # the verdict of one form is what that says
        found += _milder(table, VERDICT, (VERDICT,), verdicts, range(len(table.fields)))
    read = {axis for axes in table.used_axes.values() for axis in axes}
    for axis, item in enumerate(table.fields):
        if axis not in read:
            message = f"the input {item['id']} is read by no form"
            found.append(Finding("never_matters", ("fields", axis), VERDICT, item["id"], message, {}))
    return found


def _gaps(table: TruthTable, form: Mapping[str, Any], at: Location) -> Iterator[Finding]:
    open_cells = [picked for picked, found in table.answers[form["id"]].items() if found.level is None]
    if open_cells:
        count, total = len(open_cells), len(table.answers[form["id"]])
        message = f"gap: no rule of {form['id']} answers in {count} of its {total} cells"
        where = (*at, "rows") if form["type"] == "rows" else at  # which may stand in a file of its own
        yield Finding("gap", where, form["id"], "", message, _form_case(table, form, open_cells[0]))


def _form_case(table: TruthTable, form: Mapping[str, Any], picked: Index) -> dict[str, Any]:
    """Return the case of a form's cell, with the inputs it reads only."""
    axes = table.used_axes[form["id"]]
    return {table.fields[axis]["id"]: table.cells[axis][place] for axis, place in zip(axes, picked, strict=True)}


def _no_conflicts(table: TruthTable, form: Mapping[str, Any], at: Location) -> Iterator[Finding]:
    yield from ()  # the hit policy (priority, first) settles every overlap


def at_once(what: str, names: Iterable[object], form: str) -> str:
    """Return what is said of rows or columns of which no two may hold at once."""
    return f"conflict: the {what} {' and '.join(map(str, names))} of {form} hold at once (hit policy unique)"


def _matrix_conflicts(table: TruthTable, form: Mapping[str, Any], at: Location) -> Iterator[Finding]:
    for key in ("rows", "columns"):
        seen: set[tuple[str, ...]] = set()
        for picked, case in table.form_cells(form):
            hits = tuple(entry["id"] for entry in form[key] if met(entry["when"], case) is not None)
            if len(hits) > 1 and hits not in seen:
                seen.add(hits)
                message = at_once(key, hits, form["id"])
                yield Finding("conflict", (*at, key), form["id"], hits[0], message, _form_case(table, form, picked))


def _graded_conflicts(table: TruthTable, form: Mapping[str, Any], at: Location) -> Iterator[Finding]:
    fields = {item["id"]: axis for axis, item in enumerate(table.fields)}
    for number, row in enumerate(form["rows"]):
        axis = fields[row["factor"]]
        for value in table.cells[axis]:
            case = effective({**table.case((0,) * len(fields)), row["factor"]: value}, table.fields)
            grades = [g["grade"] for g in row["grades"] if in_any(case[row["factor"]], g["bands"])]
            place: Location = (*at, "rows", number)
            if len(grades) > 1:
                message = f"conflict: {row['factor']} has the grades {' and '.join(map(str, grades))} at once"
                yield Finding("conflict", place, form["id"], row["factor"], message, {row["factor"]: value})
            elif not grades:
                message = f"gap: {row['factor']} has no grade"
                yield Finding("gap", place, form["id"], row["factor"], message, {row["factor"]: value})


def _row_conflicts(table: TruthTable, form: Mapping[str, Any], at: Location) -> Iterator[Finding]:
    """Yield rows of a table in which at most one may hold, each with the first other that holds at the same time."""
    seen: set[str] = set()
    for picked, case in table.form_cells(form) if form["hit_policy"] == "unique" else ():
        first, *others = [rule["id"] for rule in form["rules"] if met(rule["when"], case) is not None] or [""]
        for other in others:
            if other not in seen:
                seen.add(other)
                both = (int(first), int(other))
                where: Location = (*at, "rows", both[1] - 1)
                message, case = at_once("rows", both, form["id"]), _form_case(table, form, picked)
                yield Finding("conflict", where, form["id"], other, message, case, both)


CONFLICTS = {
    "any_of": _no_conflicts,
    "first_match": _no_conflicts,
    "graded": _graded_conflicts,
    "matrix": _matrix_conflicts,
    "rows": _row_conflicts,
}


def _dead(table: TruthTable, form: Mapping[str, Any], at: Location) -> Iterator[Finding]:
    """Yield rules that never decide: in no cell are they among those that give their form's answer.

    Of rules in conflict only one gives it; where no two may hold at once, whatever holds is alive.
    """
    rules = {hit.rule for found in table.answers[form["id"]].values() for hit in found.fired}
    entries: list[tuple[Location, str, bool]] = []
    match form["type"]:
        case "any_of" | "first_match":
            entries = [((*at, "rules", i), rule["id"], rule["id"] in rules) for i, rule in enumerate(form["rules"])]
        case "rows":
            for i, rule in enumerate(form["rules"]):
                alive = rule["id"] in rules or _holds(table, form, rule["when"])
                entries.append(((*at, "rows", i), rule["id"], alive))
        case "graded":
            for i, row in enumerate(form["rows"]):
                for k, grade in enumerate(row["grades"]):
                    name = f"{row['factor']}/{grade['grade']}"
                    entries.append(((*at, "rows", i, "grades", k), name, _reached(table, row["factor"], grade)))
            counts = {found[0] for _, case in table.form_cells(form) if (found := reached(form, case))}
            entries += [((*at, "counts", i), f"count/{i + 1}", i in counts) for i in range(len(form["counts"]))]
        case "matrix":
            for i, cell in enumerate(form["cells"]):
                name = f"{cell['row']}/{cell['column']}"
                both = [next(e["when"] for e in form[f"{key}s"] if e["id"] == cell[key]) for key in ("row", "column")]
                entries.append(((*at, "cells", i), name, name in rules or _holds(table, form, *both)))
    of_rows = form["type"] == "rows"
    for place, name, alive in entries:
        if not alive:
            message = never_fires("row" if of_rows else "rule", name, form["id"])
            yield Finding("never_fires", place, form["id"], name, message, {}, (int(name),) if of_rows else ())


def never_fires(what: str, name: object, form: str) -> str:
    """Return what is said of a row or rule that never decides."""
    return f"the {what} {name} of {form} can never fire"


def _holds(table: TruthTable, form: Mapping[str, Any], *whens: Any) -> bool:
    """Tell whether conditions hold at once in a cell of a form in which no two of their kind may."""
    unique = form["hit_policy"] == "unique"
    return unique and any(all(met(when, case) is not None for when in whens) for _, case in table.form_cells(form))


def _reached(table: TruthTable, factor: str, grade: Mapping[str, Any]) -> bool:
    axis = next(axis for axis, item in enumerate(table.fields) if item["id"] == factor)
    base = table.case((0,) * len(table.fields))
    values = [effective({**base, factor: value}, table.fields)[factor] for value in table.cells[axis]]
    return any(in_any(value, grade["bands"]) for value in values)


def _idle(table: TruthTable, form: Mapping[str, Any], at: Location) -> Iterator[Finding]:
    """Yield factors that a form reads but that never change its answer."""
    answers = table.answers[form["id"]]
    for place, axis in enumerate(table.used_axes[form["id"]]):
        rest: dict[Index, set[Any]] = {}
        for picked, found in answers.items():
            key = (*picked[:place], *picked[place + 1 :])
            rest.setdefault(key, set()).add((found.level, found.cost_cap))
        if all(len(values) == 1 for values in rest.values()):
            name = table.fields[axis]["id"]
            message = f"the factor {name} never changes what {form['id']} answers"
            where: Location = (*at, "columns", form["factors"].index(name)) if "factors" in form else at
            yield Finding("never_matters", where, form["id"], name, message, {})


def _milder(
    table: TruthTable,
    name: str,
    at: Location,
    levels: Mapping[Index, Level | None],
    axes: Sequence[int],
    form: Mapping[str, Any] | None = None,
) -> Iterator[Finding]:
    """Yield factors that make an answer milder when they get worse; their order is the field's `worse`.

    `levels` is the answer for every cell of the space that the axes span. A table's finding stands at the milder row.
    """
    urgency = {number: rank for rank, number in enumerate(table.order)}
    for place, axis in enumerate(axes):
        item = table.fields[axis]
        next_worse = [_worse(item, table.cells[axis], position) for position in range(len(table.cells[axis]))]
        for index, before in levels.items():
            worse = next_worse[index[place]]
            if worse is None:
                continue
            there = (*index[:place], worse, *index[place + 1 :])
            after = levels[there]
            if before is not None and after is not None and urgency[after] > urgency[before]:
                case = {table.fields[a]["id"]: table.cells[a][i] for a, i in zip(axes, index, strict=True)}
                message = (
                    f"{name} gets milder, from {before} to {after}, when {item['id']} gets worse: "
                    f"{written(case)} -> {item['id']}={typed(table.cells[axis][worse])}"
                )
                rows = table.answers[name][there].fired if form and form["type"] == "rows" else ()
                where: Location = (*at, "rows", int(rows[0].rule) - 1) if rows else at
                yield Finding("milder", where, name, item["id"], message, {})
                break


def _worse(item: Mapping[str, Any], values: Sequence[Any], position: int) -> int | None:
    """Return the next worse cell's position, None if there is none or the field declares no order."""
    step = {"higher": 1, "lower": -1, "listed_first": -1, "none": 0}[item["worse"]]
    other = position + step
    if step == 0 or not 0 <= other < len(values) or values[position] is None or values[other] is None:
        return None
    return other


def points_findings(rules: Mapping[str, Any]) -> list[Finding]:
    """Return what is wrong with a points table: values without points or with two, reversals of order."""
    found: list[Finding] = []
    fields = {item["id"]: item for item in rules["fields"]}
    for number, factor in enumerate(rules["points"]["factors"]):
        at: Location = ("points", "factors", number)
        used = list(dict.fromkeys(f for item in factor["items"] for when in item["when"] for f in when))
        values = [cells(fields[name], rules) for name in used]
        for picked in product(*values):
            case = dict(zip(used, picked, strict=True))
            held = [i for i, item in enumerate(factor["items"]) if met(item["when"], case) is not None]
            if factor["hit_policy"] == "unique" and len(held) != 1:
                what = "conflict: two items of" if held else "gap: no item of"
                kind = "conflict" if held else "gap"
                found.append(Finding(kind, at, "points", factor["id"], f"{what} {factor['id']} hold", case))
                break
        if len(used) == 1 and fields[used[0]]["worse"] != "none":
            found += _falling(factor, fields[used[0]], values[0], at)
    return found


def _falling(
    factor: Mapping[str, Any], item: Mapping[str, Any], values: Sequence[Any], at: Location
) -> Iterator[Finding]:
    ordered = [value for value in values if value is not None]
    for before, after in pairwise(ordered if item["worse"] == "higher" else ordered[::-1]):
        if points(factor, {item["id"]: after}) < points(factor, {item["id"]: before}):
            message = f"{factor['id']} gives fewer points when {item['id']} gets worse"
            yield Finding("milder", at, "points", factor["id"], message, {item["id"]: after})
            return
