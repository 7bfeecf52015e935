"""Names of files that not every computer tells apart, and those with another ending than they should have."""

from collections.abc import Iterator
from pathlib import Path

ENDINGS = {".yml": ".yml", ".yaml": ".yml", ".md": ".md", ".markdown": ".md"}
"""By what a file's name may end with, in capital letters, too: how it has to end."""


def alike(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each file or folder whose path differs from an earlier one's in capital letters only, and that earlier one.

    Windows and macOS hold one of the two.
    """
    seen: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        first = seen.setdefault(path.relative_to(folder).as_posix().casefold(), path)
        if first != path:
            yield path, first


def misnamed(folder: Path, patterns: list[str]) -> dict[Path, Path]:
    """Return the files that would be the handbook's if their names ended otherwise, by the names they should have."""
    found = {}
    for path in sorted(folder.rglob("*")):
        ending = ENDINGS.get(path.suffix.lower(), path.suffix)
        right = path.with_suffix(ending)
        if ending != path.suffix and any(right.full_match(f"{folder}/{pattern}") for pattern in patterns):
            found[right] = path
    return found
