"""The first day of a newcomer: lessons, each with a scene for two people, and two pages of drills."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import Id, Model, Sourced, Text
from playbook.model.link import Link
from playbook.model.page import Page

Minutes = Annotated[int, Field(ge=1, le=60)]


class Drilled(Model):
    """Which questions a lesson asks: how many of one skill."""

    skill: Id
    count: Annotated[int, Field(ge=1, le=5)]


class Reading(Link):
    """A page to read, or one place on it, and what to look for there."""

    minutes: Minutes
    look_for: Text


class CustomerCard(Model):
    """What the one who plays the customer knows: who that is, what to say, how to go on when promised too much."""

    who: Text
    says: Annotated[tuple[Text, ...], Field(min_length=1)]
    presses: Annotated[tuple[Text, ...], Field(min_length=1)]


class AdviserCard(Model):
    """What the one who plays the adviser knows, and has to bring about."""

    knows: Annotated[tuple[Text, ...], Field(min_length=1)]
    task: Text


class RolePlay(Model):
    """A scene for two. `good` is what a good answer contains, `never` what must not be promised."""

    title: Text
    minutes: Minutes
    customer: CustomerCard
    adviser: AdviserCard
    good: Annotated[tuple[Text, ...], Field(min_length=1)]
    never: Annotated[tuple[Text, ...], Field(min_length=1)]


class Lesson(Sourced, Page):
    """training/lessons/NAME.yml. The minutes of its parts are those of the lesson."""

    order: int
    goals: Annotated[tuple[Text, ...], Field(min_length=1)]
    reading: Annotated[tuple[Reading, ...], Field(min_length=1)]
    points: Annotated[tuple[Text, ...], Field(min_length=1)]
    drills: tuple[Drilled, ...] = ()
    drill_minutes: Minutes
    role_play: RolePlay

    @property
    def minutes(self) -> int:
        """How long the lesson takes: reading, questions and scene."""
        asking = self.drill_minutes if self.drills else 0
        return sum(page.minutes for page in self.reading) + asking + self.role_play.minutes


class Practice(Page):
    """training/practice.yml: the page of questions that come back until they sit, and how they do.

    An answer counts as firm while it is likely (`retention` percent) to be right in `firm_days`. A question that was
    missed comes back after `apart` others, until it was answered right `running` times.
    """

    retention: Annotated[int, Field(ge=70, le=97)]
    firm_days: Annotated[int, Field(ge=1, le=30)]
    apart: Annotated[int, Field(ge=1, le=9)]
    running: Annotated[int, Field(ge=1, le=5)]


class Exam(Page):
    """training/exam.yml: the page of the same `questions` for everybody. `rules` say how it is held."""

    questions: Annotated[int, Field(ge=5, le=40)]
    rules: Annotated[tuple[Text, ...], Field(min_length=1)]
