"""What a handbook need not say: the units and the words for editors in its language, which come with the package.

A file of the handbook's own says only what differs. Pinned packages come with the package, too (playbook/browser).
"""

from typing import Any

from playbook.source import shipped
from playbook.source.document import read

FOLDER = shipped.PACKAGE / "defaults"


def units(language: str) -> dict[str, Any]:
    """Return the package's units in a language, by name."""
    return dict(read(FOLDER / f"units/{language}.yml").data["units"])


def schema(language: str) -> dict[str, Any]:
    """Return what editors say in a language, as in a handbook's schema.yml."""
    return dict(read(FOLDER / f"schema/{language}.yml").data)
