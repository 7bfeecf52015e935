"""Words in Markdown, with all that it can do."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo

from playbook.model.base import REFERENCE, figure_shown
from playbook.model.blocks.base import Block
from playbook.model.context import Context
from playbook.source.markdown import outside_code


def _filled(value: Any, info: ValidationInfo) -> Any:
    """Return the Markdown with its {{figures}}, outside of code, in the reader's words; check tells of unknown ones."""
    if not isinstance(value, str):
        return value
    context: Context = info.context or Context()

    def show(match: re.Match[str]) -> str:
        return figure_shown(match[1], context) or match[0]

    pieces, at = [], 0
    for start, piece in outside_code(value):
        pieces += [value[at:start], REFERENCE.sub(show, piece)]
        at = start + len(piece)
    return "".join(pieces)


class Markdown(Block):
    """Markdown. In a file that ends in .md it is what stands between the blocks."""

    STATES = False

    type: Literal["markdown"]
    text: Annotated[str, BeforeValidator(_filled), Field(min_length=1)]
