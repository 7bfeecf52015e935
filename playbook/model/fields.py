"""The inputs and results of a calculator, those that are tables too, each described once for all its uses."""

from typing import Annotated, Any, Literal

from pydantic import ValidationInfo, field_validator

from playbook.model.base import (
    Figure,
    Given,
    Id,
    Key,
    Model,
    Number,
    PageName,
    Sourced,
    SourceIds,
    Text,
    UnitName,
    named,
    template,
)
from playbook.model.formula import Formula

ShownValue = Annotated[Text, template("value")]


class Choice(Model):
    """One value of a choice field."""

    id: Key
    label: Text
    help: Text | None = None


class Listing(Model):
    """A table or ranks of a page: their rows or places are what a calculator reads, or may be chosen from."""

    page: PageName
    block: Id


class Column(Model):
    """One column of a table that is given. `choices_of` takes its choices from a list of the handbook."""

    id: Key
    type: Literal["number", "choice", "choices", "flag", "text", "date"]
    label: Text
    help: Text | None = None
    unit: UnitName | None = None
    minimum: Figure | None = None
    maximum: Figure | None = None
    required: bool = False
    default: Given | None = None
    choices: tuple[Choice, ...] = ()
    choices_of: Listing | None = None


class InputField(Sourced):
    """One input. `worse` says which way it gets more urgent: a number's direction, or choices as listed.

    `not_given` is how a value that is left out is called. A table has `columns`, and after them those of the
    calculator, or of the kept table of the page, that `columns_of` names; its `maximum` is the most rows. A number's
    default may be a figure.
    """

    id: Key
    type: Literal["number", "choice", "choices", "flag", "text", "date", "month", "table"]
    label: Text
    short: Text
    help: Text | None = None
    placeholder: Text | None = None
    not_given: Text | None = None
    unit: UnitName | None = None
    minimum: Figure | None = None
    maximum: Figure | None = None
    not_below: Key | None = None
    required: bool = False
    default: Given | None = None
    unknown_counts_as: Number | None = None
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    columns_of: Text | None = None
    worse: Literal["higher", "lower", "listed_first", "none"] = "none"

    @field_validator("default")
    @classmethod
    def _named(cls, default: Any, info: ValidationInfo) -> Any:
        return named(default, info) if info.data.get("type") == "number" else default


class ResultColumn(Model):
    """One column of a result that is a table; shown as a result is."""

    id: Key
    label: Text
    unit: UnitName | None = None
    text: ShownValue | None = None
    zero: ShownValue | None = None
    yes: Text | None = None
    no: Text | None = None
    undefined: Text | None = None


class ResultField(Model):
    """One result. `text` shows {value}; `zero`, `negative`, `yes`, `no` and `undefined` say those cases in words.

    One with `columns` is a table. What has no `formula` is worked out by the calculator's module; `sources` are those
    of the formula, where they are not simply the calculator's.
    """

    id: Key
    label: Text
    unit: UnitName | None = None
    formula: Formula = ()
    sources: SourceIds = ()
    text: ShownValue | None = None
    zero: ShownValue | None = None
    negative: ShownValue | None = None
    yes: Text | None = None
    no: Text | None = None
    undefined: Text | None = None
    main: bool = False
    columns: tuple[ResultColumn, ...] = ()
