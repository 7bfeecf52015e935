"""Tables with typed columns; one that is kept is also a workbook to fill in, and what a ledger's rows look like."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from playbook.errors import expected
from playbook.model.base import Cited, Figure, Finite, Key, Model, Number, UnitName
from playbook.model.base import Text as Words
from playbook.model.blocks.base import AtLeastOne, Block, Faults, Note, Place, titled
from playbook.model.condition import Interval
from playbook.model.values import finite, shown

RowId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]


def _number(value: Any) -> Any:
    return finite(value)


def _shape(value: Any) -> str:
    if isinstance(value, dict | Interval):
        return "interval"
    if isinstance(value, tuple):
        return "list"
    return "text" if isinstance(value, str) else "number"


NumberCell = Annotated[int | float, BeforeValidator(_number, json_schema_input_type=Finite)]
Cell = Annotated[
    Annotated[Words, Tag("text")]
    | Annotated[NumberCell, Tag("number")]
    | Annotated[Interval, Tag("interval")]
    | Annotated[tuple[Words, ...], Tag("list")],
    Discriminator(_shape),
]

KINDS = {"text": str, "number": int | float, "interval": Interval, "list": tuple, "block": tuple}
WHAT = {"text": "text", "number": "a number", "interval": "an interval", "list": "a list", "block": "a list of blocks"}


class TableColumn(Model):
    """A column: text, numbers or intervals in `unit`, lists, or the ids of other blocks, shown by their titles.

    `total` is what its numbers add up to; one with `below` is told under the table. In a workbook a text can be chosen
    from `options` and from the names of what `options_of` names; a number is kept from `minimum` to `maximum`.
    """

    id: Key
    label: Words
    type: Literal["text", "number", "interval", "list", "block"] = "text"
    unit: UnitName | None = None
    total: Number | None = None
    below: bool = False
    help: Words | None = None
    options: tuple[Words, ...] = ()
    options_of: Literal["levels"] | None = None
    minimum: Figure | None = None
    maximum: Figure | None = None


class Row(Cited):
    """A value for every column; one that has none may be left out. `marked` rows stand out."""

    id: RowId | None = None
    marked: bool = False
    values: dict[Key, Cell]
    notes: tuple[Note, ...] = ()


class Table(Block):
    """A table. The first column names its rows. With `keep` readers keep one of their own; the rows are samples."""

    type: Literal["table"]
    keep: bool = False
    columns: Annotated[tuple[TableColumn, ...], AtLeastOne]
    rows: tuple[Row, ...] = ()
    marked_label: Words | None = None

    def faults(self, blocks: Mapping[str, Block]) -> Faults:
        """Yield ids used twice, cells that do not fit their column, rows that lack one, and wrong sums."""
        yield from self._repeated()
        columns = {column.id: column for column in self.columns}
        needed = list(columns) if self.keep else [self.columns[0].id]
        for place, row in enumerate(self.rows):
            at: Place = ("rows", place, "values")
            absent = [name for name in needed if name not in row.values]
            if absent:
                yield at, expected(f"a value for {', '.join(absent)}", ", ".join(row.values) or "none")
            for name, value in row.values.items():
                if name not in columns:
                    yield (*at, name), expected("a column of this table", repr(name), columns)
                elif not isinstance(value, KINDS[columns[name].type]):
                    yield (*at, name), expected(f"{WHAT[columns[name].type]} in the column {name}", shown(value))
                elif columns[name].type == "block" and isinstance(value, tuple):
                    yield from titled(blocks, value, (*at, name))
        for place, column in enumerate(self.columns):
            held = [row.values.get(column.id) for row in self.rows]
            total = sum((Decimal(str(number)) for number in held if isinstance(number, int | float)), Decimal(0))
            if column.total is not None and total != Decimal(str(column.total)):
                wanted = f"numbers in the column {column.id} that add up to {column.total}"
                yield ("columns", place, "total"), expected(wanted, str(total))

    def _repeated(self) -> Faults:
        """Yield columns and rows whose id another one before has."""
        for key, named in (("columns", self.columns), ("rows", self.rows)):
            ids = [each.id for each in named]
            for place, name in enumerate(ids):
                if name in ids[:place] and name is not None:
                    yield (key, place, "id"), f"the id {name!r} stands here a second time"

    @property
    def cites(self) -> bool:
        """Whether the table, or each of its rows, says where it comes from."""
        return bool(self.sources) or (bool(self.rows) and all(row.sources for row in self.rows))

    def cells(self) -> list[dict[str, Any]]:
        """Return the rows as JSON-ready data, as calculators read them: `id`, `sources` and a value for each column."""
        return [
            {"id": row.id, "sources": list(row.sources), **row.model_dump(exclude_none=True, mode="json")["values"]}
            for row in self.rows
        ]
