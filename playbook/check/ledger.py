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
    models = reading.models
    ledger, found = models["ledger"], []
    if not ledger:
        return []
    document: Document = reading.documents["ledger"]
    kept = [name for name, page in models["pages"].items() if page.kept]
    if ledger.record in models["pages"] and ledger.record not in kept:
        wanted = expected("a page with a table that is kept", repr(ledger.record), kept)
        found.append(document.problem(("record",), wanted))
    if ledger.calculator in models["calculators"]:
        found += [document.problem(*each) for each in _review(ledger, models["calculators"][ledger.calculator])]
    return found


def _review(ledger: Any, calculator: Any) -> Iterator[tuple[Location, str]]:
    source = ledger.record
    if not any(field.id == ROWS and field.columns_of == source for field in calculator.fields):
        yield (
            ("calculator",),
            expected(f"a calculator with a table {ROWS} of the columns of {source}", ledger.calculator),
        )
    tables = {result.id: [column.id for column in result.columns] for result in calculator.results if result.columns}
    for index, chart in enumerate(ledger.charts):
        at: Location = ("charts", index)
        if chart.result not in tables:
            yield (*at, "result"), expected(f"a table of {ledger.calculator}", repr(chart.result), tables)
            continue
        for key in ("label", "value"):
            name = getattr(chart, key)
            if name not in tables[chart.result]:
                yield (*at, key), expected(f"a column of {chart.result}", repr(name), tables[chart.result])
