"""What is listed."""

from typing import Annotated, Literal

from playbook.model.blocks.base import AtLeastOne, Block, Entry


class List(Block):
    """Entries, numbered where their order counts."""

    type: Literal["list"]
    numbered: bool = False
    items: Annotated[tuple[Entry, ...], AtLeastOne]
