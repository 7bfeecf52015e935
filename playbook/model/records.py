"""What is written down and ticked off: tables that a centre keeps, and checklists."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import Amount, Figure, Finite, Id, Key, Model, Sourced, Text, UnitName, finite
from playbook.model.topic import Note, Section, Topic


def _value(value: Any) -> Any:
    return value if isinstance(value, str) else finite(value)


Value = Annotated[int | float | str, BeforeValidator(_value, json_schema_input_type=Finite | str)]


class RecordColumn(Model):
    """A column: text, or numbers in `unit` (of site_config/units.yml); `help` says what to write there.

    In a workbook a text can be chosen from `options` and from the names of what `options_of` names; a number is kept
    from `minimum` to `maximum`.
    """

    id: Key
    label: Text
    type: Literal["text", "number"] = "text"
    unit: UnitName | None = None
    help: Text | None = None
    options: tuple[Text, ...] = ()
    options_of: Literal["levels"] | None = None
    minimum: Figure | None = None
    maximum: Figure | None = None


class RecordRow(Sourced):
    """A sample row: a value for every column."""

    values: dict[Key, Value]
    notes: tuple[Note, ...] = ()


class Record(Topic):
    """records/NAME.yml: a table to keep, with sample rows and the rules of keeping it."""

    order: int
    columns: Annotated[tuple[RecordColumn, ...], Field(min_length=1)]
    rows: tuple[RecordRow, ...] = ()
    sections: tuple[Section, ...] = ()

    @model_validator(mode="after")
    def _rows_fit(self) -> "Record":
        columns = {column.id: column for column in self.columns}
        for row in self.rows:
            if list(row.values) != list(columns):
                raise PydanticCustomError(
                    "record_row",
                    "expected the columns {columns} in this order, got {got}",
                    {"columns": ", ".join(columns), "got": ", ".join(row.values)},
                )
            for key, value in row.values.items():
                if isinstance(value, str) == (columns[key].type == "number"):
                    raise PydanticCustomError(
                        "record_value",
                        "expected a {type} in the column {column}, got {got}",
                        {"type": columns[key].type, "column": key, "got": repr(value)},
                    )
        return self


class Effort(Model):
    """Hours that a group of items takes, from `least` to `most`."""

    least: Amount
    most: Amount


class ChecklistGroup(Sourced):
    """Items with one due time. Without `effort` it goes on all the time."""

    id: Id
    title: Text
    effort: Effort | None = None
    items: Annotated[tuple[Text, ...], Field(min_length=1)]


class Checklist(Topic):
    """checklists/NAME.yml: things to do and tick off, in groups."""

    order: int
    groups: Annotated[tuple[ChecklistGroup, ...], Field(min_length=1)]
