"""Numbers, ranges and changes in the reader's words, with the units of the handbook."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from calculators.text import describe_band, format_number
from playbook.handbook import Handbook
from playbook.model.condition import Interval
from playbook.model.metrics import ChangeKind

DIGITS = "0123456789,.-"


class Words:
    """How one handbook says its figures."""

    def __init__(self, handbook: Handbook) -> None:
        self.labels = handbook.interface.labels
        self.rules: dict[str, Any] = {
            "words": handbook.interface.words.model_dump(by_alias=True),
            "units": handbook.units.model_dump(by_alias=True, exclude_none=True)["units"],
        }

    @cached_property
    def units(self) -> dict[str, Any]:
        """The handbook's units by name."""
        return dict(self.rules["units"])

    def number(self, value: int | float, unit: str | None) -> str:
        """Return a number with its unit."""
        return format_number(value, unit, self.units)

    def unit_sign(self, unit: str | None) -> str:
        """Return a unit without a number."""
        return str(self.units[unit]["text"]).format(value="").strip() if unit else ""

    def numbers(self, least: int | float, most: int | float, unit: str | None) -> str:
        """Return a range of numbers, or the one number that it is."""
        low, high = self.number(least, unit), self.number(most, unit)
        if low == high:
            return high
        same = low.lstrip(DIGITS) == high.lstrip(DIGITS)  # the unit is said once, but 8 000 yuan to 20 thousand twice
        return self.labels.range.format(least=self.number(least, None) if same else low, most=high)

    def interval(self, interval: Interval, unit: str | None) -> str:
        """Return an interval; one with both its ends included is said as a range."""
        if interval.at_least is not None and interval.at_most is not None:
            return self.numbers(interval.at_least, interval.at_most, unit)
        return describe_band({"unit": unit}, interval.model_dump(exclude_none=True), self.rules)

    def change(self, value: int | float | Decimal, kind: ChangeKind) -> str:
        """Return a change with its sign, to a tenth."""
        rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        text = format_number(abs(rounded), None, {})
        signed = f"{'−' if rounded < 0 else '+'}{text}" if rounded else text
        said: str = getattr(self.labels, f"change_{kind}")
        return said.format(value=signed)
