"""The words of the device's ledger: interface.yml, `labels`, `ledger`. Those with blanks are filled in by the page."""

from typing import Annotated

from playbook.model.base import Model, template


class LedgerLabels(Model):
    """Every label is required, so that a missing one is reported at its file and line."""

    no_script: str
    rows: str
    none: str
    count: Annotated[str, template("first", "last", "count")]
    previous: str
    next: str
    actions: str
    add: str
    edit: str
    remove: str
    remove_sure: str
    save: str
    cancel: str
    kept: str
    csv: str
    xlsx: str
    xlsx_failed: str
    csv_in: str
    read: Annotated[str, template("count")]
    faulty: Annotated[str, template("count", "faulty")]
    unread: str
    unknown: Annotated[str, template("names")]
    fault: Annotated[str, template("row", "column", "message")]
    more: Annotated[str, template("count")]
    take: str
    take_sound: str
    taken: Annotated[str, template("added", "known")]
    review: str
    month: str
    all_months: str
    left_out: Annotated[str, template("count")]
    charts: str
    full: str
    blocked: str
    unavailable: str
