"""sop.yml: the procedure, step by step."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from playbook.model.base import Amount, Id, LevelId, Model, Sourced, Text
from playbook.model.values import fault


class TimeLimit(Model):
    """How long a step may take: up to `most`, from `least` where it is a range."""

    least: Amount | None = None
    most: Amount
    unit: Literal["minutes", "hours", "days"]


class Branch(Sourced):
    """The checks of one level within a step."""

    level: LevelId
    checks: Annotated[tuple[Text, ...], Field(min_length=1)]


class SopStep(Sourced):
    """One step: what it is for, how long it may take, what to tick off, and what each level does on top.

    `within` is counted from the report of the shortage, or from the end of the step `after`. `limits` are those of the
    level that the step has to meet; where it has some, they are its times due, and `within` only says what is usual.
    """

    model_config = ConfigDict(
        json_schema_extra={"not": {"properties": {key: {"maxItems": 0} for key in ("checks", "branches")}}}
    )

    id: Id
    title: Text
    purpose: Text
    within: TimeLimit | None = None
    after: Id | None = None
    limits: tuple[Literal["find", "deliver"], ...] = ()
    checks: tuple[Text, ...] = ()
    branches: tuple[Branch, ...] = ()

    @model_validator(mode="after")
    def _something_to_do(self) -> "SopStep":
        if not self.checks and not self.branches:
            raise fault("expected checks or branches, got neither")
        return self


class Sop(Sourced):
    """sop.yml: the steps in order."""

    title: Text
    description: Text
    lead: Text
    steps: Annotated[tuple[SopStep, ...], Field(min_length=1)]
