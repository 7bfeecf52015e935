"""What is done one after the other, each with what belongs to it."""

from typing import Annotated, Literal

from playbook.model.base import Id, Sourced
from playbook.model.base import Text as Words
from playbook.model.blocks.base import AtLeastOne, Block


class ProcedureStep(Sourced):
    """One step; `takes` says how long, or when, in the reader's words."""

    id: Id
    title: Words
    takes: Words | None = None
    text: Words | None = None
    checks: tuple[Words, ...] = ()


class Steps(Block):
    """Steps, first to last."""

    ENTRIES = "steps"

    type: Literal["steps"]
    steps: Annotated[tuple[ProcedureStep, ...], AtLeastOne]
