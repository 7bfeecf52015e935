"""The hours of a list of contacts: whether somebody can be called at any time of the week, and when nobody can."""

from collections.abc import Sequence
from datetime import date, timedelta

from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.calendar import ONE
from playbook.model.clock_time import clock
from playbook.model.contacts import WEEK, Hours
from playbook.model.handbook import Handbook
from playbook.model.hours import USUAL_WEEK, first_gap, period, special_days
from playbook.source.document import Document

OUT_OF_HOURS = "out_of_hours"
IN_TIME = timedelta(days=60)
"""How long before its end a calendar is said to end: governments say the next one some weeks before it begins."""


def problems(reading: Reading) -> list[Problem]:
    """Return a problem if at some time nobody can be called at the most urgent level, unless that is waived."""
    contacts, levels = reading.models["contacts"], reading.models["levels"]
    if not contacts or not levels:
        return []
    document: Document = reading.documents["contacts"]
    urgent = levels.levels[0].id
    found = [
        document.problem(
            ("waivers", index, "check"), expected("a check that can be waived", waiver.check, [OUT_OF_HOURS])
        )
        for index, waiver in enumerate(contacts.waivers)
        if waiver.check != OUT_OF_HOURS
    ]
    waived = any(waiver.check == OUT_OF_HOURS for waiver in contacts.waivers)
    gap = _gap(
        reading, [hours for contact in contacts.contacts if urgent in contact.levels for hours in contact.periods]
    )
    if gap is not None and not waived:
        message = f"level {urgent} has nobody to call out of hours (first {gap}): expected a contact with hours: "
        message += f"{{always: true}}, or hours that leave no gap, or a waiver of {OUT_OF_HOURS} with its reason"
        found.append(document.problem(("contacts",), message))
    return found


def _gap(reading: Reading, hours: Sequence[Hours]) -> str | None:
    """Return the first time at which nobody can be called, as writers write it: in the week, else on a special day."""
    periods = [period(each) for each in hours]
    found = first_gap(periods, USUAL_WEEK)
    if found:
        return f"{WEEK[found[0] - 1]} {clock(found[1])}"
    brand, calendar = reading.models["brand"], reading.models["contacts"].calendar
    if brand and calendar:
        for day, days in special_days(calendar.days(brand.language)):
            found = first_gap(periods, days)
            if found:
                return f"{day + (found[0] - 1) * ONE} {clock(found[1])}, by the calendar"
    return None


def notes(handbook: Handbook, today: date, file: str) -> list[str]:
    """Return what to do soon in the `file` of contacts: that a calendar ends is said in time for the next one."""
    calendar = handbook.contacts.calendar if handbook.contacts else None
    if calendar is None:
        return []
    until = calendar.days(handbook.brand.language).until
    if today + IN_TIME < until:
        return []
    newer = "install a newer `holidays` package, or " if calendar.country else ""
    what = f"holidays and workdays moved to weekends are known until {until} only"
    return [f"note: {file}: {what}: {newer}list the days under calendar: days_off and workdays"]
