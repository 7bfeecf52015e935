"""A calculator's inputs as the calculators read them; a table's columns are gathered from where they are described."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playbook.model.calculator import Calculator
from playbook.model.fields import Column, InputField

type Models = Mapping[str, Any]  # of all kinds, by kind

READABLE: dict[str, Callable[[Models], Sequence[Any]]] = {
    "part_classes": lambda models: models["part_classes"].classes,
    "reserve": lambda models: sorted(models["reserve"].groups, key=lambda group: group.rank),
}
"""The lists that a calculator may be computed from, by the name that its description gives them."""


def fields(calculator: Calculator, models: Models) -> list[dict[str, Any]]:
    """Return the inputs of a calculator as JSON-ready data. The files that it names must be among `models`."""
    return [_field(field, models) for field in calculator.fields]


def _field(field: InputField, models: Models) -> dict[str, Any]:
    plain = field.model_dump(exclude_none=True, mode="json", exclude={"columns", "columns_of"})
    if field.type != "table":
        return plain
    own = [_column(column, models) for column in field.columns]
    known = {column["id"] for column in own}
    others = _columns_of(field.columns_of, models) if field.columns_of else []
    return {**plain, "columns": own + [column for column in others if column["id"] not in known]}


def _column(column: Column, models: Models) -> dict[str, Any]:
    plain = column.model_dump(exclude_none=True, mode="json", exclude={"choices_of"})
    if column.choices_of:
        listed = READABLE[column.choices_of](models)
        plain["choices"] = [{"id": item.id, "label": item.title} for item in listed]
    return {**plain, "short": column.label}


def _columns_of(name: str, models: Models) -> list[dict[str, Any]]:
    """Return the columns that a table has of a calculator's inputs, or of a record."""
    kind, _, stem = name.rpartition("/")
    if kind != "records":
        return fields(models["calculators"][name], models)
    return [
        {**column.model_dump(exclude_none=True, mode="json"), "short": column.label, "required": False}
        for column in models["records"][stem].columns
    ]
