"""A draft: other numbers, rules left out, rules in another order, put into rules that are compiled already.

`numbers` maps a knob's id to a number, `off` lists rules as CALCULATOR.FORM.RULE, `order` maps CALCULATOR.FORM to the
ids of all its rules, those that are left out among them. A rule of a graded form is its row, by factor; a row of a
table and an item of points, whose factor stands for a form, are called by the number that they had before the draft.
"""

import re
from collections.abc import Mapping, Sequence
from math import isfinite
from operator import gt, lt
from typing import Any

from calculators.conditions import ENDS, exact
from calculators.errors import InputError
from calculators.priority_score import best
from calculators.text import format_number

COUNT = "count"
"""The kind of knob that takes whole numbers only."""
REFERENCE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
"""A figure's name in a text."""

type Rules = Mapping[str, Any]
type Path = Sequence[str | int]

LISTS = {"any_of": "rules", "first_match": "rules", "rows": "rules", "graded": "rows"}
"""Where each type of form has what can be left out. A matrix has nothing: less of it would leave cases unanswered."""
IN_ORDER = ("first_match", "rows")
"""The types of forms in which the order of rules matters."""


def drafted(
    rules: Mapping[str, Rules], knobs: Sequence[Mapping[str, Any]], draft: Mapping[str, Any]
) -> dict[str, Rules]:
    """Return the rules, by calculator, with a draft put in; those given stay as they are.

    Raises InputError, which names the knob, rule or form, for one that is not there, a number out of its range, an
    interval that would hold no number, and a form or factor that would be left without rules or points.
    """
    made, messages = dict(rules), next(iter(rules.values()))["messages"]
    known = {knob["id"]: knob for knob in knobs}
    changed: list[tuple[Mapping[str, Any], Path]] = []
    for name, number in draft.get("numbers", {}).items():
        knob = _known(name, known, messages)
        _in_range(knob, number, rules)
        for calculator, *path in knob["places"]:
            if calculator in made:
                try:
                    made[calculator] = _put(made[calculator], path, _written(number, path))
                except (LookupError, TypeError):  # these rules are a version that has another form
                    raise InputError(name, messages["unknown_change"].format(value=name)) from None
                changed.append((knob, (calculator, *path)))
    _say(made, known, draft.get("numbers", {}))
    for knob, path in changed:
        _holds_a_number(knob, _at(made, path[:-1]), path[-1], messages)
    off: dict[tuple[str, str], dict[str, str]] = {}
    for name in draft.get("off", ()):
        calculator, form, rule = _parts(name, 3, messages)
        off.setdefault((calculator, form), {})[rule] = name
    order: dict[tuple[str, str], tuple[str, Sequence[Any]]] = {}
    for name, wanted in draft.get("order", {}).items():
        calculator, form = _parts(name, 2, messages)
        order[calculator, form] = name, wanted
    for at in {**off, **order}:
        made[at[0]] = _listed(made.get(at[0], {}), at, off.get(at, {}), order.get(at), messages)
    for name, each in made.items():
        if each is not rules[name] and "points" in each:
            _points(name, each["points"]["factors"], rules[name]["points"]["factors"], messages)
    return {name: _based(each, rules[name], rules, made) for name, each in made.items()}


def _say(made: dict[str, Rules], known: Mapping[str, Mapping[str, Any]], numbers: Mapping[str, Any]) -> None:
    """Put the numbers into the texts that say them, as far as these rules have them."""
    units = next(iter(made.values()))["units"]

    def said(found: re.Match[str]) -> str:
        knob = known[found[1]]
        return format_number(numbers.get(knob["id"], knob["value"]), knob["unit"], units)

    for name in numbers:
        for each in known[name].get("texts", ()):
            calculator, *path = each["place"]
            try:
                made[calculator] = _put(made[calculator], path, REFERENCE.sub(said, each["text"]))
            except (LookupError, TypeError):
                continue  # these rules are a version that has no such text


def _based(each: Rules, before: Rules, rules: Mapping[str, Rules], made: Mapping[str, Rules]) -> Rules:
    """Return a calculator's rules; where they hold the points of another one, those that it has now."""
    points = before.get("based_on", {}).get("points")
    other = next((name for name in rules if points and rules[name].get("points") == points), None)
    return {**each, "based_on": {**each["based_on"], "points": made[other]["points"]}} if other else each


def _points(
    name: str, factors: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]], messages: Mapping[str, str]
) -> None:
    """Raise InputError for factors that no case can fill, or whose weights add up to something else than before."""
    for factor in factors:
        if not factor["items"] or best(factor) <= 0:
            raise InputError(f"{name}.{factor['id']}", messages["no_points_left"].format(label=factor["label"]))
    total, wanted = (sum(exact(factor["weight"]) for factor in each) for each in (factors, before))
    if total != wanted:
        raise InputError(f"{name}.weight", messages["weights"].format(total=total, wanted=wanted))


def _known[Kind](name: str, known: Mapping[str, Kind], messages: Mapping[str, str]) -> Kind:
    if name not in known:
        raise InputError(name, messages["unknown_change"].format(value=name))
    return known[name]


def _parts(name: str, count: int, messages: Mapping[str, str]) -> list[str]:
    parts = name.split(".")
    if len(parts) != count:
        raise InputError(name, messages["unknown_change"].format(value=name))
    return parts


def _in_range(knob: Mapping[str, Any], number: Any, rules: Mapping[str, Rules]) -> None:
    first = next(iter(rules.values()))
    messages, units = first["messages"], first["units"]
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise InputError(knob["id"], messages["not_a_number"].format(value=number))
    if not isfinite(number):
        raise InputError(knob["id"], messages["not_finite"].format(value=number))
    if knob["kind"] == COUNT and number != int(number):
        raise InputError(knob["id"], messages["not_whole"].format(value=number))
    for end, key, beyond in (("minimum", "too_small", lt), ("maximum", "too_large", gt)):
        if knob.get(end) is not None and beyond(number, knob[end]):
            shown = format_number(knob[end], knob.get("unit"), units)
            raise InputError(knob["id"], messages[key].format(**{end: shown, "value": number}))


def _written(number: float, path: Path) -> Any:
    """Return a number as it stands at a place: in the leaf of a formula as text."""
    return f"{number}" if path[-1] == "number" else number


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def _put(value: Any, path: Path, new: Any) -> Any:
    """Return a value with another one at a place in it; what is not on the way there is shared with the old."""
    if not path:
        return new
    key, *rest = path
    if isinstance(value, Mapping):
        return {**value, key: _put(value[key], rest, new)}
    return [_put(each, rest, new) if place == key else each for place, each in enumerate(value)]


def _holds_a_number(knob: Mapping[str, Any], band: Any, key: Any, messages: Mapping[str, str]) -> None:
    if key not in ENDS or "grade" in band:
        return
    low = [exact(band[end]) for end in ("above", "at_least") if end in band]
    high = [exact(band[end]) for end in ("below", "at_most") if end in band]
    closed = "at_least" in band and "at_most" in band
    if low and high and (low[0] > high[0] or (low[0] == high[0] and not closed)):
        raise InputError(knob["id"], messages["empty_interval"].format(label=knob["label"]))


def _listed(
    rules: Rules,
    at: tuple[str, str],
    off: Mapping[str, str],
    order: tuple[str, Sequence[Any]] | None,
    messages: Mapping[str, str],
) -> Rules:
    """Return a calculator's rules with those of one form that are left, in their order.

    `at` is the calculator and the form. `off` has what is left out, each with the name that the draft has for it,
    `order` the draft's name for the form, and the ids.
    """
    found, given = _list(rules, at[1]), [*off.values(), *([order[0]] if order else ())]
    if found is None:
        raise InputError(given[0], messages["unknown_change"].format(value=given[0]))
    path, ids = found
    for rule, name in off.items():
        if rule not in ids:
            raise InputError(name, messages["unknown_change"].format(value=name))
    wanted = [str(each) for each in order[1]] if order else ids
    if order and sorted(wanted) != sorted(ids):
        raise InputError(order[0], messages["other_rules"].format(rules=", ".join(ids)))
    entries = dict(zip(ids, _at(rules, path), strict=True))
    listed = [entries[each] for each in wanted if each not in off]
    if not listed:
        label = _at(rules, path[:-1]).get("title", at[1])
        raise InputError(given[0], messages["no_rule_left"].format(label=label))
    if _at(rules, path[:-1]).get("type") == "rows":  # rows are named by their place
        listed = [{**entry, "id": str(number)} for number, entry in enumerate(listed, 1)]
    return dict(_put(rules, path, listed))


def _list(rules: Rules, form: str) -> tuple[Path, list[str]] | None:
    """Return where a form's or a factor's rules are, with their ids; None where it has none that can be left out."""
    for place, each in enumerate(rules.get("forms", ())):
        if each["id"] == form and each["type"] in LISTS:
            key = LISTS[each["type"]]
            return ("forms", place, key), [entry["factor" if key == "rows" else "id"] for entry in each[key]]
    for place, factor in enumerate(rules.get("points", {}).get("factors", ())):
        if factor["id"] == form:
            return ("points", "factors", place, "items"), [str(n) for n in range(1, len(factor["items"]) + 1)]
    return None
