"""What somebody said."""

from typing import Literal

from playbook.model.base import Text as Words
from playbook.model.blocks.base import Block


class Quote(Block):
    """Words as they were said; `by` says who."""

    type: Literal["quote"]
    text: Words
    by: Words | None = None
