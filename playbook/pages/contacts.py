"""What the page of contacts needs beside their own words: when each can be called, and their vCards."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from playbook.model.contacts import WEEK, Contact
from playbook.model.handbook import Handbook
from playbook.model.hours import spans
from playbook.pages.vcard import cards
from playbook.pages.words import Words

CARD = "data:text/vcard;charset=utf-8,"
"""Cards stand in the page's own links: no file beside it holds a number when the page is kept from the public."""


def context(handbook: Handbook) -> dict[str, Any]:
    """Return what the page's template shows: `listed`, `reach` for its script, `vcards` by contact id, None for all."""
    contacts = handbook.contacts.contacts if handbook.contacts else ()
    return {"listed": contacts, "reach": _reach(handbook, contacts), "vcards": _links(handbook, contacts)}


def _reach(handbook: Handbook, contacts: Sequence[Contact]) -> dict[str, Any]:
    labels = handbook.interface.labels
    said = labels.contacts
    words = {key: getattr(said, key) for key in ("clock", "reachable", "since", "today", "tomorrow")}
    return {
        "zone": handbook.brand.timezone,
        "words": words | {"days": [getattr(labels, day) for day in WEEK]},
        "contacts": [
            {"id": each.id, "role": each.role, "disturb": each.disturb, "spans": list(spans(each.hours))}
            for each in contacts
        ],
    }


def _links(handbook: Handbook, contacts: Sequence[Contact]) -> Mapping[str | None, str]:
    words = Words(handbook)
    labels = handbook.interface.labels.contacts
    notes = {
        each.id: labels.card_note.format(helps=each.helps_with, hours=words.hours(each.hours), disturb=each.disturb)
        for each in contacts
    }

    def link(chosen: Sequence[Contact]) -> str:
        return CARD + quote(cards(chosen, handbook.brand.organisation, (notes[each.id] for each in chosen)))

    return {None: link(contacts), **{each.id: link([each]) for each in contacts}}
