"""The folders that come with the generator: beside the package in a checkout, inside it once installed."""

from pathlib import Path

import calculators

PACKAGE = Path(__file__).parents[1]
CALCULATORS = Path(calculators.__file__).parent


def path(name: str) -> Path:
    """Return the shipped folder `name` (templates, calculators)."""
    inside = PACKAGE / "_shipped" / name
    return inside if inside.exists() else PACKAGE.parent / name
