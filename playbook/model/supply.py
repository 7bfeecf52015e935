"""Getting a part from the supply chain: the normal flow, and the channels that shorten it."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import Amount, Id, Sourced, Text
from playbook.model.scripts import Placeholder
from playbook.model.topic import Fact, Percent, Section, Topic


class FlowStep(Sourced):
    """One step of the flow: the days after the request on which it happens, first to last."""

    id: Id
    title: Text
    text: Text
    first_day: Amount
    last_day: Amount

    @model_validator(mode="after")
    def _forward(self) -> "FlowStep":
        if self.last_day < self.first_day:
            raise PydanticCustomError(
                "flow_days",
                "expected a last day not before day {first}, got {last}",
                {"first": self.first_day, "last": self.last_day},
            )
        return self


class SupplyFlow(Topic):
    """supply-flow.yml: how a part is normally requested, day by day, and the total that the source states, in days."""

    steps: Annotated[tuple[FlowStep, ...], Field(min_length=1)]
    stated_least_days: Amount
    stated_most_days: Amount

    @model_validator(mode="after")
    def _in_order(self) -> "SupplyFlow":
        for before, after in zip(self.steps, self.steps[1:], strict=False):
            if after.first_day <= before.last_day:
                raise PydanticCustomError(
                    "flow_order",
                    "expected the step {step} after day {day}, got day {first}",
                    {"step": after.id, "day": before.last_day, "first": after.first_day},
                )
        last = self.steps[-1].last_day
        if (self.stated_least_days, self.stated_most_days) != (last, last) and not self.rulings:
            raise PydanticCustomError(
                "flow_total",
                "expected {last} days, as the steps add up, or a ruling that explains it, got {least} to {most}",
                {"last": last, "least": self.stated_least_days, "most": self.stated_most_days},
            )
        return self


class Odds(Sourced):
    """How often asking for a channel works, in percent, and what it depends on."""

    percent: Percent
    depends_on: Text


class Request(Sourced):
    """Words to ask for a channel with. `body` shows blanks as {id}; blank lines part paragraphs."""

    title: Text
    to: Text
    placeholders: tuple[Placeholder, ...] = ()
    body: Text


class SupplyChannel(Topic):
    """channels/NAME.yml: a channel agreed beforehand: how it works, what it needs, how likely it is to be granted."""

    order: int
    name: Text
    suits: Text
    facts: tuple[Fact, ...] = ()
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    odds: Odds | None = None
    request: Request | None = None
