"""The generator's own code, as part of a key: what other code would have made is not taken for its own."""

import hashlib
import sys
from functools import cache
from pathlib import Path

import calculators

PACKAGE = Path(__file__).parents[1]


@cache
def mark(stage: str | None = None) -> str:
    """Return what changes with any line of the generator or the calculators, and with the Python that runs them.

    All of the code, not the modules that a result seems to need: those would be found by hand, and one forgotten. What
    is made by one stage alone, of nothing that others make of it, depends on the code of that `stage`.
    """
    folders = [PACKAGE / stage] if stage else [PACKAGE, Path(calculators.__file__).parent]
    found = hashlib.sha256(sys.version.encode())
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            found.update(repr((path.relative_to(folder).as_posix(), path.read_bytes())).encode())
    return found.hexdigest()
