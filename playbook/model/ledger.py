"""The ledger that a device keeps: which record it fills, which calculator reviews it, what is drawn of the review."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import CalculatorName, Key, Model, PageName, Sourced, Text
from playbook.model.page import Page


class LedgerChart(Model):
    """A chart of a table that the review gives: a bar for each of its lines, as long as the column `value`."""

    title: Text
    result: Key
    label: Key
    value: Key


class Ledger(Sourced, Page):
    """ledger.yml: `record` is a page with a kept table, `calculator` reviews it: its table `rows` has those columns."""

    record: PageName
    calculator: CalculatorName
    charts: Annotated[tuple[LedgerChart, ...], Field(min_length=1)]
