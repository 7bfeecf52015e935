"""What something costs."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Tag, ValidationInfo

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


Total = Annotated[
    Annotated[Amount, Tag("amount")] | Annotated[Span, Tag("total")],
    Discriminator(lambda value: "total" if isinstance(value, dict | Span) else "amount"),
]


def _adds_up(total: Any, info: ValidationInfo) -> Any:
    for stated, amounts in zip(_ends(total), ("amount", "most"), strict=True):
        found = sum((_costs(item, amounts) for item in info.data.get("items", ())), Decimal(0))
        if "items" in info.data and found != Decimal(str(stated)):
            raise fault(expected(f"a total of {found}, the sum of the items", str(stated)))
    return total


def _ends(total: int | float | Span) -> tuple[int | float, int | float]:
    return (total.least, total.most) if isinstance(total, Span) else (total, total)


class Bill(Block):
    """What something costs, in `unit`. The items must add up to the total that the source states."""

    type: Literal["bill"]
    unit: UnitName
    items: Annotated[tuple[BillItem, ...], AtLeastOne]
    total: Annotated[Total, AfterValidator(_adds_up)]

    @property
    def totals(self) -> tuple[int | float, int | float]:
        """The least and the most it comes to."""
        return _ends(self.total)


def _costs(item: BillItem, which: str) -> Decimal:
    each = item.most if which == "most" and item.most is not None else item.amount
    return Decimal(str(each)) * Decimal(str(1 if item.times is None else item.times))
