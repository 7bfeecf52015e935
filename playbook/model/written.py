"""Files that the generator writes and nobody edits: their ending, and the marks and seals that stand in them."""

import hashlib
import json
from typing import Annotated, Any

from pydantic import Field

ENDING = ".lock.yml"
"""How their names end; what stands before it is the name of the file that people edit."""

Mark = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
"""Eight hexadecimal digits that stand for something longer."""


def marked(data: Any) -> str:
    """Return the mark of JSON-ready data."""
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:8]
