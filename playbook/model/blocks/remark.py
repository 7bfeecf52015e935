"""What a reader should know beside the matter."""

from typing import Literal

from playbook.model.base import Text as Words
from playbook.model.blocks.base import Block


class Remark(Block):
    """A note of the handbook's own; a `strong` one stands out."""

    STATES = False

    type: Literal["note"]
    text: Words
    strong: bool = False
