"""Who answers for a page, and when it must be looked at again."""

from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from playbook.errors import expected
from playbook.model.base import Model, PagePattern, Text
from playbook.model.values import fault, shown


def _day(value: Any) -> Any:
    """Return the day meant by text as in 2026-11-21."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise fault(expected("a day as in 2026-11-21", shown(value))) from None


Written = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=Written)]


class Review(Model):
    """The role that answers for a page, the day it was last checked, and for how many days that is good."""

    owner: Text
    reviewed: Day
    good_for_days: Annotated[int, Field(ge=1, le=100_000)]  # more days lead to years beyond a calendar's

    def due(self) -> date:
        """Return the first day on which the page must have been checked again."""
        return self.reviewed + timedelta(days=self.good_for_days)

    def overdue(self, today: date) -> bool:
        """Whether the page should have been checked again by `today`."""
        return today >= self.due()


class Reviews(Model):
    """review.yml: what holds for every page, and the pages (by path) for which something else does."""

    default: Review
    pages: dict[PagePattern, Review] = Field(default_factory=dict)

    def of(self, page: str) -> Review:
        """Return what holds for the page at this path: its own, or its folder's, or the default."""
        folder = page.partition("/")[0]
        return self.pages.get(page) or self.pages.get(folder) or self.default
