"""Numbers, ranges and changes in the reader's words, with the units of the handbook."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from calculators.text import describe_band, format_number
from playbook.model.blocks.metrics import ChangeKind
from playbook.model.blocks.table import TableColumn
from playbook.model.condition import Interval
from playbook.model.contacts import WEEK, Hours
from playbook.model.handbook import Handbook

DIGITS = "0123456789,.-"


class Words:
    """How one handbook says its figures."""

    def __init__(self, handbook: Handbook) -> None:
        self.labels = handbook.interface.labels
        self.rules: dict[str, Any] = {
            "words": handbook.interface.words.model_dump(),
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
        one = str(self.units[unit].get("one", "")).format(value=self.number(least, None)) if unit else ""
        # The unit is said once, but of 8 000 yuan to 20 thousand each.
        same = low == one or low.lstrip(DIGITS) == high.lstrip(DIGITS)
        return str(self.labels.range.format(least=self.number(least, None) if same else low, most=high))

    def interval(self, interval: Interval, unit: str | None) -> str:
        """Return an interval; one with both its ends included is said as a range."""
        if interval.at_least is not None and interval.at_most is not None:
            return self.numbers(interval.at_least, interval.at_most, unit)
        return describe_band({"unit": unit}, interval.model_dump(exclude_none=True), self.rules)

    def cell(self, value: Any, column: TableColumn, titled: Mapping[str, Any]) -> str:
        """Return what stands in a table's cell; `titled` are the blocks that the ids of a column may name."""
        match column.type:
            case "number":
                return self.number(value, column.unit)
            case "interval":
                return self.interval(value, column.unit)
            case "list":
                return str(self.labels.and_also.join(value))
            case "block":
                return str(self.labels.and_also.join(titled[name].title for name in value))
        return str(value)

    def hours(self, periods: Sequence[Hours]) -> str:
        """Return when somebody can be called."""
        return str(self.labels.period_and_also.join(self._period(each) for each in periods))

    def _period(self, hours: Hours) -> str:
        if hours.always:
            return str(self.labels.any_time)
        day: dict[str, str] = {name: getattr(self.labels, name) for name in WEEK}
        runs = [
            day[first] if first == last else self.labels.day_range.format(first=day[first], last=day[last])
            for first, last in weekday_runs(hours.days)
        ]
        said = f"{self.labels.and_also.join(runs)} {hours.start}\N{EN DASH}{hours.end}"
        return str(self.labels.on_days_off.format(period=said)) if hours.on_days_off else said

    def change(self, value: int | float | Decimal, kind: ChangeKind) -> str:
        """Return a change with its sign, to a tenth."""
        rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        text = format_number(abs(rounded), None, {})
        signed = f"{'−' if rounded < 0 else '+'}{text}" if rounded else text
        said: str = getattr(self.labels, f"change_{kind}")
        return said.format(value=signed)


def weekday_runs(days: Sequence[Any]) -> list[tuple[str, str]]:
    """Return weekdays as runs, each its first and last day: Monday to Friday is one run."""
    runs: list[tuple[str, str]] = []
    for before, day in zip((None, *WEEK), WEEK, strict=False):
        if day not in days:
            continue
        if runs and runs[-1][1] == before:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
