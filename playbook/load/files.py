"""The files of a handbook, read: each parsed, and what is wrong with the files themselves."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from unicodedata import category

from playbook.errors import Problem, Problems, expected
from playbook.load import decision_tables, file_names
from playbook.model.files import CONTENT, OTHER_SETTINGS, SETTINGS, Kind
from playbook.source import markdown
from playbook.source.document import Document
from playbook.source.document import read as read_yaml

STEM = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
"""What files are called whose names become ids."""
PAGE = re.compile(r"\w[\w-]*(/\w[\w-]*)*")
"""What pages are called, the folders they stand in before them."""
NO_LETTERS = ("Cc", "Cs", "Zl", "Zp")
"""Signs that end lines or steer, and halves of pairs, which stand for bytes that are no UTF-8."""
ENTERED = os.R_OK | os.X_OK  # the rights without which a folder's files are not seen


@dataclass
class Loading:
    """One run over a handbook's folders: what has been read so far, and what was wrong.

    `stems` are the names of files that stand in a folder, those that cannot be read too. `misnamed` are files by the
    names that they should have. `tables` are the names of the CSV files that calculators name, None where not every
    calculator could be read.
    """

    content: Path
    settings: Path
    shown: Path
    problems: list[Problem]
    documents: dict[str, Document | dict[str, Document]]
    stems: dict[str, list[str]]
    misnamed: dict[Path, Path]
    tables: set[str] | None = None
    missed: dict[str, set[str]] = field(default_factory=dict)  # the kinds of what a file names and is not there

    def name(self, path: Path) -> str:
        """Return a path as messages show it: relative to the handbook's configuration where it can be."""
        return path.relative_to(self.shown).as_posix() if path.is_relative_to(self.shown) else str(path)


def read(content: Path, settings: Path, shown: Path) -> Loading:
    """Return what stands in a handbook's folders; arguments as `load` has them."""
    run = Loading(content, settings, shown, [], {}, {}, {})
    for folder, kinds in ((settings, SETTINGS), (content, CONTENT)):
        known = kinds | OTHER_SETTINGS if folder == settings else kinds
        patterns = [f"{kind.folder}/{each}" for kind in known.values() for each in kind.patterns]
        run.misnamed |= file_names.misnamed(folder, patterns)
        _read_all(run, folder, kinds)
    _tables(run)
    return run


def unexpected(run: Loading) -> None:
    """Report files that no kind claims, whose names cannot be addresses, that cannot stand beside others, or cannot be
    published.
    """
    _unclaimed(run)
    _unnamed(run)
    _unaddressable(run)
    _alike(run)
    _unpublishable(run)


def _read_all(run: Loading, folder: Path, kinds: Mapping[str, Kind]) -> None:
    for name, kind in kinds.items():
        if kind.many:
            _read_many(run, folder, name, kind)
            continue
        path = folder / kind.path
        run.stems[name] = [path.stem] if path.exists() or path in run.misnamed or kind.needed else []
        document = read_file(run, path) if run.stems[name] else None
        if document:
            run.documents[name] = document


def _read_many(run: Loading, folder: Path, name: str, kind: Kind) -> None:
    parent = folder / kind.folder
    found: dict[str, Path] = {}
    named = [path for path in run.misnamed if any(path.full_match(parent / pattern) for pattern in kind.patterns)]
    for path in sorted({*named, *(path for pattern in kind.patterns for path in parent.glob(pattern))}):
        if not kind.holds(path.relative_to(folder)):
            continue
        stem = kind.stem(path.relative_to(parent).as_posix())
        if stem in found:
            run.problems.append(
                Problem(run.name(path), 1, 1, expected("one file for a page", f"{found[stem].name}, too"))
            )
        found.setdefault(stem, path)
    run.stems[name] = list(found)
    inside = [parent, *(path for path in parent.rglob("*") if path.is_dir())] if parent.is_dir() else []
    for entered in inside:
        if not os.access(entered, ENTERED):
            run.problems.append(Problem(run.name(entered), 1, 1, "cannot be read: permission denied"))
    read_files = {stem: read_file(run, path) for stem, path in found.items()}
    run.documents[name] = {stem: document for stem, document in read_files.items() if document}


def _tables(run: Loading) -> None:
    """Put the tables that stand in files of their own into the calculators that name them."""
    folder = run.content / CONTENT["calculators"].folder
    documents = run.documents["calculators"]
    assert isinstance(documents, dict)
    if len(documents) == len(run.stems["calculators"]):
        run.tables = {name for each in documents.values() for name in decision_tables.named(each).values()}
    brand = run.documents.get("brand")
    said = brand.data.get("language") if isinstance(brand, Document) and isinstance(brand.data, dict) else None
    for stem, document in list(documents.items()):
        found, problems = decision_tables.with_tables(document, folder, Path(run.name(folder)), str(said))
        run.problems += problems
        if found:
            documents[stem] = found
        else:
            del documents[stem]


def read_file(run: Loading, path: Path) -> Document | None:
    """Return a file's document, None where it cannot be read, which is told."""
    if path in run.misnamed:
        given = run.misnamed[path]
        run.problems.append(Problem(run.name(given), 1, 1, expected(f"the name {path.name}", given.name)))
        if not path.exists():
            return None
    try:
        return (markdown.read if path.suffix == markdown.PAGE else read_yaml)(path, run.name(path))
    except Problems as error:
        run.problems += error.problems
        return None


def _unclaimed(run: Loading) -> None:
    """Report YAML files that no kind claims: a misspelt name would otherwise be silently left out."""
    for folder, kinds in ((run.settings, SETTINGS | OTHER_SETTINGS), (run.content, CONTENT)):
        patterns = [kind.path for kind in kinds.values() if not kind.written]
        for path in sorted(set(_yaml_files(folder)) - set(run.misnamed.values())):
            relative = path.relative_to(folder)
            if not any(kind.holds(relative) for kind in kinds.values()):
                message = expected("a file the handbook knows", relative.name, patterns)
                run.problems.append(Problem(run.name(path), 1, 1, message))


def _unnamed(run: Loading) -> None:
    """Report CSV files beside the calculators that none of them names: their rules would be silently left out."""
    folder = run.content / CONTENT["calculators"].folder
    files = sorted(path for path in folder.glob("*") if path.is_file())
    if run.tables is None or not run.tables <= {path.name for path in files}:
        return  # it may be meant by who names one that is not there
    for path in files:
        if path.suffix.lower() == decision_tables.ENDING and path.name not in run.tables:
            wanted = expected(f"a calculator that names this table (rows: {{file: {path.name}}})", "none")
            run.problems.append(Problem(run.name(path), 1, 1, wanted))


def _unaddressable(run: Loading) -> None:
    """Report files whose names become ids or addresses, and cannot: pages may be called in any letters."""
    for name, kind in CONTENT.items():
        form, letters = (PAGE, "letters") if kind.markdown else (STEM, "small letters")
        for stem in run.stems[name] if kind.many and not kind.written else ():
            if not form.fullmatch(stem):
                path = next((run.content / kind.folder).glob(f"{escape(stem)}.*"), run.content / kind.folder)
                message = expected(f"a name of {letters}, digits and hyphens", repr(stem))
                run.problems.append(Problem(run.name(path), 1, 1, message))


def _alike(run: Loading) -> None:
    """Report files whose names only some computers tell apart."""
    for folder in (run.content, run.settings):
        for path, first in file_names.alike(folder):
            what = "a name that differs from others in more than capital letters"
            message = f"{expected(what, f'{path.name} beside {first.name}')}; Windows and macOS hold one of the two"
            run.problems.append(Problem(run.name(path), 1, 1, message))


def _unpublishable(run: Loading) -> None:
    """Report what stands among the files that a build publishes as they are, and cannot be: not read, or not named."""
    for path in sorted((run.settings / "static").rglob("*")):
        if any(category(sign) in NO_LETTERS for sign in path.name):
            wanted = expected("a name of letters, in UTF-8", "one with a line end or another sign that is none")
            run.problems.append(Problem(run.name(path), 1, 1, wanted))
        needed = ENTERED if path.is_dir() else os.R_OK
        if not (path.is_dir() or path.is_file()) or not os.access(path, needed):
            message = expected("what can be read", "a link that leads nowhere, a pipe, or no right to read it")
            run.problems.append(Problem(run.name(path), 1, 1, message))


def static(settings: Path) -> list[str]:
    """Return the files that a build publishes as they are, by their paths in the site."""
    folder = settings / "static"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _yaml_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix.lower() in {".yml", ".yaml"} and path.is_file())
