"""The ledger that a device keeps: which record it fills, which calculator reviews it, what is drawn of the review."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import Key, Model, Text
from playbook.model.topic import Topic


class LedgerChart(Model):
    """A chart of a table that the review gives: a bar for each of its lines, as long as the column `value`."""

    title: Text
    result: Key
    label: Key
    value: Key


class Ledger(Topic):
    """ledger.yml: `record` is a file of records/, `review` a calculator whose table `rows` has the record's columns."""

    record: Text
    review: Text
    charts: Annotated[tuple[LedgerChart, ...], Field(min_length=1)]
