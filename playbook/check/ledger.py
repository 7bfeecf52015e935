"""Checks of the device's ledger: its record, the calculator that reviews it, and what is drawn of the review."""

from collections.abc import Iterator
from typing import Any

from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.source.document import Document, Location

ROWS = "rows"
"""The table that the review is given."""


def problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with the ledger, where there is one."""
    models, stems = reading.models, reading.stems
    ledger, found = models["ledger"], []
    if not ledger:
        return []
    document: Document = reading.documents["ledger"]
    if ledger.record not in stems["records"]:
        found.append(document.problem(("record",), expected("a record", repr(ledger.record), stems["records"])))
    if ledger.review not in stems["calculators"]:
        names = stems["calculators"]
        found.append(document.problem(("review",), expected("a calculator", repr(ledger.review), names)))
    elif ledger.review in models["calculators"]:
        found += [document.problem(*each) for each in _review(ledger, models["calculators"][ledger.review])]
    return found


def _review(ledger: Any, calculator: Any) -> Iterator[tuple[Location, str]]:
    source = f"records/{ledger.record}"
    if not any(field.id == ROWS and field.columns_of == source for field in calculator.fields):
        yield ("review",), expected(f"a calculator with a table {ROWS} of the columns of {source}", ledger.review)
    tables = {result.id: [column.id for column in result.columns] for result in calculator.results if result.columns}
    for index, chart in enumerate(ledger.charts):
        at: Location = ("charts", index)
        if chart.result not in tables:
            yield (*at, "result"), expected(f"a table of {ledger.review}", repr(chart.result), tables)
            continue
        for key in ("label", "value"):
            name = getattr(chart, key)
            if name not in tables[chart.result]:
                yield (*at, key), expected(f"a column of {chart.result}", repr(name), tables[chart.result])
