"""Versions of the rules: what they were, so that it can be said what has changed since."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from playbook.errors import expected
from playbook.model.base import Id, Model, Number, Text
from playbook.model.review import Day
from playbook.model.values import fault
from playbook.model.written import Mark, marked


class RuleVersion(Model):
    """history/NAME.yml: what people say of a version of the rules; `playbook snapshot` begins it."""

    title: Text
    note: Text | None = None
    day: Day


class OldFigure(Model):
    """A figure as it was."""

    value: Number
    unit: str | None = None
    meaning: Text


class RecordedRules(Model):
    """history/NAME.lock.yml: the rules of that version, written by `playbook snapshot`.

    `rules` are those of each calculator, as they were compiled, as far as they decide anything. `mark` stands for them.
    Nobody edits figures and rules: they would be read as what once was. `seal` says that nobody has. `whole` is left
    out in older records, which hold only what decides; newer ones have every calculator, with its formulas.
    """

    mark: Mark
    seal: Mark
    whole: bool = False
    figures: dict[Id | str, OldFigure]
    rules: Annotated[dict[str, dict[str, Any]], Field(min_length=1)]

    @model_validator(mode="after")
    def _unedited(self) -> Self:
        figures = {name: figure.model_dump(exclude_none=True) for name, figure in self.figures.items()}
        if self.seal != marked((figures, self.rules, True) if self.whole else (figures, self.rules)):
            what = "the figures and rules that `playbook snapshot` wrote"
            raise fault(expected(what, "others: take the file as it was, or record a version anew"))
        return self
