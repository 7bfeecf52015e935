"""Versions of the rules: what they were, so that it can be said what has changed since."""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from playbook.errors import expected
from playbook.model.base import Id, Model, Number, Text
from playbook.model.calculator import Mark
from playbook.model.review import Day
from playbook.model.values import fault


class OldFigure(Model):
    """A figure as it was."""

    value: Number
    unit: str | None = None
    meaning: Text


class RuleVersion(Model):
    """history/NAME.yml: the rules of one version, written by `playbook snapshot`; `title` and `note` are for people.

    `rules` are those of each calculator, as they were compiled, as far as they decide anything. `mark` stands for them.
    Nobody edits figures and rules: they would be read as what once was. `seal` says that nobody has.
    """

    title: Text
    note: Text | None = None
    day: Day
    mark: Mark
    seal: Mark
    figures: dict[Id | str, OldFigure]
    rules: Annotated[dict[str, dict[str, Any]], Field(min_length=1)]

    @model_validator(mode="after")
    def _unedited(self) -> Self:
        figures = {name: figure.model_dump(exclude_none=True) for name, figure in self.figures.items()}
        if self.seal != sealed(figures, self.rules):
            what = "the figures and rules that `playbook snapshot` wrote"
            raise fault(expected(what, "others: take the file as it was, or record a version anew"))
        return self


def sealed(figures: Mapping[str, Any], rules: Mapping[str, Any]) -> str:
    """Return 8 hexadecimal digits that stand for the figures and rules of a version as its file holds them."""
    return hashlib.sha256(json.dumps((figures, rules)).encode()).hexdigest()[:8]
