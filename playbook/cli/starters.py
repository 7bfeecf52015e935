"""Starters: handbooks to begin with. Each is a folder by its name and language; what every new one holds stands apart.

In a checkout the project's own handbook is a starter, too; a wheel has it among the others. A starter without an
mkdocs.yml is `content` and `settings` alone, and gets that one's mkdocs.yml and pictures.
"""

import locale
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from playbook.errors import Problem, Problems, expected
from playbook.load import editor_schemas
from playbook.load.handbook import load
from playbook.source import document, shipped
from playbook.source.config import Config, find

FOLDER = shipped.PACKAGE / "starters"
EVERY = FOLDER / "every"
DEFAULT = "car"
ANY_SERVICE = "service"
PROJECT = shipped.PACKAGE.parent
PARTS = ("playbook/content", "site_config", "mkdocs.yml")
"""What of the project's folder is its handbook."""

FOLDERS = {"playbook/content": "content", "site_config": "settings"}
"""What the folders that its mkdocs.yml names are called in a starter that has none of its own."""

STATIC = "static"
"""The folder of pictures in the settings."""

GUIDES = {"zh": "docs/writing.md", "en": "docs/writing.en.md"}
GUIDE = "GUIDE.md"
"""What the guide to writing is called in a handbook; a wheel has it among what every handbook holds."""
ADDING = "adding-a-calculator.md"
"""The guide to programs, which has that name everywhere."""

HERE = {".venv/bin/playbook": "playbook", "make serve": "playbook serve"}
"""What is typed in the project's folder, and what in another handbook's."""

DOT = "dot"
"""Begins the names here of files whose names begin with a dot: they must not do here what they do in a handbook."""


@dataclass(frozen=True, order=True)
class Starter:
    """A handbook to begin with, its language, and the folder that holds it."""

    name: str
    language: str
    folder: Path

    def about(self) -> str:
        """Return what it is, in its own words."""
        own = self.folder / "mkdocs.yml"
        settings = find(own).settings if own.is_file() else self.folder / "settings"
        brand = document.read(settings / "brand.yml").data
        return f"{brand['site_name']}: {brand['description']}"


def available() -> list[Starter]:
    """Return all starters, by name and language."""
    found = {(path.parent.name, path.name): path for path in FOLDER.glob("*/*/") if path.parent.name != EVERY.name}
    if (PROJECT / "mkdocs.yml").is_file():
        found.setdefault((DEFAULT, "zh"), PROJECT)
    return sorted(Starter(name, language, folder) for (name, language), folder in found.items())


def chosen(name: str | None, language: str | None) -> Starter:
    """Return the starter of a name in a language; in this machine's, where none is given and it has that.

    Without a name it is the default, or, in a language that it has not, the one of any service. Raises ValueError with
    the choices where there is none.
    """
    everyone = available()
    if name is None:
        spoken = {starter.language for starter in everyone if starter.name == DEFAULT}
        name = DEFAULT if language is None or language in spoken else ANY_SERVICE
    named = {starter.language: starter for starter in everyone if starter.name == name}
    if not named:
        names = dict.fromkeys(starter.name for starter in everyone)
        raise ValueError(f"starter: {expected('one that there is', repr(name), names)}")
    if language is None:
        return named.get(_own_language(), next(iter(named.values())))
    if language not in named:
        raise ValueError(f"starter {name}: {expected('a language that it has', repr(language), named)}")
    return named[language]


def _own_language() -> str:
    own = (locale.getlocale()[0] or "").lower()
    return "zh" if own.startswith(("zh", "chinese")) else "en"


def start(starter: Starter, out: Path) -> Config:
    """Copy a starter to `out`, an empty or missing folder, with what every handbook holds and what editors read.

    Raises Problems.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        found = "a file" if not out.is_dir() else "one with files in it"
        raise Problems([Problem(str(out), 0, 0, expected("a folder that is empty or does not exist", found))])
    try:
        _copy(starter, out)
        _complete(out)
        config = find(out / "mkdocs.yml")
        handbook = load(config.content, config.settings, config.root)
        _fill_in(config, starter.language, handbook.brand.site_name)
    except OSError as error:
        shutil.rmtree(out, ignore_errors=True)  # half a handbook would be in the way of the next attempt
        reason = error.args[0][0][2] if isinstance(error, shutil.Error) else error.strerror or error
        raise Problems([Problem(str(out), 0, 0, f"cannot be written: {reason}")]) from None
    editor_schemas.renew(handbook, config.content, config.settings)
    return config


def _copy(starter: Starter, out: Path) -> None:
    ignored = shutil.ignore_patterns(editor_schemas.FOLDER, "__pycache__")
    for part in PARTS if starter.folder == PROJECT else sorted(path.name for path in starter.folder.iterdir()):
        source, target = starter.folder / part, out / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=ignored)
        else:
            shutil.copy(source, target)


def _complete(out: Path) -> None:
    """Give a handbook without an mkdocs.yml the default starter's, and its pictures where there are none."""
    if (out / "mkdocs.yml").exists():
        return
    default = find(chosen(DEFAULT, None).folder / "mkdocs.yml")
    text = default.file.read_text(encoding="utf-8")
    for theirs, ours in FOLDERS.items():
        text = text.replace(theirs, ours)
    (out / "mkdocs.yml").write_text(text, encoding="utf-8", newline="\n")
    pictures = out / FOLDERS["site_config"] / STATIC
    if not pictures.exists():
        shutil.copytree(default.settings / STATIC, pictures)


def _fill_in(config: Config, language: str, name: str) -> None:
    """Write what every handbook holds, with the names of this one in it; what the starter has itself stays."""
    said = {
        "name": name,
        "content": config.content.relative_to(config.root).as_posix(),
        "settings": config.settings.relative_to(config.root).as_posix(),
        "version": version("playbook-handbook"),
    }
    elsewhere = {"playbook/content": said["content"], "site_config": said["settings"], GUIDES["zh"]: GUIDE, **HERE}
    filled = {f"{{{{{key}}}}}": value for key, value in said.items()}
    for path, target in _every(language, config.root):
        if not target.exists():
            text = path.read_text(encoding="utf-8")
            for old, new in (elsewhere if target.name in (GUIDE, ADDING) else filled).items():
                text = text.replace(old, new)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")


def _every(language: str, out: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the files that every handbook gets, each with where it goes."""
    for guide, name in ((PROJECT / GUIDES[language], GUIDE), (PROJECT / "docs" / ADDING, ADDING)):
        if guide.is_file():
            yield guide, out / name
    for folder in (EVERY / "any", EVERY / language):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                parts = [part.removeprefix(DOT) if part.startswith(f"{DOT}.") else part for part in path.parts]
                yield path, out.joinpath(*parts[len(folder.parts) :])
