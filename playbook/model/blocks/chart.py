"""Charts: bars and lines of a table's columns, shares of a whole, three goals that pull at each other."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import model_validator

from playbook.errors import expected
from playbook.model.base import Id, Key
from playbook.model.blocks.base import Block, Faults, titled
from playbook.model.blocks.table import Table
from playbook.model.values import fault

CORNERS = 3


class Chart(Block):
    """A picture of a table of this page: of its `columns`, which hold numbers. Or of the titles of three `blocks`."""

    STATES = False

    type: Literal["chart"]
    draw: Literal["bars", "line", "shares", "triangle"]
    table: Id | None = None
    columns: tuple[Key, ...] = ()
    blocks: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.draw == "triangle":
            if len(set(self.blocks)) != CORNERS or self.table or self.columns:
                raise fault(expected("the ids of three blocks and no table", ", ".join(self.blocks) or "none"))
        elif self.blocks:
            raise fault(expected(f"a table and its columns for {self.draw}, which draw no blocks", "the key 'blocks'"))
        elif not self.table:
            raise fault(expected("the key 'table', the id of a table of this page", "none"))
        elif not self.columns:
            raise fault(expected(f"the key 'columns', the columns of {self.table} to draw", "none"))
        return self

    def faults(self, blocks: Mapping[str, Block]) -> Faults:
        """Yield what is drawn and is not there: columns of numbers, or blocks with a title."""
        yield from titled(blocks, self.blocks, ("blocks",))
        if not self.table:
            return
        table = blocks.get(self.table)
        if not isinstance(table, Table):
            known = [name for name, block in blocks.items() if isinstance(block, Table)]
            yield ("table",), expected("the id of a table of this page", repr(self.table), known)
            return
        numbers = [column.id for column in table.columns if column.type == "number"]
        held = {name: [row.values.get(name) for row in table.rows] for name in numbers}
        for place, name in enumerate(self.columns):
            if name not in numbers:
                wanted = expected(f"a column of numbers of {self.table}", repr(name), numbers)
                yield ("columns", place), wanted
            elif not table.rows or any(not isinstance(value, int | float) for value in held[name]):
                yield ("columns", place), expected(f"a number in each row of {name}", "a row without")
            elif self.draw == "shares" and any(isinstance(value, int | float) and value < 0 for value in held[name]):
                yield ("columns", place), expected(f"shares of a whole in {name}, none below 0", "one below 0")
