"""What happened, and what it teaches: cases, principles, and why a transfer is worth its cost."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import Amount, Id, Sourced, Text
from playbook.model.topic import Section, Topic


class Case(Topic):
    """cases/NAME.yml: one case, told in sections. `metrics` names the file of metrics/ that measures it."""

    order: int
    place: Text
    period: Text
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    lessons: Annotated[tuple[Text, ...], Field(min_length=1)]
    metrics: Id | None = None


class Principle(Sourced):
    """A sentence to remember, and why it holds."""

    title: Text
    text: Text


class Principles(Topic):
    """principles/NAME.yml: what to remember, in the order of reading."""

    order: int
    principles: Annotated[tuple[Principle, ...], Field(min_length=1)]


class MonthlyCost(Sourced):
    """What a month of transfers costs, in yuan, as the source multiplies it: so much each, so many a month."""

    each_low: Amount
    each_high: Amount
    times: Amount
    month_low: Amount
    month_high: Amount

    @model_validator(mode="after")
    def _multiplies(self) -> "MonthlyCost":
        for each, month in ((self.each_low, self.month_low), (self.each_high, self.month_high)):
            product = Decimal(str(each)) * Decimal(str(self.times))
            if product != Decimal(str(month)):
                raise PydanticCustomError(
                    "monthly_cost",
                    "expected {product} a month, {each} times {times}, got {month}",
                    {"product": str(product), "each": str(each), "times": str(self.times), "month": str(month)},
                )
        return self


class Spending(Topic):
    """spending.yml: what a transfer costs and saves, and the principles of paying for it."""

    costs: Section
    benefits: Section
    month: MonthlyCost
    principles: Section
