"""Answers of a calculator of formulas alone: what is typed is read once for each way of writing it."""

from collections.abc import Mapping
from operator import getitem
from typing import Any

from calculators import computed, module
from calculators.analysis.kept import Kept, is_text
from calculators.analysis.one_by_one import Inputs, Meant, OneByOne, Write, as_json
from calculators.analysis.ratios import Formulas
from calculators.errors import InputError
from calculators.inputs import read_field


def has_formulas(name: str, rules: Mapping[str, Any]) -> bool:
    """Tell whether a calculator answers by formulas of its inputs alone, none of which is a table."""
    return (
        "module" not in rules
        and bool(rules.get("formulas"))
        and module(name, rules).calculate is computed.calculate
        and all(field["type"] != "table" for field in rules["fields"])
    )


class ByFormula(OneByOne):
    """Answers of a calculator that `has_formulas`."""

    def __init__(self, name: str, rules: Mapping[str, Any], write: Write = as_json, meant: Meant | None = None) -> None:
        super().__init__(name, rules, write, meant)
        self._formulas = Formulas(rules)
        self._ids = [field["id"] for field in rules["fields"]]
        self._known = set(self._ids)
        self._values = [Kept(self._reader(field), is_text) for field in rules["fields"]]
        self._order = [(field["id"], field["not_below"]) for field in rules["fields"] if field.get("not_below")]

    def brief(self, inputs: Inputs) -> str:
        """See OneByOne."""
        try:
            if inputs.keys() <= self._known:
                found = map(getitem, self._values, map(inputs.get, self._ids))
                values = dict(zip(self._ids, found, strict=True))
                if all(values[high] >= values[low] for high, low in self._order):
                    return self.write(self._formulas.numbers(values))
        except (InputError, TypeError):  # a faulty input: which one is told first is for `calculate`
            pass
        return super().brief(inputs)

    def _reader(self, field: Mapping[str, Any]) -> Any:
        meant, rules = self.meant, self.rules
        if meant is None:
            return lambda given: read_field(field, given, rules)
        return lambda given: read_field(field, meant(field, given), rules)
