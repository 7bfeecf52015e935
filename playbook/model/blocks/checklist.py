"""What is done and ticked off."""

from typing import Annotated, Literal

from playbook.model.base import UnitName
from playbook.model.blocks.base import AtLeastOne, Block, Entry, Span


class Effort(Span):
    """How much of `unit` a list takes, from `least` to `most`."""

    unit: UnitName


class Checklist(Block):
    """Things to do. Without `effort` it goes on all the time, or nobody has said how long it takes."""

    type: Literal["checklist"]
    effort: Effort | None = None
    items: Annotated[tuple[Entry, ...], AtLeastOne]
