"""Drills as their writer describes them: how a case is told, what is asked, and how a mistake is explained."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import Key, Model, PageName, Quantity, Sourced, Text, template
from playbook.model.condition import When

Words = Annotated[tuple[Text, ...], Field(min_length=1)]
Told = Annotated[Text, template("value")]


class Phrase(Model):
    """Ways to say one input's value, {value} being its words. `when` limits them to some cases; no way: left unsaid."""

    when: When | None = None
    say: tuple[Told, ...]


class Skill(Model):
    """What every kind of question has: its name, the page to read, and ways to ask."""

    title: Text
    page: PageName
    questions: Words
    read: Annotated[Text, template("label", "value", "band", "answer")]
    """A wrong answer from taking `value` for one in `band`."""


class LevelSkill(Skill):
    """Which level? Explanations of answers that are wrong for another reason than one input misread."""

    form: Annotated[Text, template("form", "answer", "right")]
    count: Annotated[Text, template("form", "grade", "needed", "found", "answer")]
    milder: Annotated[Text, template("answer", "right")]
    stricter: Annotated[Text, template("answer", "right")]


class Story(Sourced):
    """drills/NAME.yml: how cases of the calculator NAME are told, in sentences of inputs, and what is asked of them.

    `steps` says how far from a cut point a number near it lies. `rest` stands for what is left unsaid.
    """

    sentences: Annotated[tuple[Annotated[tuple[Key, ...], Field(min_length=1)], ...], Field(min_length=1)]
    joint: Text
    stop: Text
    rest: Words
    steps: dict[Key, Annotated[Quantity, Field(gt=0)]]
    telling: dict[Key, Annotated[tuple[Phrase, ...], Field(min_length=1)]]
    level: LevelSkill | None = None

    @property
    def skills(self) -> dict[str, Skill]:
        """What is asked, by skill."""
        return {"level": self.level} if self.level else {}
