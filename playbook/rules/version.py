"""Which rules an answer was made by: a mark that changes with them, and the day they were last checked."""

from dataclasses import dataclass
from datetime import date

from playbook.model.handbook import Handbook
from playbook.model.pages import RULES

PAGE = RULES
"""The page whose review says when the rules were last checked."""


@dataclass(frozen=True)
class Version:
    """`mark`: 8 hexadecimal digits, equal for equal rules; `day`: when they were last checked, None if nobody says."""

    mark: str
    day: date | None

    def __str__(self) -> str:
        return f"{self.mark} {self.day}" if self.day else self.mark


def version(handbook: Handbook) -> Version:
    """Return the version of a handbook's rules."""
    return Version(handbook.mark, handbook.reviews.of(PAGE).reviewed if handbook.reviews else None)
