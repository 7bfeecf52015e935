"""Short answers to short questions."""

from typing import Annotated, Literal

from playbook.model.blocks.base import AtLeastOne, Block, Fact


class Facts(Block):
    """Facts, one below the other."""

    type: Literal["facts"]
    facts: Annotated[tuple[Fact, ...], AtLeastOne]
