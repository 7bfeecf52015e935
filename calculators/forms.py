"""The five ways a decision can be written down, and how each answers a case.

any_of        every rule is tried; the most urgent level of those that hold wins (hit policy: priority)
first_match   rules are tried in order; the first that holds wins (hit policy: first)
graded        each factor gets a grade; the grades are counted (hit policy: count)
matrix        one row and one column hold; their cell answers (hit policy: unique)
rows          a full table whose rows are rules (hit policy: its own; unique, first or priority)

A level is whatever the decision answers with: one of the handbook's levels, or of those the decision has itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculators.conditions import in_any, met

type Level = int | str


@dataclass(frozen=True)
class Fired:
    """A rule that held: its id, label, level and sources, and the factors with the bands that held."""

    rule: str
    label: str
    level: Level | None
    sources: Sequence[str]
    factors: Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """What one form says of a case. `level` is None where no rule answers; `cost_cap` is a matrix cell's, in yuan."""

    level: Level | None
    fired: tuple[Fired, ...]
    cost_cap: float | None = None


def answer(form: Mapping[str, Any], case: Mapping[str, Any], order: Sequence[Level]) -> Answer:
    """Return the answer of one form. `order` lists the levels, most urgent first."""
    return FORMS[form["type"]](form, case, order)


def most_urgent(levels: Sequence[Level | None], order: Sequence[Level]) -> Level | None:
    """Return the most urgent of the levels, None if there is none."""
    return next((level for level in order if level in levels), None)


def _rule(rule: Mapping[str, Any], case: Mapping[str, Any]) -> Fired | None:
    held = met(rule["when"], case)
    if held is None:
        return None
    return Fired(rule["id"], rule["label"], rule.get("level"), rule["sources"], held)


def _any_of(form: Mapping[str, Any], case: Mapping[str, Any], order: Sequence[Level]) -> Answer:
    fired = tuple([hit for rule in form["rules"] if (hit := _rule(rule, case))])
    if not fired:
        return Answer(form.get("otherwise"), ())
    level = most_urgent([hit.level for hit in fired], order)
    return Answer(level, tuple(hit for hit in fired if hit.level == level))


def _first_match(form: Mapping[str, Any], case: Mapping[str, Any], order: Sequence[Level]) -> Answer:
    for rule in form["rules"]:
        if hit := _rule(rule, case):
            return Answer(hit.level, (hit,))
    return Answer(form.get("otherwise"), ())


def reached(form: Mapping[str, Any], case: Mapping[str, Any]) -> tuple[int, list[Fired]] | None:
    """Return the place of the first count of a graded form that is reached, and by what; None where none is."""
    graded: list[tuple[int, Fired]] = []
    for row in form["rows"]:
        for grade in row["grades"]:
            if in_any(case[row["factor"]], grade["bands"]):
                held = {row["factor"]: grade["bands"]}
                graded.append((grade["grade"], Fired(row["factor"], "", None, row["sources"], held)))
                break
    for place, count in enumerate(form["counts"]):
        hits = [hit for grade, hit in graded if grade == count["grade"]]
        if len(hits) >= count["at_least"]:
            return place, hits
    return None


def _graded(form: Mapping[str, Any], case: Mapping[str, Any], order: Sequence[Level]) -> Answer:
    found = reached(form, case)
    if found is None:
        return Answer(form.get("otherwise"), ())
    place, hits = found
    count = form["counts"][place]
    fired = tuple([Fired(h.rule, count["label"], count["level"], h.sources, h.factors) for h in hits])
    return Answer(count["level"], fired)


def _matrix(form: Mapping[str, Any], case: Mapping[str, Any], order: Sequence[Level]) -> Answer:
    row = next((hit for rule in form["rows"] if (hit := _rule(rule, case))), None)
    column = next((hit for rule in form["columns"] if (hit := _rule(rule, case))), None)
    if row is None or column is None:
        return Answer(None, ())
    cell = next((c for c in form["cells"] if c["row"] == row.rule and c["column"] == column.rule), None)
    if cell is None:
        return Answer(None, ())
    held = {**row.factors, **column.factors}
    label = form["cell_label"].format(row=row.label, column=column.label)
    fired = Fired(f"{row.rule}/{column.rule}", label, cell["level"], form["sources"], held)
    return Answer(cell["level"], (fired,), cell.get("cost_cap"))


def _rows(form: Mapping[str, Any], case: Mapping[str, Any], order: Sequence[Level]) -> Answer:
    return (_any_of if form["hit_policy"] == "priority" else _first_match)(form, case, order)


FORMS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any], Sequence[Level]], Answer]] = {
    "any_of": _any_of,
    "first_match": _first_match,
    "graded": _graded,
    "matrix": _matrix,
    "rows": _rows,
}
