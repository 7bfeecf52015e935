"""Times of day as content files write them, 24 hours of the handbook's own zone."""

from typing import Annotated

from pydantic import Field, model_validator

from playbook.errors import expected
from playbook.model.base import Model
from playbook.model.values import fault

CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
CLOCK_END = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
Clock = Annotated[str, Field(pattern=CLOCK)]
ClockEnd = Annotated[str, Field(pattern=CLOCK_END)]
"""A time up to which something goes on: 24:00, the end of a day, is one."""

DAY = 24 * 60


class QuietHours(Model):
    """From when to when, over midnight as a rule, no customer is called."""

    start: Clock
    end: ClockEnd

    @model_validator(mode="after")
    def _some(self) -> "QuietHours":
        start, end = self.span()
        if start == end:
            raise fault(expected("quiet hours that begin and end at different times", f"{self.start} for both"))
        return self

    def span(self) -> tuple[int, int]:
        """Return both as minutes of a day."""
        return minutes(self.start), minutes(self.end) % DAY


def minutes(text: str) -> int:
    """Return the minutes since 0:00."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def clock(minute: int) -> str:
    """Return a minute of the day as it is written."""
    return f"{minute // 60:02}:{minute % 60:02}"
