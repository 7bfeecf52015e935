"""Versions of the rules: what they were, so that it can be said what has changed since."""

from typing import Annotated, Any

from pydantic import Field

from playbook.model.base import Id, Model, Number, Text
from playbook.model.calculator import Mark
from playbook.model.review import Day


class OldFigure(Model):
    """A figure as it was."""

    value: Number
    unit: str | None = None
    meaning: Text


class RuleVersion(Model):
    """history/NAME.yml: the rules of one version, written by `playbook snapshot`; `title` and `note` are for people.

    `rules` are those of each calculator, as they were compiled, as far as they decide anything. `mark` stands for them.
    """

    title: Text
    note: Text | None = None
    day: Day
    mark: Mark
    figures: dict[Id | str, OldFigure]
    rules: Annotated[dict[str, dict[str, Any]], Field(min_length=1)]
