"""Words in paragraphs."""

from typing import Literal

from playbook.model.base import Text as Words
from playbook.model.blocks.base import Block


class Text(Block):
    """A paragraph, or several parted by blank lines."""

    type: Literal["text"]
    text: Words
