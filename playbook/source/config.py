"""Where a handbook's folders are: the `playbook` plugin's options in its mkdocs.yml, read without any site engine."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from playbook.errors import Problem, Problems, expected

DEFAULTS = {"content": "playbook/content", "settings": "site_config"}


@dataclass(frozen=True)
class Config:
    """A handbook's configuration file and the folders it names, all absolute."""

    file: Path
    content: Path
    settings: Path

    @property
    def root(self) -> Path:
        """The folder that paths in messages are relative to."""
        return self.file.parent


class _Loader(yaml.SafeLoader):
    """SafeLoader that passes over tags: other parts of mkdocs.yml may use MkDocs' own."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def find(file: Path) -> Config:
    """Return the configuration in `file`, an mkdocs.yml. Raises Problems."""
    file = file.resolve()
    name = file.name
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = expected("a handbook's mkdocs.yml", "no such file")
        raise Problems([Problem(str(file), 1, 1, f"{message}; run in its folder or give --config FILE")]) from None
    except OSError as error:
        raise Problems([Problem(str(file), 1, 1, f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        message = expected("text encoded as UTF-8", f"byte 0x{error.object[error.start]:02x}")
        raise Problems([Problem(name, 1, 1, message)]) from None
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Problems([Problem(name, line, column, str(error.problem))]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a character or a date that does not exist
        reason = str(error).partition("\n")[0]
        raise Problems([Problem(name, 1, 1, f"cannot be read as YAML: {reason}")]) from None
    options = _options(data)
    if options is None:
        message = expected("the plugin `playbook` in the list `plugins`", "none")
        raise Problems([Problem(name, 1, 1, message)])
    folders = {key: file.parent / portable(str(options.get(key, default))) for key, default in DEFAULTS.items()}
    missing = [
        Problem(name, 1, 1, expected(f"a folder for the option {key!r} of the plugin", f"{folder}, which is none"))
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
    return Config(file, **{key: folder.resolve() for key, folder in folders.items()})


def portable(folder: str) -> str:
    """Return a folder's name as every system reads it: who writes on Windows may write it with backslashes."""
    return folder.replace("\\", "/")


def _options(data: Any) -> dict[str, Any] | None:
    """Return the plugin's options: plugins may be listed by name, as one-key mappings, or in one mapping."""
    plugins = data.get("plugins") if isinstance(data, dict) else None
    entries = [{key: value} for key, value in plugins.items()] if isinstance(plugins, dict) else plugins or []
    for entry in entries if isinstance(entries, list) else []:
        if entry == "playbook":
            return {}
        if isinstance(entry, dict) and "playbook" in entry:
            return entry["playbook"] if isinstance(entry["playbook"], dict) else {}
    return None
