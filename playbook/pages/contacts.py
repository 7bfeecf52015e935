"""What the page of contacts needs beside their own words: when each can be called, and their vCards."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from playbook.model.calendar import KnownDays
from playbook.model.contacts import WEEK, Contact
from playbook.model.handbook import Handbook
from playbook.model.hours import period
from playbook.pages.vcard import cards
from playbook.pages.words import Words

CARD = "data:text/vcard;charset=utf-8,"
"""Cards stand in the page's own links: no file beside it holds a number when the page is kept from the public."""

SCRIPT_WORDS = ("clock", "off", "off_named", "reachable", "since", "today", "tomorrow", "unknown_days", "workday")


def context(handbook: Handbook) -> dict[str, Any]:
    """Return what the page's template shows: `listed`, the days `known`, `reach` for its script, `vcards`.

    Cards are by contact id, None for all.
    """
    contacts = handbook.contacts.contacts if handbook.contacts else ()
    calendar = handbook.contacts.calendar if handbook.contacts else None
    known = calendar.days(handbook.brand.language) if calendar else None
    reach = _reach(handbook, contacts, known)
    return {"listed": contacts, "known": known, "reach": reach, "vcards": _links(handbook, contacts)}


def _reach(handbook: Handbook, contacts: Sequence[Contact], known: KnownDays | None) -> dict[str, Any]:
    labels = handbook.interface.labels
    words = {key: getattr(labels.contacts, key) for key in SCRIPT_WORDS}
    found: dict[str, Any] = {
        "zone": handbook.brand.timezone,
        "date": labels.times.date,
        "words": words | {"days": [getattr(labels, day) for day in WEEK]},
        "contacts": [
            {"id": each.id, "role": each.role, "disturb": each.disturb, "periods": _periods(each)} for each in contacts
        ],
    }
    if known:
        off = {str(day): name for day, name in known.off.items()}
        found["calendar"] = {"off": off, "workdays": [*map(str, known.workdays)], "until": str(known.until)}
    return found


def _periods(contact: Contact) -> list[dict[str, Any]]:
    found = [period(hours) for hours in contact.periods]
    return [{**asdict(each), "days": sorted(each.days)} for each in found]


def _links(handbook: Handbook, contacts: Sequence[Contact]) -> Mapping[str | None, str]:
    words = Words(handbook)
    labels = handbook.interface.labels.contacts
    notes = {
        each.id: labels.card_note.format(helps=each.helps_with, hours=words.hours(each.periods), disturb=each.disturb)
        for each in contacts
    }

    def link(chosen: Sequence[Contact]) -> str:
        return CARD + quote(cards(chosen, handbook.brand.organisation, (notes[each.id] for each in chosen)))

    return {None: link(contacts), **{each.id: link([each]) for each in contacts}}
