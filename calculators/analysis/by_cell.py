"""Answers of a decision or a score: each case finds its cell, and what is said of a cell is worked out once."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import partial
from operator import getitem, itemgetter
from typing import Any

from calculators import decision, module, priority_score
from calculators.analysis.axes import Axis
from calculators.analysis.kept import Kept, is_text
from calculators.analysis.one_by_one import Inputs, Meant, OneByOne, Write, as_json, without_words
from calculators.errors import InputError
from calculators.text import Standing, describe_value, plain

type Key = tuple[int, ...]
type Filling = tuple[int, str, str]
"""The cell of what was given, its words and its plain number, as they stand in JSON."""
PLACE = itemgetter(0)

CELLS = ("number", "choice", "choices", "flag")
"""The types of inputs that have cells."""
MOST_CHOICES = 10
"""Any of which may be chosen together: of more there are too many cells."""
BLANK = re.compile(r'"\\u0000([0-9]+)p\\u0000"|\\u0000([0-9]+)w\\u0000')
"""What stands for a number or for its words in the text of an answer: no text of a handbook has the sign."""
WORDS, PLAIN = 1, 2


def has_cells(name: str, rules: Mapping[str, Any]) -> bool:
    """Tell whether what a calculator answers follows from its inputs' cells alone."""
    return (
        "module" not in rules
        and module(name, rules) in (decision, priority_score)
        and not rules.get("formulas")
        and all(_divides(field) for field in rules["fields"])
    )


def _divides(field: Mapping[str, Any]) -> bool:
    return (
        field["type"] in CELLS
        and "not_below" not in field
        and (field["type"] != "choices" or len(field["choices"]) <= MOST_CHOICES)
    )


class ByCell(OneByOne):
    """Answers of a calculator that `has_cells`."""

    def __init__(self, name: str, rules: Mapping[str, Any], write: Write = as_json, meant: Meant | None = None) -> None:
        super().__init__(name, rules, write, meant)
        self._axes = [Axis(field, rules, meant) for field in rules["fields"]]
        self._ids = [field["id"] for field in rules["fields"]]
        self._known = set(self._ids)
        self._places = [axis.places for axis in self._axes]
        self._lines: Kept[Key, str] = Kept(self._line)
        self._said = [Kept(partial(self._filling, axis), is_text) for axis in self._axes]
        self._templates: Kept[Key, _Template] = Kept(self._template)

    def brief(self, inputs: Inputs) -> str:
        """See OneByOne. What cannot be looked up is worked out."""
        try:
            if inputs.keys() <= self._known:
                return self._lines[tuple(map(getitem, self._places, map(inputs.get, self._ids)))]
        except (InputError, TypeError):  # a faulty input: which one is told first is for `calculate`
            pass
        return super().brief(inputs)

    def explained(self, inputs: Inputs) -> str:
        """See OneByOne."""
        try:
            if inputs.keys() <= self._known:
                said = tuple(map(getitem, self._said, map(inputs.get, self._ids)))
                filled = self._templates[tuple(map(PLACE, said))].filled(said)
                if filled is not None:
                    return filled
        except (InputError, TypeError):
            pass
        return super().explained(inputs)

    def _values(self, key: Key) -> dict[str, Any]:
        return {name: axis.cells[place] for name, axis, place in zip(self._ids, self._axes, key, strict=True)}

    def _line(self, key: Key) -> str:
        answer: dict[str, Any] = module(self.name, self.rules).results(self._values(key), self.rules)
        return self.write(without_words(answer))

    def _filling(self, axis: Axis, given: Any) -> Filling:
        value = axis.value(given)
        if not axis.is_number:
            return axis.place(value), "", ""
        words = describe_value(axis.field, value, self.rules)
        return axis.place(value), _in_json(words), json.dumps(plain(value))

    def _template(self, key: Key) -> "_Template":
        """Return what is said of a cell's cases, blanks where it says a number that lies between two cut points."""
        values = self._values(key)
        for at, (name, axis) in enumerate(zip(self._ids, self._axes, strict=True)):
            if axis.is_number and values[name] is not None:
                values[name] = Standing(values[name])
                values[name].words, values[name].plain = f"\0{at}w\0", f"\0{at}p\0"
        found = module(self.name, self.rules).calculate(values, self.rules)
        return _Template(found, self._ids)


class _Template:
    """The answer of a cell as a line of JSON, in pieces: texts, and between them blanks, each of an input."""

    def __init__(self, answer: Mapping[str, Any], ids: Sequence[str]) -> None:
        first, *rest = BLANK.split(as_json(answer))
        self._texts = [first, *(text for part in zip(*[iter(rest)] * 3, strict=True) for text in ("", part[2]))]
        self._blanks = [
            (2 * at + 1, int(plain or words), PLAIN if plain else WORDS)
            for at, (plain, words, _) in enumerate(zip(*[iter(rest)] * 3, strict=True))
        ]
        # Where a number's words are those of its band, a sentence says it once: that is for `calculate`.
        self._bands = {
            (ids.index(each["factor"]), _in_json(each["band"]))
            for reason in answer["reasons"]
            for each in reason.get("evidence", ())
        }

    def filled(self, said: Sequence[Filling]) -> str | None:
        """Return the line with its blanks filled in; None where a number is said in another way."""
        texts = self._texts.copy()
        for at, axis, kind in self._blanks:
            texts[at] = said[axis][kind]
            if kind == WORDS and (axis, texts[at]) in self._bands:
                return None
        return "".join(texts)


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
