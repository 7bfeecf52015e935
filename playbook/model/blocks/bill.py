"""What something costs."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Tag, model_validator

from playbook.errors import expected
from playbook.model.base import Amount, Model, UnitName
from playbook.model.base import Text as Words
from playbook.model.blocks.base import AtLeastOne, Block, Span
from playbook.model.values import fault


class BillItem(Model):
    """One amount of a bill. Where it is so much each, `times` says how often, and `most` how much at most."""

    label: Words
    amount: Amount
    most: Amount | None = None
    times: Amount | None = None


class Bill(Block):
    """What something costs, in `unit`. The items must add up to the total that the source states."""

    type: Literal["bill"]
    unit: UnitName
    items: Annotated[tuple[BillItem, ...], AtLeastOne]
    total: Annotated[
        Annotated[Amount, Tag("amount")] | Annotated[Span, Tag("total")],
        Discriminator(lambda value: "total" if isinstance(value, dict | Span) else "amount"),
    ]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        for stated, amounts in zip(self.totals, ("amount", "most"), strict=True):
            total = sum((_costs(item, amounts) for item in self.items), Decimal(0))
            if total != Decimal(str(stated)):
                raise fault(expected(f"a total of {total}, the sum of the items", str(stated)))
        return self

    @property
    def totals(self) -> tuple[int | float, int | float]:
        """The least and the most it comes to."""
        return (self.total.least, self.total.most) if isinstance(self.total, Span) else (self.total, self.total)


def _costs(item: BillItem, which: str) -> Decimal:
    each = item.most if which == "most" and item.most is not None else item.amount
    return Decimal(str(each)) * Decimal(str(1 if item.times is None else item.times))
