"""Checks of what incidents are run by: the steps, blanks and columns that they name are there."""

from collections.abc import Mapping
from typing import Any

from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.absent import is_absent
from playbook.model.incidents import KNOWN, Incidents
from playbook.model.sop import Sop
from playbook.source.document import Document


def problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with the SOP's order of steps and with incidents.yml, where they could be read.

    Where a file could not be read, what it may hold is not missed.
    """
    models, documents, stems = reading.models, reading.documents, reading.stems
    found: list[Problem] = []
    if models["sop"]:
        found += _steps(models["sop"], documents["sop"])
    if models["incidents"] and all(len(models[name]) == len(stems[name]) for name in ("scripts", "pages")):
        found += _incidents(models["incidents"], documents["incidents"], models)
    if models["incidents"] and not stems["levels"]:
        found.append(documents["incidents"].problem((), expected("levels to run incidents by", "none"), absent=True))
    return found


def _steps(sop: Sop, document: Document) -> list[Problem]:
    """Return the steps that are to come after one that does not stand before them."""
    found, before = [], list[str]()
    for index, step in enumerate(sop.steps):
        if step.after is not None and step.after not in before:
            message = expected("a step that stands before this one", repr(step.after), before)
            found.append(document.problem(("steps", index, "after"), message))
        before.append(step.id)
    return found


def _incidents(incidents: Incidents, document: Document, models: Mapping[str, Any]) -> list[Problem]:
    blanks = sorted({blank.id for script in models["scripts"].values() for blank in script.placeholders})
    found = [
        document.problem(
            ("named_by", index), expected("a blank of a script", repr(name), blanks), absent=is_absent(name, blanks)
        )
        for index, name in enumerate(incidents.named_by)
        if name not in blanks
    ]
    steps = [step.id for step in models["sop"].steps] if models["sop"] else [incidents.updates_until]
    if incidents.updates_until not in steps:
        message = expected("a step of sop.yml", repr(incidents.updates_until), steps)
        found.append(document.problem(("updates_until",), message))
    if incidents.ledger is None or incidents.ledger.record not in models["pages"]:
        return found
    kept = {name: page.kept for name, page in models["pages"].items() if page.kept}
    if incidents.ledger.record not in kept:
        message = expected("a page with a table that is kept", repr(incidents.ledger.record), sorted(kept))
        return [*found, document.problem(("ledger", "record"), message)]
    shown = models["ledger"].record if models["ledger"] else incidents.ledger.record
    if incidents.ledger.record != shown:
        message = expected("the record of ledger.yml, where the row is shown", repr(incidents.ledger.record), [shown])
        found.append(document.problem(("ledger", "record"), message))
    columns = [column.id for column in kept[incidents.ledger.record].columns]
    for column, source in incidents.ledger.cells.items():
        place = ("ledger", "cells", column)
        if column not in columns:
            found.append(
                document.problem(place, expected("a column of the record", repr(column), columns), at_key=True)
            )
        if source not in (*KNOWN, *blanks):
            fills = (*KNOWN, *blanks)
            wanted = expected("what fills it", repr(source), fills)
            found.append(document.problem(place, wanted, absent=is_absent(source, fills)))
    return found
