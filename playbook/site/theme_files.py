"""The files that mkdocs.yml names for the theme: a logo, a favicon, icons. Those that are not there."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playbook.errors import Problem, expected
from playbook.source.config import Config
from playbook.source.document import Location

OPTIONS = ("theme", "extra")
"""Where icons are named."""
OURS = {"logo": "logo.svg", "favicon": "favicon.svg"}
"""The pictures of a new handbook, as mkdocs.yml calls them: their files may be deleted like others."""
THEMES = {"logo": None, "favicon": "assets/images/favicon.png"}
"""What is shown then."""
ICONS = ".icons"

type Found = Iterator[tuple[Location, str]]


def faults(theme: Any, static: Path, written: Mapping[str, Any]) -> Found:
    """Yield the files that are not there, with their places in mkdocs.yml.

    `theme` is MkDocs's, `static` its `docs_dir`; `written` has the values of OPTIONS as they were written.
    """
    folders = [Path(folder) for folder in theme.dirs]
    for name, ours in OURS.items():
        path = theme.get(name)
        known = [static, *folders]
        if path == ours or not isinstance(path, str) or "://" in path:
            continue
        if not any((each / path).is_file() for each in known):
            yield ("theme", name), expected("a file of the folder `docs_dir`, or of the theme", repr(path))
    for at, icon in (found for key in OPTIONS for found in _icons((key,), written[key])):
        if not any((folder / ICONS / f"{icon}.svg").is_file() for folder in folders):
            yield at, expected("an icon of the theme", repr(icon), _beside(folders, icon))
    palette = theme.get("palette")
    for place, scheme in enumerate(palette if isinstance(palette, list) else ()):
        toggle = scheme.get("toggle") if isinstance(scheme, dict) else None
        if isinstance(toggle, dict) and not toggle.get("icon"):
            yield ("theme", "palette", place, "toggle"), expected("the key 'icon'", "none")


def deleted(theme: Any, static: Path) -> list[str]:
    """Return which of OURS are named and not there any more."""
    return [name for name, path in OURS.items() if theme.get(name) == path and not (static / path).is_file()]


def notes(config: Config) -> list[Problem]:
    """Return where mkdocs.yml names what `deleted` tells."""
    theme = config.document.data.get("theme")
    gone = deleted(theme, config.settings / "static") if isinstance(theme, dict) else []
    wanted = expected("a file of the folder `docs_dir`", "none; the theme's own is shown")
    return [config.document.problem(("theme", name), wanted) for name in gone]


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
