"""Answers as lines of CSV: a column for each thing that a calculator answers, and three for what is wrong in a line."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

ERROR = ("line", "field", "message")
NAMES = tuple(f"error_{name}" for name in ERROR)
REASONS = ("reasons", "changes")
PARTS = ("forms", "factors")
"""What a result has of each form or factor, by its id."""


def columns(rules: Mapping[str, Any], explain: bool = False) -> list[str]:
    """Return the names of the columns: what a result calls its parts, as forms.ID, and what may be wrong."""
    names = [spec["id"] for spec in rules["results"]]
    if rules["forms"]:
        names.append("level")
        names += ["advised_cap_yuan"] if any("cost_cap_yuan" in level for level in rules["levels"]) else []
        names += ["level_if_vip"] if rules.get("verdict", {}).get("if_unknown") else []
    names += [name for level in rules["levels"] for name in level if rules["forms"] and name not in ("id", "name")]
    names += ["score", "weighted_score"] if "points" in rules else []
    names += [f"forms.{form['id']}" for form in rules["forms"]]
    names += [f"factors.{factor['id']}" for factor in rules.get("points", {}).get("factors", ())]
    return list(dict.fromkeys([*names, *(REASONS if explain else ()), *NAMES]))


def heading(rules: Mapping[str, Any], explain: bool = False) -> str:
    """Return the first line."""
    return _line(columns(rules, explain))


def flat(answer: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what an answer says by the names of its columns."""
    for name, value in answer.items():
        if name in PARTS and isinstance(value, Mapping):
            yield from ((f"{name}.{part}", inner) for part, inner in value.items())
        elif name in REASONS:
            yield name, "\n".join(each["text"] for each in value)
        else:
            yield name, value


def line(answer: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return an answer as a line with these columns."""
    cells = dict(flat(answer))
    return _line(_cell(cells.get(name)) for name in names)


def failure(number: int, error: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return what is wrong in a line of cases as a line with these columns."""
    cells = dict(zip(NAMES, (number, error["field"], error["message"]), strict=True))
    return _line(_cell(cells.get(name)) for name in names)


def _cell(value: Any) -> Any:
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def _line(cells: Iterable[Any]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()
