"""Public holidays and the workdays that make up for them: those of a country, and days of one's own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, model_validator

from playbook.errors import expected
from playbook.model.base import Model
from playbook.model.review import Day
from playbook.model.values import fault

FIRST, LAST = 2026, 2035
"""Years that are looked up. Pages do not depend on the day of the build, and hold for as long as the days are known."""

EARLIEST, LATEST = 2000, 2100
"""Years in which days of one's own lie; all others are slips of the pen."""

ONE = timedelta(days=1)


@dataclass(frozen=True)
class KnownDays:
    """`off`: days off with their names, "" where they have none; `workdays` that are worked instead of such days.

    `until` is the last day of which it is known whether it is one.
    """

    off: Mapping[date, str]
    workdays: Collection[date]
    until: date


def _country(code: str) -> str:
    from holidays import list_supported_countries  # it takes a tenth of a second, and few handbooks ask

    known = list_supported_countries()
    country, _, part = code.partition("-")
    if country not in known or ("-" in code and part not in known[country]):
        wanted = "a country's code as in ISO 3166, such as CN or GB, or a part of it, such as GB-ENG"
        parts = f"; parts of {country}: {', '.join(sorted(known[country]))}" if known.get(country) else ""
        raise fault(expected(wanted, repr(code)) + parts)
    return code


def _near(day: date) -> date:
    if not EARLIEST <= day.year <= LATEST:
        raise fault(expected(f"a day between {EARLIEST} and {LATEST}", repr(str(day))))
    return day


NearDay = Annotated[Day, AfterValidator(_near)]


class Calendar(Model):
    """Which days are off, by a country's calendar and by lists of one's own, which go before it.

    `workdays` are weekends that are worked, and public holidays that are no day off here.
    """

    country: Annotated[str, AfterValidator(_country)] | None = None
    days_off: tuple[NearDay, ...] = ()
    workdays: tuple[NearDay, ...] = ()

    @model_validator(mode="after")
    def _clear(self) -> "Calendar":
        if not (self.country or self.days_off or self.workdays):
            raise fault(expected("a country, days_off or workdays", "none of them"))
        both = sorted(set(self.days_off) & set(self.workdays))
        if both:
            raise fault(f"expected a day to be off or a workday, got both for {', '.join(map(str, both))}")
        return self

    def days(self, language: str) -> KnownDays:
        """Return all days that are known, holidays called what they are in the language, where that is known."""
        found = public_holidays(self.country, language) if self.country else KnownDays({}, (), date.min)
        listed = {*self.days_off, *self.workdays}
        off = {day: name for day, name in found.off.items() if day not in self.workdays}
        off |= {day: off.get(day, "") for day in self.days_off}
        workdays = {*found.workdays, *self.workdays} - {*self.days_off}
        # A day of one's own says nothing of a country's others.
        until = found.until if self.country else date(max(listed).year, 12, 31)
        return KnownDays(dict(sorted(off.items())), tuple(sorted(workdays)), until)


@cache
def public_holidays(code: str, language: str) -> KnownDays:
    """Return the public holidays of a country or a part of it as the library `holidays` has them.

    Where workdays are moved to weekends, the government says so year by year: nothing is known of a year of which the
    library has no such day. A weekend between two days off is off as well.
    """
    from holidays import country_holidays

    country, _, part = code.partition("-")
    spoken = {"zh": "zh_CN", "en": "en_US"}[language]
    found = country_holidays(country, subdiv=part or None, years=range(FIRST - 1, LAST + 1), language=spoken)
    moved = sorted(day for day in found.weekend_workdays if day.year >= FIRST - 1)
    end = moved[-1].year if moved else LAST
    off = {day: name for day, name in sorted(found.items()) if FIRST <= day.year <= end}
    for day, following in list(pairwise(off)):
        between = [day + ONE * ahead for ahead in range(1, (following - day).days)]
        if all(each.weekday() in found.weekend and each not in moved for each in between):
            off |= dict.fromkeys(between, "")
    worked = tuple(day for day in moved if day.year >= FIRST)
    return KnownDays(dict(sorted(off.items())), worked, date(end, 12, 31))
