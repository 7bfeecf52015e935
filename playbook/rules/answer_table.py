"""Answers worked out at build time: for every cell of a calculator's inputs what Python says there, as a small table.

A page looks an answer up in it at once, before Python runs and where it cannot. Only the numbers at which rules change
their answer, the answers and the way from the one to the other are in it: no rule.
"""

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import batched, product
from math import prod
from typing import Any

import calculators
from calculators.analysis.case_text import typed
from calculators.cells import cells, conditions
from calculators.conditions import effective, in_band
from playbook.cache import code, disk
from playbook.load import own_answers
from playbook.rules.input_cells import factor

MOST = 30_000
"""Cases that a build tries at most; a calculator with more has no table, and its page waits for Python."""


def tables(rules: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the table of every calculator that can have one, by name; made once for the same rules and code."""
    return {name: _kept(compiled) for name, compiled in rules.items() if is_finite(compiled)}


def is_finite(rules: Mapping[str, Any]) -> bool:
    """Tell whether a calculator has finitely many answers, and few: numbers must matter by the rules' bands only.

    They matter otherwise where a formula uses them, or where one bounds another.
    """
    fields = rules["fields"]
    formula = "formulas" in rules or bool(calculators.declared(calculators.module(rules["name"], rules), "INPUTS"))
    formula = formula or any("not_below" in field for field in fields)
    banded = any(True for _ in conditions(rules))
    return banded and not formula and prod(len(set(_classes(field, rules))) for field in fields) <= MOST


def table(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of one calculator as JSON-ready data, to be followed from field to field.

    `fields`: id, cells as input_cells.py has them, `required`, the `default` as text, and `next`: for each place
    that one may have come to, the place that each cell leads to. The first field has one place; the places after the
    last one are those of `answers`. An answer has for each of `results` (result ids) its place among that result's
    `values`: machine value (null where undefined) and words.
    """
    answers = _Numbered()
    values: list[_Numbered] = [_Numbered() for _ in rules["results"]]
    places = []
    for case in _cases(rules):
        found = own_answers.results(rules["name"], case, rules)
        shown = [(found.get(spec["id"]), found["display"][spec["id"]]) for spec in rules["results"]]
        places.append(answers.place(tuple(known.place(item) for known, item in zip(values, shown, strict=True))))
    ways = []
    for item in reversed(rules["fields"]):
        # Places from which everything that can follow is the same are one place.
        nodes, classes = _Numbered(), _classes(item, rules)
        places = [nodes.place(following) for following in batched(places, len(set(classes)), strict=True)]
        ways.append([[node[kind] for kind in classes] for node in nodes.items])
    return {
        "fields": [_field(item, way, rules) for item, way in zip(rules["fields"], reversed(ways), strict=True)],
        "results": [
            {"id": spec["id"], "values": known.items} for spec, known in zip(rules["results"], values, strict=True)
        ],
        "answers": answers.items,
    }


class _Numbered:
    """Different things in the order in which they came, each with its place."""

    def __init__(self) -> None:
        self._places: dict[Hashable, int] = {}

    def place(self, item: Hashable) -> int:
        return self._places.setdefault(item, len(self._places))

    @property
    def items(self) -> list[Any]:
        return list(self._places)


def _field(item: Mapping[str, Any], way: Sequence[Sequence[int]], rules: Mapping[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {"id": item["id"], **factor(item, rules), "next": way}
    if item["required"]:
        described["required"] = True
    if item.get("default") is not None:
        described["default"] = typed(item["default"])
    return described


def _classes(item: Mapping[str, Any], rules: Mapping[str, Any]) -> list[int]:
    """Return the class of each cell of an input, counted from 0: numbers in the same bands of all rules are one."""
    known = cells(item, rules)
    if item["type"] != "number":
        return list(range(len(known)))
    name = item["id"]
    bands = [band for alternative in conditions(rules) for band in alternative.get(name, ())]
    kinds = _Numbered()
    seen = [effective({name: value}, [item])[name] for value in known]
    return [
        kinds.place((value is None, *(in_band(counted, band) for band in bands)))
        for value, counted in zip(known, seen, strict=True)
    ]


def _cases(rules: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a case for each combination of classes, those of the last input changing fastest."""
    names = [item["id"] for item in rules["fields"]]
    first = [dict(reversed([*zip(_classes(item, rules), cells(item, rules), strict=True)])) for item in rules["fields"]]
    for picked in product(*([by_kind[kind] for kind in sorted(by_kind)] for by_kind in first)):
        yield dict(zip(names, picked, strict=True))


def _kept(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return a calculator's table, from the cache if it has been made before by this code."""
    made_of = (json.dumps(rules, sort_keys=True), code.mark())
    made = disk.remembered("answers", made_of, lambda: json.dumps(table(rules)).encode())
    found: dict[str, Any] = json.loads(made)
    return found
