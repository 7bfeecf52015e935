"""A block of another page."""

from typing import Literal

from playbook.model.base import Id, PageName
from playbook.model.blocks.base import Block


class Include(Block):
    """The block with the id `block` of another page, under a heading of its own where one is given."""

    STATES = False

    type: Literal["include"]
    page: PageName
    block: Id
