"""What a draft makes of a handbook's files: their bytes as they are and as they would be, checked before they are."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playbook.errors import Problem, Problems
from playbook.load.handbook import load
from playbook.load.table_edits import CsvText, with_numbers, with_rows
from playbook.model.handbook import Handbook
from playbook.rules.compare import deciding
from playbook.rules.draft_file import Draft
from playbook.rules.snapshot import taken
from playbook.source.config import Config
from playbook.source.document import Document, Location, parse
from playbook.source.yaml_edits import Unsafe, with_entries, with_number

MARK = b"\xef\xbb\xbf"
CELL = 6
"""Steps to a cell of a table that stands in a file of its own: forms, which, rows, which, when, which."""


@dataclass(frozen=True)
class Edited:
    """A file as it is and as it would be; `name` is what messages call it."""

    path: Path
    name: str
    before: bytes
    after: bytes


def edits(config: Config, handbook: Handbook, draft: Draft) -> list[Edited]:
    """Return the files that the draft changes. Raises Problems for places that cannot be changed safely."""
    language = handbook.brand.language
    files: dict[str, _File] = {}

    def file(document: Document, at: Location) -> _File:
        name = next((path for start, path in document.included.items() if at[: len(start)] == start), document.path)
        path = config.root / name
        if name not in files:
            files[name] = (_Table if name != document.path else _Yaml)(path, name, path.read_bytes(), language)
        return files[name]

    for name, change in draft.file.numbers.items():
        for document, at in draft.knobs[name].written:
            file(document, at).number(document, at, change.from_, change.number)
    for name, listed in draft.lists.items():
        document = handbook.documents["calculators"][listed.calculator]
        off = {listed.ids.index(rule) for rule in listed.ids if f"{name}.{rule}" in draft.file.off}
        wanted = [str(each) for each in draft.file.order.get(name, listed.ids)]
        order = [listed.ids.index(each) for each in wanted]
        if off or wanted != listed.ids:
            file(document, listed.location).entries(document, listed.location, order, off)
    made = [Edited(each.path, each.name, each.raw, each.made()) for each in files.values()]
    return [each for each in made if each.after != each.before]


class _File:
    """A file with what is to be changed in it."""

    def __init__(self, path: Path, name: str, raw: bytes, language: str) -> None:
        self.path, self.name, self.raw, self.language = path, name, raw, language
        self.numbers: list[tuple[Document, Location, float, float]] = []
        self.lists: list[tuple[Location, Sequence[int], set[int]]] = []

    def number(self, document: Document, at: Location, old: float, new: float) -> None:
        self.numbers.append((document, at, old, new))

    def entries(self, document: Document, at: Location, order: Sequence[int], off: set[int]) -> None:
        self.lists.append((at, order, off))

    def made(self) -> bytes:
        raise NotImplementedError


class _Yaml(_File):
    def made(self) -> bytes:
        """Return the file's bytes as they would be. Raises Problems."""
        text = self.raw.removeprefix(MARK).decode()
        wanted = _data(text, self.name)
        try:
            for _, at, _, new in self.numbers:
                text, wanted = with_number(text, at, new), _put(wanted, at, lambda _, new=new: new)
            for at, order, off in self.lists:
                text = with_entries(text, at, order, off)
                wanted = _put(
                    wanted, at, lambda old, order=order, off=off: tuple(old[n] for n in order if n not in off)
                )
        except Unsafe as error:
            raise Problems([Problem(self.name, error.line, error.column, str(error))]) from None
        if _data(text, self.name) != wanted:
            message = "cannot be changed without changing something else; change it by hand"
            raise Problems([Problem(self.name, 1, 1, message)])
        return (MARK if self.raw.startswith(MARK) else b"") + text.encode()


class _Table(_File):
    def made(self) -> bytes:
        """Return the file's bytes as they would be. Raises Problems."""
        file = CsvText(self.raw, self.name, self.language)
        cells: dict[tuple[int, int], dict[float, float]] = {}
        for document, at, old, new in self.numbers:
            cells.setdefault(document.values[at[:CELL]], {})[old] = new
        made = file.written(with_numbers(file, cells))
        for _, order, off in self.lists:
            made = file.written(with_rows(CsvText(made, self.name, self.language), order, off))
        return made


def _data(text: str, name: str) -> Any:
    return parse(text.replace("\r\n", "\n").replace("\r", "\n"), name).data


def _put(value: Any, at: Location, change: Any) -> Any:
    """Return data with what stands at a place changed."""
    if not at:
        return change(value)
    key, *rest = at
    if isinstance(value, dict):
        return {**value, key: _put(value[key], tuple(rest), change)}
    return tuple(_put(each, tuple(rest), change) if place == key else each for place, each in enumerate(value))


def as_edited(config: Config, handbook: Handbook, draft: Draft, files: Sequence[Edited]) -> Handbook:
    """Return the handbook as it would be with these files, read from a copy. Raises Problems, of what it would be."""
    with tempfile.TemporaryDirectory(prefix="playbook-") as folder:
        content = Path(folder) / "content"
        shutil.copytree(config.content, content)
        for each in files:
            (content / each.path.relative_to(config.content)).write_bytes(each.after)
        try:
            made = load(content, config.settings, config.root)
        except Problems as error:
            named = [replace(each, path=_named(config, content, each.path)) for each in error.problems]
            raise Problems(named) from None
    if _answering(made.rules, made) != _answering(draft.rules, handbook):
        message = "cannot be changed so that the rules are those of the draft; change it by hand"
        raise Problems([Problem(each.name, 1, 1, message) for each in files])

    def called(held: Any) -> Any:
        if isinstance(held, dict):
            return {name: called(each) for name, each in held.items()}
        included = {at: _named(config, content, path) for at, path in held.included.items()}
        return replace(held, path=_named(config, content, held.path), included=included)

    return replace(made, documents=called(made.documents))


def _named(config: Config, copy: Path, name: str) -> str:
    """Return what a file of the copy is called in the handbook."""
    path = Path(name)
    return config.name(config.content / path.relative_to(copy)) if path.is_relative_to(copy) else name


def _answering(rules: Mapping[str, Any], handbook: Handbook) -> dict[str, Any]:
    """Return what answers follow from; levels are answers of what has forms."""
    kept = taken(replace(handbook, rules=rules)).rules
    return {
        name: deciding({key: each for key, each in kept[name].items() if key != "levels" or kept[name]["forms"]})
        for name in kept
    }
