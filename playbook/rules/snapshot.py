"""A handbook's rules at one moment, as far as they decide anything: to compare, and to keep."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from playbook.errors import Problem, Problems, expected
from playbook.load.handbook import load
from playbook.load.messages import explain
from playbook.model.handbook import Handbook
from playbook.model.history import RuleVersion, sealed
from playbook.source.config import find
from playbook.source.document import read

HISTORY = "history"

# What calculators show or explain, and none of their answers depends on.
_WORDS = {"messages", "words", "units", "results", "working", "disagreements", "agreement", "waivers"}
_SAID = {"help", "note", "placeholder", "question", "logic", "roi", "rulings"}


@dataclass(frozen=True)
class Snapshot:
    """Rules by calculator that has any, without what they only say; the figures; the mark of the whole."""

    mark: str
    figures: Mapping[str, Mapping[str, Any]]
    rules: Mapping[str, Mapping[str, Any]]


def taken(handbook: Handbook) -> Snapshot:
    """Return the snapshot of a handbook."""
    figures = {
        name: {"value": figure.value, "unit": figure.unit, "meaning": figure.meaning}
        for name, figure in handbook.figures.figures.items()
    }
    rules = {
        name: _bare(compiled)
        for name, compiled in handbook.rules.items()
        if compiled["forms"] or "points" in compiled  # what is only worked out decides nothing
    }
    return Snapshot(handbook.mark, figures, rules)


def recorded(entry: RuleVersion) -> Snapshot:
    """Return the snapshot that a version of the history holds."""
    figures = {name: figure.model_dump() for name, figure in entry.figures.items()}
    return Snapshot(entry.mark, figures, entry.rules)


def of(path: Path) -> Snapshot:
    """Return the snapshot that a version's file holds, or that of the handbook whose mkdocs.yml or folder `path` is.

    Raises Problems.
    """
    if path.parent.name == HISTORY and path.is_file():
        return recorded(_version(path))
    file = path / "mkdocs.yml" if path.is_dir() else path
    if not file.is_file():
        what = "a handbook's mkdocs.yml, the folder that holds it, or a version in a folder `history`"
        raise Problems([Problem(str(path), 1, 1, expected(what, "no such file"))])
    try:
        config = find(file)
        return taken(load(config.content, config.settings, config.root))
    except Problems as error:  # paths are relative to the handbook; here it has to be seen whose they are
        raise Problems(replace(each, path=str(file.parent / each.path)) for each in error.problems) from None


def _version(path: Path) -> RuleVersion:
    document = read(path, str(path))
    try:
        return RuleVersion.model_validate(document.data)
    except ValidationError as error:
        explained = explain(error.errors(include_url=False), RuleVersion)
        raise Problems([document.problem(*found) for found in explained]) from None


def text(snapshot: Snapshot, title: str, day: date, modeline: str) -> str:
    """Return the file of a version, with a line for each thing that may change: JSON, which is YAML too."""
    lines = [f"# yaml-language-server: $schema={modeline}", f"title: {json.dumps(title, ensure_ascii=False)}"]
    figures = {
        name: {key: value for key, value in figure.items() if value is not None}
        for name, figure in snapshot.figures.items()
    }
    lines += [f"day: {day}", f"mark: {json.dumps(snapshot.mark)}"]
    lines += [f"seal: {json.dumps(sealed(figures, snapshot.rules))}", "figures:"]
    lines += [f"  {name}: {json.dumps(figure, ensure_ascii=False)}" for name, figure in figures.items()]
    lines.append("rules:")
    for name, rules in snapshot.rules.items():
        lines.append(f"  {name}:")
        for key, value in rules.items():
            if isinstance(value, list) and value:
                lines.append(f"    {key}:")
                lines += [f"      - {json.dumps(entry, ensure_ascii=False)}" for entry in value]
            else:
                lines.append(f"    {key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _bare(compiled: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _without(value) for key, value in compiled.items() if key not in _WORDS}


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(entry) for key, entry in value.items() if key not in _SAID | _WORDS}
    return [_without(entry) for entry in value] if isinstance(value, list | tuple) else value
