"""Measured values as tables: medians with their ranges, and ratios of what was measured in one run."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

MISSING = "–"


@dataclass(frozen=True)
class Unit:
    """How values are shown: `sign` behind them, divided by `divide`, with `places` decimals."""

    sign: str
    places: int
    divide: float = 1


SECONDS = Unit("s", 2)
MILLISECONDS = Unit("ms", 0, 1 / 1000)
KILOBYTES = Unit("kB", 0, 1000)
POINTS = Unit("", 0)
TIMES = Unit("times", 1)
MEGABYTES = Unit("MB", 2, 1_000_000)


def shown(values: Sequence[float], unit: Unit) -> str:
    """Return the median and, of more than one value, the range: `1.20 s (1.10-1.43)`."""
    if not values:
        return MISSING
    middle, least, most = (
        f"{value / unit.divide:.{unit.places}f}" for value in (median(values), min(values), max(values))
    )
    return f"{middle} {unit.sign}".rstrip() + (f" ({least}-{most})" if len(values) > 1 else "")


def ratio(values: Sequence[float], others: Sequence[float]) -> str:
    """Return how many times as large the one median is as the other."""
    return f"{median(values) / median(others):.2f}" if values and others else MISSING


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@dataclass(frozen=True)
class Goal:
    """What was to be reached: `limit` in the unit of `values`, or for a ratio of `values` to `others`."""

    text: str
    limit: float
    values: Sequence[float]
    unit: Unit | None = None
    others: Sequence[float] = ()
    at_least: bool = False

    @property
    def reached(self) -> float | None:
        """The median, or the ratio of the medians; None where nothing could be measured."""
        if not self.values or (self.unit is None and not self.others):
            return None
        return median(self.values) / (median(self.others) if self.unit is None else 1)

    @property
    def met(self) -> bool | None:
        """Whether it was reached; None where nothing could be measured."""
        if self.reached is None:
            return None
        return self.reached >= self.limit if self.at_least else self.reached <= self.limit


def goals(items: Sequence[Goal]) -> str:
    """Return a table of goals: each with its limit, what was reached, and whether that is enough."""
    rows = []
    for goal in items:
        bound = "at least" if goal.at_least else "at most"
        limit = shown([goal.limit], goal.unit) if goal.unit else f"{goal.limit:.2f}"
        found = shown(goal.values, goal.unit) if goal.unit else ratio(goal.values, goal.others)
        rows.append(
            [goal.text, f"{bound} {limit}", found, {True: "met", False: "**missed**", None: "not measured"}[goal.met]]
        )
    return table(["goal", "limit", "reached", ""], rows)
