"""The way to other pages."""

from typing import Literal, Self

from pydantic import ConfigDict, model_validator

from playbook.errors import expected
from playbook.model.base import PagePattern
from playbook.model.blocks.base import Block
from playbook.model.link import Link
from playbook.model.values import fault

LISTS = ("links", "pages")


class Links(Block):
    """Links as cards: to places on pages in the handbook's own words, and to `pages` by their own titles.

    A page with /* stands for those of its folder. What is not there is left out.
    """

    STATES = False

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [key], "properties": {key: {"minItems": 1}}} for key in LISTS]}
    )

    type: Literal["links"]
    links: tuple[Link, ...] = ()
    pages: tuple[PagePattern, ...] = ()

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not (self.links or self.pages):
            raise fault(expected("links or pages", "neither"))
        return self
