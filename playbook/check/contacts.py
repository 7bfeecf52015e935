"""The hours of a list of contacts: whether somebody can be called at any time of the week, and when nobody can."""

from collections.abc import Sequence

from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.contacts import WEEK, Hours
from playbook.model.hours import ALL, DAY, spans
from playbook.source.document import Document

OUT_OF_HOURS = "out_of_hours"


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
    gap = first_gap([contact.hours for contact in contacts.contacts if urgent in contact.levels])
    if gap is not None and not waived:
        message = f"level {urgent} has nobody to call out of hours (first {said(gap)}): expected a contact with hours: "
        message += f"{{always: true}}, or hours that leave no gap, or a waiver of {OUT_OF_HOURS} with its reason"
        found.append(document.problem(("contacts",), message))
    return found


def first_gap(hours: Sequence[Hours]) -> int | None:
    """Return the first minute of the week at which nobody can be called, None if there is none."""
    reached = 0
    for begin, end in sorted(span for each in hours for span in spans(each)):
        if begin > reached:
            return reached
        reached = max(reached, end)
    return reached if reached < ALL else None


def said(minute: int) -> str:
    """Return a minute of the week as writers write it: mon 09:00."""
    day, rest = divmod(minute, DAY)
    return f"{WEEK[day]} {rest // 60:02}:{rest % 60:02}"
