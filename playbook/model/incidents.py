"""How a shortage is run on a device: what names it, and what of it goes into the ledger."""

from playbook.model.base import Id, Key, PageName, Sourced, Text

KNOWN: tuple[str, ...] = ("date", "level", "cost", "lead_time")
"""What an incident knows of itself: when it began, its level's name, its extra cost, how long the part took."""


class LedgerRow(Sourced):
    """The row written at the end: of which page's table, by column what fills it: what is KNOWN or a script's blank."""

    record: PageName
    cells: dict[Key, Key]


class Incidents(Sourced):
    """incidents.yml: the page on which incidents are run.

    `named_by`: the scripts' blanks that an incident is called by. `updates_until`: the SOP's step after which the
    customer is not kept posted any more.
    """

    title: Text
    description: Text
    lead: Text
    no_script: Text
    named_by: tuple[Key, ...] = ()
    updates_until: Id
    ledger: LedgerRow | None = None
    notes: tuple[Text, ...] = ()
