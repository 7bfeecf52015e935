"""The files of a handbook, read, validated and cross-checked: a Handbook, or every problem at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from calculators.text import format_number
from playbook import check
from playbook.errors import Problem, Problems, expected
from playbook.handbook import Handbook
from playbook.messages import explain
from playbook.model.base import Context
from playbook.model.calculator import Calculator
from playbook.model.guide import Contacts, PageText, Script, Sop
from playbook.model.reference import Figures, Levels, Rulings, Sources
from playbook.model.settings import Brand, Interface, Navigation, Units
from playbook.source import Document, Location, read


@dataclass(frozen=True)
class Kind:
    """What stands at a path: one file, or, where the path ends in *.yml, any number of them by name."""

    model: type[BaseModel]
    path: str


SETTINGS = {
    "brand": Kind(Brand, "brand.yml"),
    "units": Kind(Units, "units.yml"),
    "navigation": Kind(Navigation, "navigation.yml"),
    "interface": Kind(Interface, "interface.yml"),
}
CONTENT = {
    "figures": Kind(Figures, "figures.yml"),
    "sources": Kind(Sources, "sources.yml"),
    "rulings": Kind(Rulings, "rulings.yml"),
    "levels": Kind(Levels, "levels.yml"),
    "calculators": Kind(Calculator, "calculators/*.yml"),
    "sop": Kind(Sop, "sop.yml"),
    "contacts": Kind(Contacts, "contacts.yml"),
    "scripts": Kind(Script, "scripts/*.yml"),
    "pages": Kind(PageText, "pages/*.yml"),
}
OTHER_SETTINGS = {"runtime.yml"}


@dataclass
class Loading:
    """One run over a handbook's folders: what has been read so far, and what was wrong."""

    content: Path
    settings: Path
    shown: Path
    problems: list[Problem]
    documents: dict[str, Document | dict[str, Document]]

    def name(self, path: Path) -> str:
        """Return a path as messages show it: relative to the handbook's configuration where it can be."""
        return str(path.relative_to(self.shown)) if path.is_relative_to(self.shown) else str(path)


def load(content: Path, settings: Path, shown: Path) -> Handbook:
    """Return the handbook in the folders `content` and `settings`. Raises Problems, all that there are.

    Paths in messages are relative to `shown`, the folder of the handbook's mkdocs.yml.
    """
    run = Loading(content, settings, shown, [], {})
    for folder, kinds in ((settings, SETTINGS), (content, CONTENT)):
        _read_all(run, folder, kinds)
    _unexpected(run)
    context = _context(run.documents)
    models: dict[str, Any] = {}
    for name, kind in {**SETTINGS, **CONTENT}.items():
        models[name] = _validated(run, kind, run.documents.get(name), context)
    run.problems += check.references(models, run.documents)
    if run.problems:
        raise Problems(run.problems)
    return Handbook(**models, documents=run.documents)


def _read_all(run: Loading, folder: Path, kinds: Mapping[str, Kind]) -> None:
    for name, kind in kinds.items():
        if "*" not in kind.path:
            document = _read(run, folder / kind.path)
            if document:
                run.documents[name] = document
            continue
        parent = folder / Path(kind.path).parent
        found = sorted(parent.glob("*.yml"))
        if not found:
            run.problems.append(
                Problem(run.name(parent), 1, 1, expected("a folder with at least one .yml file", "none"))
            )
        read_files = {path.stem: _read(run, path) for path in found}
        run.documents[name] = {stem: document for stem, document in read_files.items() if document}


def _read(run: Loading, path: Path) -> Document | None:
    try:
        return read(path, run.name(path))
    except Problems as error:
        run.problems += error.problems
        return None


def _unexpected(run: Loading) -> None:
    """Report YAML files that no kind claims: a misspelt name would otherwise be silently left out."""
    for folder, kinds, others in (
        (run.settings, SETTINGS, OTHER_SETTINGS),
        (run.content, CONTENT, set[str]()),
    ):
        patterns = [kind.path for kind in kinds.values()]
        for path in sorted(_yaml_files(folder)):
            relative = path.relative_to(folder)
            if str(relative) not in others and not any(relative.full_match(p) for p in patterns):
                message = expected("a file the handbook knows", relative.name, [*patterns, *sorted(others)])
                run.problems.append(Problem(run.name(path), 1, 1, message))


def _yaml_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in {".yml", ".yaml"} and path.is_file())


def _context(documents: Mapping[str, Any]) -> Context:
    """Return the names that texts and numbers may refer to, as far as their files could be read."""
    return Context(
        figures=_figures(_data(documents, "figures", "figures")),
        sources=_ids(_data(documents, "sources", "rows")),
        rulings=_ids(_data(documents, "rulings", "rulings")),
        levels=tuple(_id_list(_data(documents, "levels", "levels"))) or None,
        show=_show(_data(documents, "units", "units")),
    )


def _data(documents: Mapping[str, Any], name: str, key: str) -> Any:
    document = documents.get(name)
    return document.data.get(key) if document and isinstance(document.data, dict) else None


def _figures(entries: Any) -> dict[str, tuple[int | float, str | None]] | None:
    if not isinstance(entries, dict):
        return None
    return {
        name: (entry["value"], entry.get("unit"))
        for name, entry in entries.items()
        if isinstance(entry, dict) and type(entry.get("value")) in (int, float)
    }


def _id_list(rows: Any) -> list[Any]:
    if not isinstance(rows, tuple):
        return []
    return [row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str | int)]


def _ids(rows: Any) -> frozenset[str] | None:
    return frozenset(_id_list(rows)) or None


def _show(units: Any) -> Any:
    def show(value: int | float, unit: str | None) -> str:
        try:
            return format_number(value, unit, units or {})
        except (KeyError, TypeError, ValueError, ArithmeticError):
            return str(value)  # the unit is wrong or missing, which is reported at its own place

    return show


def _validated(run: Loading, kind: Kind, found: Any, context: Context) -> Any:
    if isinstance(found, Document):
        return _validate(run, kind.model, found, context)
    models = {stem: _validate(run, kind.model, document, context) for stem, document in (found or {}).items()}
    return {stem: model for stem, model in models.items() if model is not None}


def _validate(run: Loading, model: type[BaseModel], document: Document, context: Context) -> Any:
    try:
        return model.model_validate(document.data, context=context)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            location: Location = tuple(detail["loc"])
            message, at_key = explain(detail, model)
            run.problems.append(document.problem(location, message, at_key))
        return None
