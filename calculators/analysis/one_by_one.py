"""Answers for many cases, each worked out for itself; what stands beside it knows quicker ways for some calculators."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import calculators
from calculators.inputs import read_field

type Inputs = Mapping[str, Any]
type Ask = Callable[[str, Inputs, Mapping[str, Any]], dict[str, Any]]
type Meant = Callable[[Mapping[str, Any], Any], Any]
"""Takes an input's field and what stands in a file for it, returns what a form would have: see `tables.as_field`."""
type Write = Callable[[Mapping[str, Any]], str]

SAID = ("display", "reasons", "changes")
"""The parts of a result that are words."""


def as_json(answer: Mapping[str, Any]) -> str:
    """Return an answer as a line of JSON."""
    return json.dumps(answer, ensure_ascii=False, allow_nan=False)


def without_words(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer without the words that go with it."""
    return {name: value for name, value in answer.items() if name not in SAID}


class OneByOne:
    """Answers of any calculator, as lines of text.

    `write` makes a line of an answer without words. `meant` says what stands in a file for an input, where that is not
    yet as a form has it. `calculate` and `results` are asked where they are not ours.
    """

    calculate: Ask = staticmethod(calculators.calculate)
    results: Ask = staticmethod(calculators.results)

    def __init__(self, name: str, rules: Mapping[str, Any], write: Write = as_json, meant: Meant | None = None) -> None:
        self.name, self.rules, self.write, self.meant = name, rules, write, meant

    def brief(self, inputs: Inputs) -> str:
        """Return the answer without reasons and words, as `write` writes it. Raises InputError.

        Inputs as `calculate` takes them; lists may be tuples.
        """
        return self.write(without_words(self.results(self.name, self.read(inputs), self.rules)))

    def explained(self, inputs: Inputs) -> str:
        """Return all that `calculate` returns, as JSON. Raises InputError."""
        return as_json(self.calculate(self.name, self.read(inputs), self.rules))

    def read(self, inputs: Inputs) -> Inputs:
        """Return inputs as `calculate` takes them. Raises InputError for the first that is not what it should be."""
        if self.meant is None:
            return inputs
        fields = [field for field in self.rules["fields"] if field["id"] in inputs]
        found = {}
        for field in fields:
            found[field["id"]] = self.meant(field, inputs[field["id"]])
            read_field(field, found[field["id"]], self.rules)
        return found
