"""In which cell of an input a value lies: found once for each way in which it is written."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from calculators.analysis.kept import Kept, is_text
from calculators.analysis.one_by_one import Meant
from calculators.cells import cells, cuts, ends
from calculators.inputs import read_field
from calculators.numbers import LARGEST

PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
"""A number in which nothing is to be read but the number."""


class Axis:
    """An input that divides into cells: numbers at the rules' cut points, everything else by its values.

    `meant` says what stands in a file for it, where that is not yet as a form has it.
    """

    def __init__(self, field: Mapping[str, Any], rules: Mapping[str, Any], meant: Meant | None = None) -> None:
        self.field, self._rules, self._meant = field, rules, meant
        self.is_number = field["type"] == "number"
        self.cells: list[Any] = cells(field, rules)
        """A value for each cell."""
        self.cuts = cuts(field, rules) if self.is_number else []
        """The numbers at which a number's cells meet, each a cell itself."""
        self._known = {value: at for at, value in enumerate(self.cells)}
        self.first = self._known[self.cuts[0]] if self.cuts else None
        """The cell of the first cut point."""
        self.floats = [float(cut) for cut in self.cuts]
        """The cut points, to compare with quickly."""
        low, high = ends(field) if self.is_number else (None, None)
        self.low, self.high = float(-LARGEST if low is None else low), float(LARGEST if high is None else high)
        """The least and the largest number that can be given."""
        self.places: Kept[Any, int] = Kept(self._found, is_text)
        """The cell of what was given, by what was given. Raises InputError for what cannot be read."""

    def value(self, given: Any) -> Any:
        """Return the value that was given, as inputs.parse has it. Raises InputError."""
        return read_field(self.field, self._meant(self.field, given) if self._meant else given, self._rules)

    def place(self, value: Any) -> int:
        """Return the cell of a value that `value` returned."""
        if value is None or not self.is_number:
            return self._known[value]
        if self.first is None:
            return len(self.cells) - 1
        at = bisect_left(self.cuts, value)
        return self.first + 2 * at - (at == len(self.cuts) or self.cuts[at] != value)

    def _found(self, given: Any) -> int:
        quick = self._quickly(given) if type(given) is str else None
        return self.place(self.value(given)) if quick is None else quick

    def _quickly(self, given: str) -> int | None:
        """Return the cell of a number that is written plainly and is not as large as a cut point, None otherwise.

        Two numbers that are not the same float are in the order of their floats.
        """
        if self.first is None or not PLAIN.fullmatch(given):
            return None
        number = float(given)
        at = bisect_left(self.floats, number)
        if not self.low < number < self.high or (at < len(self.floats) and self.floats[at] == number):
            return None
        return self.first + 2 * at - 1
