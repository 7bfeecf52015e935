"""A calculator's inputs as the calculators read them; a table's columns are gathered from where they are described."""

from collections.abc import Mapping
from typing import Any

from playbook.model.calculator import Calculator
from playbook.model.fields import Column, InputField, Listing

type Models = Mapping[str, Any]  # of all kinds, by kind


def fields(calculator: Calculator, models: Models) -> list[dict[str, Any]]:
    """Return the inputs of a calculator as JSON-ready data. The files that it names must be among `models`."""
    return [_field(field, models) for field in calculator.fields]


def rows(listing: Listing, models: Models) -> list[dict[str, Any]] | None:
    """Return what a calculator reads of a page as JSON-ready data, None where there is nothing of this name."""
    page = models["pages"].get(listing.page)
    found: list[dict[str, Any]] | None = page.listing(listing.block) if page else None
    return found


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
        listed = rows(column.choices_of, models) or []
        plain["choices"] = [{"id": item["id"], "label": item["title"]} for item in listed]
    return {**plain, "short": column.label}


def _columns_of(name: str, models: Models) -> list[dict[str, Any]]:
    """Return the columns that a table has of a calculator's inputs, or of a page's kept table."""
    if name in models["calculators"]:
        return fields(models["calculators"][name], models)
    return [
        {**column.model_dump(exclude_none=True, mode="json"), "short": column.label, "required": False}
        for column in models["pages"][name].kept.columns
    ]
