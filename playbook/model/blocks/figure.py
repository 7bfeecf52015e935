"""Pictures."""

from typing import Annotated, Literal

from pydantic import Field

from playbook.model.base import Text as Words
from playbook.model.blocks.base import Block

STATIC = r"^[\w-]+(/[\w-]+)*\.(svg|png|jpg|jpeg|webp|gif|avif)$"


class Figure(Block):
    """A picture from the folder `static` beside the settings. `alt` says what it shows to those who cannot see it."""

    type: Literal["figure"]
    file: Annotated[str, Field(pattern=STATIC)]
    alt: Words
    caption: Words | None = None
