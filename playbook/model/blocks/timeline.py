"""What happened when, or happens day by day."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import model_validator

from playbook.errors import expected
from playbook.model.base import Amount, Cited
from playbook.model.base import Text as Words
from playbook.model.blocks.base import AtLeastOne, Block, Span
from playbook.model.values import fault

TIMES = ("at", "first_day", "last_day")


class Event(Cited):
    """One entry: `at` in the reader's words, or the days from `first_day` to `last_day`."""

    at: Words | None = None
    first_day: Amount | None = None
    last_day: Amount | None = None
    title: Words | None = None
    text: Words

    @model_validator(mode="after")
    def _timed(self) -> Self:
        if (self.at is None) == (self.first_day is None) or (self.first_day is None) != (self.last_day is None):
            times = [name for name in TIMES if getattr(self, name) is not None]
            raise fault(expected("either at, or first_day and last_day", ", ".join(times) or "none of them"))
        if self.first_day is not None and self.last_day is not None and self.last_day < self.first_day:
            raise fault(expected(f"a last day not before day {self.first_day}", str(self.last_day)))
        return self


class Timeline(Block):
    """Events in their order. `stated_days` is the total that the source states for those that are told in days."""

    type: Literal["timeline"]
    events: Annotated[tuple[Event, ...], AtLeastOne]
    stated_days: Span | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [event for event in self.events if event.last_day is not None]
        for before, after in pairwise(days):
            if (after.first_day or 0) <= (before.last_day or 0):
                raise fault(expected(f"an event after day {before.last_day}", f"day {after.first_day}"))
        if self.stated_days:
            last = self.total
            if last is None:
                raise fault(expected("events in days, which add up to stated_days", "none"))
            least, most = self.stated_days.least, self.stated_days.most
            if (least, most) != (last, last) and not self.explained:
                wanted = f"{last} days, as the steps add up, or a ruling that explains it"
                raise fault(expected(wanted, f"{least} to {most}"))
        return self

    @property
    def total(self) -> int | float | None:
        """The last day; None where events are not told in days."""
        return max((event.last_day for event in self.events if event.last_day is not None), default=None)
