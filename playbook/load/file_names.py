"""Names of files that not every computer tells apart."""

from collections.abc import Iterator
from pathlib import Path


def alike(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each file or folder whose path differs from an earlier one's in capital letters only, and that earlier one.

    Windows and macOS hold one of the two.
    """
    seen: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        first = seen.setdefault(path.relative_to(folder).as_posix().casefold(), path)
        if first != path:
            yield path, first
