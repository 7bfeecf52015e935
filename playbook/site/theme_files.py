"""The files that mkdocs.yml names for the theme: a logo, a favicon, icons. Those that are not there."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playbook.errors import expected
from playbook.source.document import Location

OPTIONS = ("theme", "extra")
"""Where icons are named."""
IMAGES = ("logo", "favicon")
ICONS = ".icons"

type Found = Iterator[tuple[Location, str]]


def faults(theme: Any, static: Path, written: Mapping[str, Any]) -> Found:
    """Yield the files that are not there, with their places in mkdocs.yml.

    `theme` is MkDocs's, `static` its `docs_dir`; `written` has the values of OPTIONS as they were written.
    """
    folders = [Path(folder) for folder in theme.dirs]
    for name in IMAGES:
        path = theme.get(name)
        known = [static, *folders]
        if isinstance(path, str) and "://" not in path and not any((each / path).is_file() for each in known):
            yield ("theme", name), expected("a file of the folder `docs_dir`, or of the theme", repr(path))
    for at, icon in (found for key in OPTIONS for found in _icons((key,), written[key])):
        if not any((folder / ICONS / f"{icon}.svg").is_file() for folder in folders):
            yield at, expected("an icon of the theme", repr(icon), _beside(folders, icon))
    palette = theme.get("palette")
    for place, scheme in enumerate(palette if isinstance(palette, list) else ()):
        toggle = scheme.get("toggle") if isinstance(scheme, dict) else None
        if isinstance(toggle, dict) and not toggle.get("icon"):
            yield ("theme", "palette", place, "toggle"), expected("the key 'icon'", "none")


def _icons(at: Location, value: Any) -> Iterator[tuple[Location, str]]:
    """Yield the icons that are named below a place: all texts that stand below a key `icon`."""
    if isinstance(value, str):
        if "icon" in at:
            yield at, value
        return
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from _icons((*at, key), each)


def _beside(folders: list[Path], icon: str) -> list[str]:
    """Return the icons of the same set."""
    beside = icon.rpartition("/")[0]
    found = (path for folder in folders for path in (folder / ICONS / beside).glob("*.svg"))
    return sorted(f"{beside}/{path.stem}" for path in found)
