"""When contacts can be called: periods of minutes on a day of the week, on days off and on workdays moved to weekends.

`assets/playbook/contacts/availability.js` says the same in the page; its test walks both over the same year.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from playbook.model.calendar import KnownDays
from playbook.model.clock_time import DAY, minutes
from playbook.model.contacts import WEEK, Hours

WORK_WEEK = frozenset(range(5))


class Kind(Enum):
    """What a date is by the calendar."""

    USUAL = "usual"
    OFF = "off"
    WORKDAY = "workday"


@dataclass(frozen=True)
class Period:
    """Minutes of the day on which it begins, `end` not included and perhaps on the next day; `days` from Monday, 0."""

    days: frozenset[int]
    begin: int
    end: int
    on_days_off: bool

    def holds(self, weekday: int, kind: Kind) -> bool:
        """Whether the period begins on such a day: on a moved workday, that of the whole Monday to Friday does."""
        if kind is Kind.OFF:
            return self.on_days_off and weekday in self.days
        return weekday in self.days or (kind is Kind.WORKDAY and self.days >= WORK_WEEK)


def period(hours: Hours) -> Period:
    """Return the period that hours say. Those that end before they begin go on to the next day."""
    if hours.always:
        return Period(frozenset(range(len(WEEK))), 0, DAY, on_days_off=True)
    begin, end = minutes(str(hours.start)), minutes(str(hours.end))
    days = frozenset(WEEK.index(day) for day in hours.days)
    return Period(days, begin, begin + ((end - begin) % DAY or DAY), hours.on_days_off)


def first_gap(periods: Sequence[Period], days: Sequence[tuple[int, Kind]]) -> tuple[int, int] | None:
    """Return the first minute at which nobody can be called, as the place of its day among `days` and its minute.

    Days follow one another, each as its weekday and kind. The first one is there for what goes on from it to the next.
    """
    reached = DAY
    for begin, end in sorted(_spans(periods, days)):
        if begin > reached:
            break
        reached = max(reached, end)
    return divmod(reached, DAY) if reached < len(days) * DAY else None


def _spans(periods: Sequence[Period], days: Sequence[tuple[int, Kind]]) -> Iterator[tuple[int, int]]:
    for place, (weekday, kind) in enumerate(days):
        for each in periods:
            if each.holds(weekday, kind):
                yield place * DAY + each.begin, place * DAY + each.end


USUAL_WEEK = [(weekday, Kind.USUAL) for weekday in (len(WEEK) - 1, *range(len(WEEK)))]
"""A week, and the Sunday before it."""


def special_days(known: KnownDays) -> Iterator[tuple[date, list[tuple[int, Kind]]]]:
    """Yield each day of the calendar: itself, and the days to look at: the one before, itself and the one after."""
    for day in sorted({*known.off, *known.workdays}):
        around = [day + timedelta(days=ahead) for ahead in (-1, 0, 1)]
        yield day, [(each.weekday(), kind_of(each, known)) for each in around]


def kind_of(day: date, known: KnownDays) -> Kind:
    """Return what a date is by the calendar."""
    if day in known.off:
        return Kind.OFF
    return Kind.WORKDAY if day in known.workdays else Kind.USUAL
