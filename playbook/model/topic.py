"""What pages of substance have in common: how they introduce themselves, and sections of sourced words.

A section may tell its matter as a timeline, as facts, as a bill or as a list; its sources hold for all of it.
"""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from playbook.model.base import Amount, Id, Model, Sourced, Text
from playbook.model.page_text import Link


def _share(value: int | float) -> int | float:
    if value > 100:
        raise PydanticCustomError("percent", "expected at most 100 percent, got {got}", {"got": value})
    return value


Percent = Annotated[Amount, AfterValidator(_share)]


class Note(Sourced):
    """A remark that corrects, limits or explains what stands beside it."""

    text: Text


class Fact(Model):
    """A short answer to a short question: `label` asks, `value` answers."""

    label: Text
    value: Text


class Event(Model):
    """One entry of a timeline; `at` is a time of day, a day or a month in the reader's words."""

    at: Text
    text: Text


class BillItem(Model):
    """One amount of a bill, in yuan."""

    label: Text
    amount: Amount


class Bill(Model):
    """What something cost, in yuan. The items must add up to the total that the source states."""

    items: Annotated[tuple[BillItem, ...], Field(min_length=1)]
    total: Amount

    @model_validator(mode="after")
    def _adds_up(self) -> "Bill":
        total = sum((Decimal(str(item.amount)) for item in self.items), Decimal(0))
        if total != Decimal(str(self.total)):
            raise PydanticCustomError(
                "bill_total",
                "expected a total of {sum}, the sum of the items, got {total}",
                {"sum": str(total), "total": str(self.total)},
            )
        return self


TOLD = ("text", "facts", "events", "items", "bill")
FILLED: JsonDict = {"not": {"type": "null"}, "minItems": 1}  # a key with a value, a list with an entry


class Section(Sourced):
    """A part of a page. `id` is its anchor."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [name], "properties": {name: FILLED}} for name in TOLD]}
    )

    id: Id
    title: Text
    text: Text | None = None
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    items: tuple[Text, ...] = ()
    bill: Bill | None = None
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Section":
        if not (self.text or self.facts or self.events or self.items or self.bill):
            raise PydanticCustomError(
                "section_empty", "expected text, facts, events, items or a bill, got none of them"
            )
        return self


class Topic(Sourced):
    """What every page of substance says about itself. `links` lead on to other pages."""

    title: Text
    description: Text
    lead: Text
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
