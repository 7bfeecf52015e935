"""A handbook's rules at one moment, as far as they decide anything: to compare, and to keep."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from playbook.errors import Problem, Problems, expected
from playbook.load.handbook import load
from playbook.load.messages import explain
from playbook.model.base import Model
from playbook.model.handbook import Handbook
from playbook.model.history import RecordedRules, RuleVersion
from playbook.model.written import ENDING, marked
from playbook.source import whole_file
from playbook.source.config import find
from playbook.source.document import read

HISTORY = "history"
COMMENT = "# Written by `playbook snapshot`. Do not edit it: what is changed here would be read as what once was."

# What calculators show or explain, and none of their answers depends on.
_WORDS = {"messages", "words", "units", "results", "working", "disagreements", "agreement", "waivers"}
# What is kept of a calculator that only works something out.
_COMPUTING = ("name", "fields", "formulas", "module")
_SAID = {"help", "note", "placeholder", "question", "logic", "roi", "rulings"}


@dataclass(frozen=True)
class Snapshot:
    """Rules by calculator, without what they only say; the figures; the mark of the whole.

    `whole` is false of older records: what decides nothing, but is only worked out, is not in them.
    """

    mark: str
    figures: Mapping[str, Mapping[str, Any]]
    rules: Mapping[str, Mapping[str, Any]]
    whole: bool = True


def taken(handbook: Handbook) -> Snapshot:
    """Return the snapshot of a handbook."""
    figures = {
        name: {"value": figure.value, "unit": figure.unit, "meaning": figure.meaning}
        for name, figure in handbook.figures.figures.items()
    }
    return Snapshot(handbook.mark, figures, {name: _bare(compiled) for name, compiled in handbook.rules.items()})


def decides(rules: Mapping[str, Any]) -> bool:
    """Tell whether a calculator's rules answer with a level or with points; others only work something out."""
    return bool(rules.get("forms") or "points" in rules)


def recorded(entry: RecordedRules) -> Snapshot:
    """Return the snapshot that a version of the history holds."""
    figures = {name: figure.model_dump() for name, figure in entry.figures.items()}
    return Snapshot(entry.mark, figures, entry.rules, entry.whole)


def of(path: Path) -> Snapshot:
    """Return the snapshot that a version's file holds, or that of the handbook whose mkdocs.yml or folder `path` is.

    Raises Problems.
    """
    if path.parent.name == HISTORY and path.is_file():
        name = path.name.removesuffix(ENDING).removesuffix(".yml")
        _valid(RuleVersion, path.with_name(f"{name}.yml"))
        return recorded(_valid(RecordedRules, path.with_name(name + ENDING)))
    file = path / "mkdocs.yml" if path.is_dir() else path
    if not file.is_file():
        what = "a handbook's mkdocs.yml, the folder that holds it, or a version in a folder `history`"
        raise Problems([Problem(str(path), 1, 1, expected(what, "no such file"))])
    try:
        config = find(file)
        return taken(load(config.content, config.settings, config.root))
    except Problems as error:  # paths are relative to the handbook; here it has to be seen whose they are
        raise Problems(replace(each, path=str(file.parent / each.path)) for each in error.problems) from None


def _valid[Kind: Model](model: type[Kind], path: Path) -> Kind:
    document = read(path, str(path))
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        explained = explain(error.errors(include_url=False), model)
        raise Problems([document.problem(*found) for found in explained]) from None


def record(snapshot: Snapshot, title: str, day: date, folder: Path) -> Path:
    """Write a version into the folder of the history: what people may edit, and beside it the rules; return the file.

    A day may have several. Raises Problems; then there is none of the two.
    """
    names = chain((str(day),), (f"{day}-{number}" for number in count(2)))
    file = next(file for name in names if not (file := folder / f"{name}.yml").exists())
    head = f"# yaml-language-server: $schema=../schemas/history.schema.json\ntitle: {_json(title)}\nday: {day}\n"
    rules = file.with_name(f"{file.stem}{ENDING}")
    whole_file.write(rules, text(snapshot))
    try:
        whole_file.write(file, head)
    except Problems:
        rules.unlink()
        raise
    return file


def text(snapshot: Snapshot) -> str:
    """Return the file of a version's rules, with a line for each thing that may change: JSON, which is YAML too."""
    figures = {
        name: {key: value for key, value in figure.items() if value is not None}
        for name, figure in snapshot.figures.items()
    }
    seal = marked((figures, snapshot.rules, True))
    lines = [COMMENT, f"mark: {_json(snapshot.mark)}", f"seal: {_json(seal)}", "whole: true", "figures:"]
    lines += [f"  {name}: {_json(figure)}" for name, figure in figures.items()]
    lines.append("rules:")
    for name, rules in snapshot.rules.items():
        lines += [f"  {name}:", *rule_lines(rules, "    ")]
    return "\n".join(lines) + "\n"


def rule_lines(rules: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield one calculator's rules as lines of YAML, a line for each entry of a list."""
    for key, value in rules.items():
        if isinstance(value, list | tuple) and value:
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {_json(entry)}" for entry in value)
        else:
            yield f"{indent}{key}: {_json(value)}"


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _bare(compiled: Mapping[str, Any]) -> dict[str, Any]:
    kept = compiled.keys() - _WORDS if decides(compiled) else _COMPUTING
    return {key: _without(value) for key, value in compiled.items() if key in kept}


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(entry) for key, entry in value.items() if key not in _SAID | _WORDS}
    return [_without(entry) for entry in value] if isinstance(value, list | tuple) else value
