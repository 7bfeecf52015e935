"""What the rest refers to: figures, inventory rows, rulings and levels."""

from typing import Annotated, Literal

from pydantic import Field

from playbook.model.base import (
    Amount,
    CalculatorName,
    Colour,
    Id,
    Key,
    Model,
    Quantity,
    Sourced,
    SourceIds,
    Text,
    UnitName,
)

type Shape = Literal["triangle", "circle", "square", "diamond"]

ROW = r"^[A-Z]{1,4}-[0-9]{2,3}$"


class FigureEntry(Sourced):
    """One figure: its value in `unit` (a unit of site_config/units.yml) and what it means."""

    value: Quantity
    unit: UnitName | None = None
    meaning: Annotated[str, Field(min_length=1)]


class Figures(Model):
    """figures.yml: every threshold, cap and time limit of the handbook, by name."""

    figures: dict[Key, FigureEntry]


class SourceDocument(Model):
    """A document that rows come from; `prefix` begins the ids of its rows."""

    prefix: str
    title: Text


class SourceRow(Model):
    """One inventory row: a system, table, rule, template or case of a source document.

    `unconfirmed` is what the document claims and nobody has confirmed; every statement that rests on it says so.
    """

    id: Annotated[str, Field(pattern=ROW)]
    title: Text
    kind: Key
    unconfirmed: bool = False


class Sources(Model):
    """sources.yml: the inventory, row by row, in the documents' order."""

    documents: tuple[SourceDocument, ...]
    rows: Annotated[tuple[SourceRow, ...], Field(min_length=1)]


class Ruling(Model):
    """A question the sources answer several ways or not at all, and the answer the handbook took."""

    id: Id
    question: Text
    decision: Text
    reason: Text
    sources: SourceIds


class Rulings(Model):
    """rulings.yml."""

    rulings: tuple[Ruling, ...]


LIMITS = {"cost_cap_yuan": "yuan", "find_within_hours": "hours", "deliver_within_hours": "hours"}
"""What the handbook's levels may limit, with its unit; levels of a decision's own give other things."""


class Level(Sourced):
    """A response level. Times in hours; the cap, in yuan, is strict: the extra cost stays below it, 0 means none.

    A handbook whose levels limit no cost leaves the cap out at all of them.
    """

    id: int
    name: Text
    alarm: Text
    summary: Text
    colour: Colour
    shape: Shape
    find_within_hours: Amount | None = None
    deliver_within_hours: Amount | None = None
    update_every_hours: Amount | None = None
    cost_cap_yuan: Amount | None = None
    cost_note: Text | None = None
    means: tuple[Text, ...] = ()


class Levels(Model):
    """levels.yml: the levels, most urgent first. `calculator` says which decision gives them, where several do."""

    calculator: CalculatorName | None = None
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]

    @property
    def limits(self) -> list[str]:
        """Return what these levels limit, by key of LIMITS."""
        return [key for key in LIMITS if any(getattr(level, key) is not None for level in self.levels)]
