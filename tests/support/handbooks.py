"""The default handbook, its rules, and copies of it to change."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playbook.cli import starters
from playbook.errors import Problems
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.training import question_pool
from tests.support.browser import ROOT

CONTENT = "playbook/content"
SETTINGS = "site_config"


@cache
def default() -> Handbook:
    """The default handbook, read once."""
    return read(ROOT)


@cache
def started(starter: str, language: str = "zh") -> Handbook:
    """The handbook of a starter, read where the package has it."""
    if starter == starters.DEFAULT:
        return default()
    folder = starters.FOLDER / starter / language
    return load(folder / "content", folder / "settings", folder)


@cache
def rules() -> dict[str, Any]:
    """The rules of the default handbook's calculators, by name."""
    return default().rules


@cache
def questions() -> dict[str, Any]:
    """The questions of the default handbook's training, and what they are made from."""
    return question_pool.pool(default())


def read(folder: Path) -> Handbook:
    """The handbook in `folder`. Raises Problems."""
    return load(folder / CONTENT, folder / SETTINGS, folder)


def said(folder: Path) -> list[str]:
    """What is wrong with the handbook whose folders are `content` and `settings`, or what it does without."""
    try:
        handbook = load(folder / "content", folder / "settings", folder)
    except Problems as error:
        return [str(problem) for problem in error.problems]
    return [f"note: {note}" for note in handbook.left_out] or ["(nothing)"]


def problems(folder: Path) -> list[str]:
    """What is wrong with the handbook in `folder`, line by line."""
    try:
        read(folder)
    except Problems as error:
        return [str(problem) for problem in error.problems]
    return []


def copied(folder: Path) -> Path:
    """Put the default handbook's content and settings into `folder`, with the plainest mkdocs.yml; return it."""
    for part in (CONTENT, SETTINGS):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("schemas"))
    (folder / "mkdocs.yml").write_text(
        f"site_name: copy\ndocs_dir: {SETTINGS}/static\nplugins: [playbook]\n"
        "theme: material\nmarkdown_extensions: [attr_list]\n",
        encoding="utf-8",
    )
    return folder


def bakery(folder: Path, files: Mapping[str, str] = {}) -> Path:
    """Put the bakery's handbook into `folder`, with these files (texts by path) in it or in the place of its own."""
    shutil.copytree(ROOT / "tests/bakery", folder, dirs_exist_ok=True)
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    return folder


FRONT = "---\ntitle: x\ndescription: x\n---\n\n"
"""What a Markdown page of the bakery begins with: five lines."""


def page(blocks: str = "  []\n", head: str = "") -> str:
    """A page of the bakery's with these blocks, which are YAML, and with what else stands in its head."""
    return f"title: x\ndescription: x\nsources: [BK-02]\n{head}blocks:\n{blocks}"


def edit(file: Path, old: str, new: str) -> int:
    """Replace the one place of `old` in a file; return where it stands."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} has {text.count(old)} times {old!r}"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text.index(old)


def leaves(entries: Sequence[Any]) -> Iterator[str]:
    """Yield the pages of a navigation, section by section."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            yield from leaves(next(iter(entry.values())))
