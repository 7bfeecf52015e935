"""Where a handbook's folders are: the `playbook` plugin's options in its mkdocs.yml, read without any site engine."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook.errors import Problem, Problems, expected
from playbook.source.document import Document, Location, decoded, parse
from playbook.source.yaml12 import tolerated

DEFAULTS = {"content": "playbook/content", "settings": "site_config"}


@dataclass(frozen=True)
class Config:
    """A handbook's configuration file and the folders it names, all absolute."""

    file: Path
    content: Path
    settings: Path
    document: Document
    """The file with the place of everything in it; what its values mean is for the site engine to say."""

    @property
    def root(self) -> Path:
        """The folder that paths in messages are relative to."""
        return self.file.parent

    def name(self, path: Path) -> str:
        """Return a path as messages show it: relative to the handbook's folder where it can be."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def find(file: Path) -> Config:
    """Return the configuration in `file`, an mkdocs.yml. Raises Problems."""
    file = file.resolve()
    if not file.exists():
        message = expected("a handbook's mkdocs.yml", "no such file")
        raise Problems([Problem(str(file), 1, 1, f"{message}; run in its folder or give --config FILE")])
    document = parse(decoded(file, file.name), file.name, tolerated)
    listed = document.data.get("plugins") if isinstance(document.data, dict) else None
    found = [(at, options) for name, at, options in entries(listed, ("plugins",)) if name == "playbook"]
    if not found:
        message = expected("the plugin `playbook` in the list `plugins`", "none")
        raise Problems([document.problem(("plugins",), message)])
    at, given = found[0]
    options = given if isinstance(given, dict) else {}
    folders = {key: file.parent / portable(str(options.get(key, default))) for key, default in DEFAULTS.items()}
    missing = [
        document.problem(
            (*at, key), expected(f"a folder for the option {key!r} of the plugin", f"{folder}, which is none")
        )
        for key, folder in folders.items()
        if not folder.is_dir()
    ]
    missing += [
        Problem(str(folder), 1, 1, "cannot be read: permission denied")
        for folder in folders.values()
        if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK)
    ]
    if missing:
        raise Problems(missing)
    return Config(file, **{key: folder.resolve() for key, folder in folders.items()}, document=document)


def portable(folder: str) -> str:
    """Return a folder's name as every system reads it: who writes on Windows may write it with backslashes."""
    return folder.replace("\\", "/")


def entries(listed: Any, at: Location) -> Iterator[tuple[str, Location, Any]]:
    """Yield each plugin or extension of a list that stands at a place: its name, its own place, its options.

    They may be listed by name, as mappings of one key, or in one mapping.
    """
    if isinstance(listed, dict):
        yield from ((str(name), (*at, name), options) for name, options in listed.items())
    for place, entry in enumerate(listed) if isinstance(listed, list | tuple) else ():
        named = entry.items() if isinstance(entry, dict) else [(entry, None)]
        yield from ((str(name), (*at, place, name), options) for name, options in named)
