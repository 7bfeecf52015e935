"""Why parts are short: the triangle of goals, the classes of parts, and who is served first."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import Amount, Id, Sourced, Text
from playbook.model.condition import Interval
from playbook.model.topic import Fact, Note, Percent, Section, Topic


class Corner(Sourced):
    """A goal: what it means, and its figures as the source gives them."""

    id: Id
    title: Text
    meaning: Text
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]


class TradeOff(Sourced):
    """What suffers (ids of corners) when one corner is pursued."""

    pursue: Id
    suffers: Annotated[tuple[Id, ...], Field(min_length=1)]
    text: Text


class Triangle(Topic):
    """shortage/triangle.yml: three goals of which not all can be had."""

    corners: Annotated[tuple[Corner, ...], Field(min_length=1)]
    trade_offs: Annotated[tuple[TradeOff, ...], Field(min_length=1)]
    conclusion: Section

    @model_validator(mode="after")
    def _corners_known(self) -> "Triangle":
        known = [corner.id for corner in self.corners]
        if len(set(known)) != 3:
            raise PydanticCustomError("corners", "expected three corners, got {got}", {"got": ", ".join(known)})
        for trade in self.trade_offs:
            for corner in (trade.pursue, *trade.suffers):
                if corner not in known:
                    raise PydanticCustomError(
                        "unknown_name",
                        "expected the id of a corner, got {got} (choices: {choices})",
                        {"got": repr(corner), "choices": ", ".join(known)},
                    )
        return self


class PartClass(Sourced):
    """A class of parts. Shares in percent of all SKUs and of demand; demand per month and centre decides the class."""

    id: Annotated[str, Field(pattern=r"^[A-Z]$")]
    title: Text
    sku_percent: Percent
    demand_percent: Percent
    monthly_demand: Interval
    stock_days: Interval | None = None
    wait: Text
    stock_out_percent: Interval
    traits: tuple[Text, ...] = ()
    supply: Annotated[tuple[Text, ...], Field(min_length=1)]
    parts: Annotated[tuple[Text, ...], Field(min_length=1)]
    notes: tuple[Note, ...] = ()


class PartClasses(Topic):
    """shortage/abc.yml: the classes, most wanted first. Their shares make up all SKUs and all demand."""

    classes: Annotated[tuple[PartClass, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _whole(self) -> "PartClasses":
        for name in ("sku_percent", "demand_percent"):
            total = sum((Decimal(str(getattr(part, name))) for part in self.classes), Decimal(0))
            if total != 100:
                raise PydanticCustomError(
                    "shares",
                    "expected values of {name} that add up to 100, got {total}",
                    {"name": name, "total": str(total)},
                )
        return self


class ReserveGroup(Sourced):
    """A group that a reserve of parts is kept for; hours to solve, share of parts in percent, where stated."""

    id: Id
    rank: Annotated[int, Field(ge=1)]
    title: Text
    who: Text
    why: Text | None = None
    within_hours: Amount | None = None
    parts_percent: Percent | None = None
    jumps_queue: bool = False


class Reserve(Topic):
    """shortage/reserve.yml: who is served from the reserve, first to last."""

    groups: Annotated[tuple[ReserveGroup, ...], Field(min_length=1)]
    sections: tuple[Section, ...] = ()
