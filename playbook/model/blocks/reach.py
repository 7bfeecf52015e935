"""Whom to call."""

from typing import Literal

from playbook.model.base import LevelId
from playbook.model.blocks.base import Block


class Reach(Block):
    """The contacts of a level, or all of them, in the order of calling."""

    STATES = False

    type: Literal["contacts"]
    level: LevelId | None = None
