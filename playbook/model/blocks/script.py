"""Words to say or send."""

from typing import Literal, Self

from pydantic import model_validator

from playbook.errors import expected
from playbook.model.base import ScriptName, Template
from playbook.model.base import Text as Words
from playbook.model.blocks.base import Block
from playbook.model.scripts import Placeholder
from playbook.model.values import fault


class ScriptBlock(Block):
    """A script of scripts/, or words of this page: whom they are said `to`, and a `body` with blanks as {id}."""

    type: Literal["script"]
    script: ScriptName | None = None
    to: Words | None = None
    placeholders: tuple[Placeholder, ...] = ()
    body: Template | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.script is None) == (self.body is None):
            raise fault(expected("either script or body", "both" if self.script else "neither"))
        if self.body is not None and self.id is None:
            raise fault(expected("an id, by which the fields of the words are told apart", "none"))
        return self

    @property
    def cites(self) -> bool:
        """A script of its own file says where it comes from."""
        return bool(self.sources) or self.script is not None
