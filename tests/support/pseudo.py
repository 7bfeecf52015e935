"""A language that nobody speaks: the English words, each lengthened by half and accented, with their blanks."""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from playbook.load import interface_words
from tests.support.browser import ROOT
from tests.support.handbooks import copied

type Make = Callable[[Path], Path]

ACCENTED = str.maketrans("AEIOUaeioucnsyz", "ÀÉÎÖÛàéîöûçñšýž")
WORD = re.compile("[A-Za-zÀ-ž]{2,}")
BLANK = re.compile(r"(\{\w+\})")
PADDING = "lôñgér wörd ähéàd "
MKDOCS = """\
site_name: pseudo
docs_dir: docs
strict: true
theme: {name: material, language: en, font: false}
plugins: [search, {playbook: {content: content, settings: settings}}]
markdown_extensions: [attr_list]
"""


def pseudo(word: str) -> str:
    """Return a word of the interface in the language: half as long again, by 4 letters at least; signs stay signs."""
    if not re.search("[A-Za-z]", BLANK.sub("", word)):
        return word
    parts = [part if BLANK.fullmatch(part) else part.translate(ACCENTED) for part in BLANK.split(word)]
    said, more = "".join(parts), max(4, len(word) // 2)
    longer = f"{said.rstrip()} {(PADDING * (more // len(PADDING) + 1))[:more].rstrip()}"
    return longer + said[len(said.rstrip()) :]


def words() -> dict[str, Any]:
    """Return every word of the interface in the language."""
    return _all(interface_words.words("en"))


def _all(words: Mapping[str, Any]) -> dict[str, Any]:
    return {key: pseudo(entry) if isinstance(entry, str) else _all(entry) for key, entry in words.items()}


def bakery(folder: Path) -> Path:
    """Put the bakery's handbook into `folder`, in the language; return its mkdocs.yml."""
    shutil.copytree(ROOT / "tests/bakery", folder, ignore=shutil.ignore_patterns("schemas"))
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    _say(folder / "settings", words())
    return folder / "mkdocs.yml"


def shipped(folder: Path) -> Path:
    """Put the default handbook into `folder`, in the language but for what its tables say; return its mkdocs.yml."""
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", copied(folder))
    said = words()
    for name in ("yes", "no", "none"):
        del said["words"][name]
    _say(folder / "site_config", said)
    return folder / "mkdocs.yml"


def _say(settings: Path, said: Mapping[str, Any]) -> None:
    text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
    (settings / "interface.yml").write_text(text, encoding="utf-8")


def content(folder: Path) -> str:
    """Return all that the content and the settings in `folder` say themselves."""
    files = [path for path in sorted(folder.rglob("*.yml")) if path.name not in ("interface.yml", "mkdocs.yml")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def wired_in(texts: Iterable[str], said: str) -> set[str]:
    """Return the words in `texts` that are neither in the language nor `said` by the content."""
    shown = {word for text in texts for word in WORD.findall(text)}
    return shown - set(WORD.findall(f"{said} {words()}"))
