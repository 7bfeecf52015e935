"""Cases that really happened, under two versions of a calculator's rules: what was answered, and what would be.

Cases come in parts, as many as one likes at a time: what the parts add up to is `added`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from calculators import computed, module
from calculators.analysis.axes import Axis
from calculators.analysis.by_cell import has_cells
from calculators.analysis.effect import case_in_words
from calculators.analysis.kept import Kept
from calculators.analysis.spaces import Rules
from calculators.cells import conditions
from calculators.conditions import exact
from calculators.errors import InputError
from calculators.inputs import parse
from calculators.text import number, short

type Plain = dict[str, Any]

PROMISED = {"cap": "advised_cap_yuan", "find": "find_within_hours", "deliver": "deliver_within_hours"}
"""What a decision's level limits, as it is called here and in a result."""
SCORE = "score"
COUNTS = ("rows", "changed", "unchanged", "sooner", "later", "not_recorded", "faulty")
CHANGES = ("levels", "scores")
SIDES = ("before", "after", "up", "down")


def replayed(name: str, before: Rules, after: Rules, cases: Sequence[Mapping[str, Any]]) -> Plain:
    """Return what two versions of calculator `name` say of each case, and what that adds up to.

    A case has its `row` and its `inputs`, as typed, or the `error` for which there are none; an input that stands there
    empty was not given. `rows` has for each case
    its `row` and one of: `before` and `after`, and where they differ the case as a `text`; `missing`, the labels of
    inputs that were not recorded, though a rule of either version reads them; `error`, what is wrong with an input.

    An answer of a decision has `level`, `cap`, `find` and `deliver` (yuan and hours, None for no limit), and what else
    its levels give; one of another calculator its results by their ids. `totals` counts cases: `rows` all of them,
    `sooner` and `later` those that would be served so, `levels` by old and new level, `scores` by old and new score;
    `missing` by label. `sums` has, of each number, the sum `before` and `after`, and how far it went `up` and `down`.
    """
    old, new = (_version(name, json.dumps(rules)) for rules in (before, after))
    rows = [_row(case, old, new) for case in cases]
    return {"rows": rows, "totals": _totals(rows, new)}


def added(one: Mapping[str, Any], other: Mapping[str, Any]) -> Plain:
    """Return the totals of two parts together."""
    made: Plain = {key: one[key] + other[key] for key in COUNTS}
    made["missing"] = dict(Counter(one["missing"]) + Counter(other["missing"]))
    for key in CHANGES:
        counts: Counter[tuple[Any, Any]] = Counter()
        for each in (*one[key], *other[key]):
            counts[each["old"], each["new"]] += each["count"]
        made[key] = _counted(counts)
    names = {**one["sums"], **other["sums"]}
    sums = [(name, [each["sums"][name] for each in (one, other) if name in each["sums"]]) for name in names]
    made["sums"] = {
        name: {side: number(sum((exact(each[side]) for each in parts), Decimal(0))) for side in SIDES}
        for name, parts in sums
    }
    return made


def overtaken(totals: Mapping[str, Any]) -> int:
    """Return of how many pairs of cases the one that was behind, by its score, would be ahead."""
    scores = totals["scores"]
    return sum(
        one["count"] * other["count"]
        for one in scores
        for other in scores
        if one["old"] < other["old"] and one["new"] > other["new"]
    )


class _Version:
    """One version of a calculator's rules. What it says of a cell is worked out once."""

    def __init__(self, name: str, rules: Rules) -> None:
        self.name, self.rules = name, rules
        self.fields = {field["id"]: field for field in rules["fields"]}
        self.module = module(name, rules)
        self.read = _read(name, rules)
        self._order = [level["id"] for level in rules.get("levels", ())]
        self._axes = [Axis(field, rules) for field in rules["fields"]] if has_cells(name, rules) else []
        self._places = [(field["id"], axis.places) for field, axis in zip(rules["fields"], self._axes, strict=False)]
        self._of_cells: Kept[tuple[int, ...], Plain] = Kept(self._of_cell)

    def lacking(self, inputs: Mapping[str, Any]) -> list[str]:
        """Return the labels of the inputs that the rules read and that were not recorded."""
        return [short(self.fields[name]) for name in self.fields if name in self.read and name not in inputs]

    def values(self, inputs: Mapping[str, Any]) -> Plain:
        """Return inputs as rules read them. Raises InputError."""
        return parse({name: given for name, given in inputs.items() if name in self.fields}, self.rules)

    def answer(self, inputs: Mapping[str, Any]) -> Plain:
        """Return what the rules say of a case. Raises InputError."""
        if self._axes:
            try:
                return self._of_cells[tuple([places[inputs.get(name)] for name, places in self._places])]
            except (InputError, TypeError):  # a faulty input: which one is told first is for `values`
                pass
        return self._answer(self.values(inputs))

    def _of_cell(self, key: tuple[int, ...]) -> Plain:
        cells = zip(self.fields, self._axes, key, strict=True)
        return self._answer({name: axis.cells[place] for name, axis, place in cells})

    def _answer(self, values: Plain) -> Plain:
        found = getattr(self.module, "results", self.module.calculate)
        if self.module is computed:
            found = self.module.calculate
        result: Plain = found(values, self.rules)
        if not self.rules["forms"]:
            ids = [spec["id"] for spec in self.rules["results"] if not spec.get("columns")]
            return {name: result[name] for name in ids if name in result}
        gives = {name for level in self.rules["levels"] for name in level} - {
            "id",
            "name",
            "cost_cap_yuan",
            *PROMISED.values(),
        }
        promised = {name: result.get(key) for name, key in PROMISED.items()}
        return {
            "level": result.get("level"),
            **promised,
            **{name: result[name] for name in sorted(gives) if name in result},
        }

    def urgency(self, level: Any) -> int:
        """Return the place of a level, the most urgent first; none comes last."""
        return self._order.index(level) if level in self._order else len(self._order)


@lru_cache(maxsize=4)
def _version(name: str, rules: str) -> _Version:
    """Return a version of the rules, given as JSON; the parts of a file of cases are told what is known already."""
    return _Version(name, json.loads(rules))


def _read(name: str, rules: Rules) -> set[str]:
    """Return the inputs that a calculator reads: those that its conditions name, or, where it has none, all."""
    every = {field["id"] for field in rules["fields"]}
    return {name for alternative in conditions(rules) for name in alternative} if has_cells(name, rules) else every


def _row(case: Mapping[str, Any], old: _Version, new: _Version) -> Plain:
    if "error" in case:
        return {"row": case["row"], "error": case["error"]}
    inputs = case["inputs"]
    missing = list(dict.fromkeys([*new.lacking(inputs), *old.lacking(inputs)]))
    if missing:
        return {"row": case["row"], "missing": missing}
    try:
        before, after = old.answer(inputs), new.answer(inputs)
    except InputError as error:
        field = new.fields.get(error.field) or old.fields[error.field]
        said = new.rules["words"]["value"].format(label=short(field), value=error.message)
        return {"row": case["row"], "error": said}
    text = _in_words(inputs, new) if before != after else ""
    return {"row": case["row"], "before": before, "after": after, "text": text}


def _in_words(inputs: Mapping[str, Any], version: _Version) -> str:
    """Return what was given of a case, as a reader would say it."""
    values = version.values(inputs)
    given = {name: values[name] for name in version.fields if inputs.get(name) not in (None, "")}
    return str(version.rules["words"]["all_of"]).join(case_in_words(given, version.rules))


def _totals(rows: Sequence[Mapping[str, Any]], new: _Version) -> Plain:
    answered = [row for row in rows if "before" in row]
    served = [_served(row["before"], row["after"], new) for row in answered]
    changed = sum(row["before"] != row["after"] for row in answered)
    decides = bool(new.rules["forms"])
    return {
        "rows": len(rows),
        "changed": changed,
        "unchanged": len(answered) - changed,
        "sooner": sum(each < 0 for each in served),
        "later": sum(each > 0 for each in served),
        "not_recorded": sum("missing" in row for row in rows),
        "faulty": sum("error" in row for row in rows),
        "missing": dict(Counter(label for row in rows for label in row.get("missing", ()))),
        "levels": _pairs(answered, "level") if decides else [],
        "scores": _pairs(answered, SCORE) if "points" in new.rules else [],
        "sums": {name: _sums(answered, name) for name in _numbers(answered)},
    }


def _served(before: Plain, after: Plain, new: _Version) -> int:
    """Return -1 for a case that would be served sooner, 1 for later: by when it is done, by its level, by its start."""
    if "level" not in after:
        return 0
    ways = [[_hours(each["deliver"]), new.urgency(each["level"]), _hours(each["find"])] for each in (before, after)]
    were, are = next(((old, now) for old, now in zip(*ways, strict=True) if old != now), (0, 0))
    return (are > were) - (are < were)


def _hours(limit: Any) -> float:
    return float("inf") if limit is None else limit


def _numbers(answered: Sequence[Mapping[str, Any]]) -> list[str]:
    names = dict.fromkeys(name for row in answered for side in ("before", "after") for name in row[side])
    return [
        name
        for name in names
        if name not in ("level", "find", "deliver") and any(_summed(row, name) for row in answered)
    ]


def _summed(row: Mapping[str, Any], name: str) -> list[Decimal]:
    """Return a number before and after, as far as both are numbers."""
    both = [row[side].get(name) for side in ("before", "after")]
    plain = all(isinstance(each, int | float) and not isinstance(each, bool) for each in both)
    return [exact(each) for each in both] if plain else []


def _sums(answered: Sequence[Mapping[str, Any]], name: str) -> dict[str, Any]:
    both = [each for row in answered if (each := _summed(row, name))]
    sums = (
        sum((old for old, _ in both), Decimal(0)),
        sum((now for _, now in both), Decimal(0)),
        sum((max(now - old, Decimal(0)) for old, now in both), Decimal(0)),
        sum((max(old - now, Decimal(0)) for old, now in both), Decimal(0)),
    )
    return {side: number(each) for side, each in zip(SIDES, sums, strict=True)}


def _pairs(answered: Sequence[Mapping[str, Any]], name: str) -> list[Plain]:
    return _counted(Counter((row["before"].get(name), row["after"].get(name)) for row in answered))


def _counted(counts: Mapping[tuple[Any, Any], int]) -> list[Plain]:
    def plainly() -> Iterator[Plain]:
        for (old, new), count in sorted(counts.items(), key=lambda each: (-each[1], str(each[0]))):
            yield {"old": old, "new": new, "count": count}

    return list(plainly())
