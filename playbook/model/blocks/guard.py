"""What must hold before a reader goes on."""

from typing import Annotated, Literal

from playbook.model.base import LevelId
from playbook.model.base import Text as Words
from playbook.model.blocks.base import AtLeastOne, Block


class Guard(Block):
    """Rules to be met first. On the page of a folder it stands before each page in it as well.

    Those pages are reached from the folder's page only, and that one from the page of `level`.
    """

    type: Literal["guard"]
    level: LevelId
    rules: Annotated[tuple[Words, ...], AtLeastOne]
