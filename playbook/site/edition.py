"""What of a handbook is published: everything, or all but what is marked internal."""

from dataclasses import replace

from playbook.model.handbook import Handbook
from playbook.pages.navigation import matching

CONTACTS = "contacts"


def published(handbook: Handbook) -> Handbook:
    """Return the handbook as it is published, as brand.yml says.

    Where internal pages are left out it knows which, and where contacts are one of them it holds no contact: no page
    and no file made from it can show one.
    """
    if handbook.brand.internal == "publish":
        return handbook
    withheld = frozenset(matching(handbook, handbook.brand.internal_pages))
    contacts = handbook.contacts
    if contacts and CONTACTS in withheld:
        contacts = contacts.model_copy(update={"contacts": (), "tips": ()})
    return replace(handbook, contacts=contacts, withheld=withheld)


def warnings(handbook: Handbook) -> list[str]:
    """Return what to tell of what is about to be published: how many ways to reach people every reader gets."""
    contacts = handbook.contacts.contacts if handbook.contacts else ()
    given = sum(channel.given for contact in contacts for channel in contact.channels)
    if not given:
        return []
    advice = "to publish without them set `internal: leave_out` in brand.yml"
    return [f"contacts hold {given} numbers or addresses, which every reader of the site gets; {advice}"]
