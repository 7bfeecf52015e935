"""The folders that come with the generator: beside the package in a checkout, inside it once installed."""

from pathlib import Path

import calculators

PACKAGE = Path(__file__).parents[1]
CALCULATORS = Path(calculators.__file__).parent


def path(name: str) -> Path:
    """Return the shipped folder `name` (templates, calculators)."""
    inside = PACKAGE / "_shipped" / name
    return inside if inside.exists() else PACKAGE.parent / name


def own_calculators(root: Path) -> list[Path]:
    """Return the modules of a handbook's own calculators, in the folder of its mkdocs.yml; ours are none of them."""
    folder = root / CALCULATORS.name
    if folder.resolve() == CALCULATORS.resolve():
        return []
    return sorted(path for path in folder.glob("*.py") if path.stem != "__init__")
