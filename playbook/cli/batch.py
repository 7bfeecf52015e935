"""Calculations from the command line: pairs, JSON Lines, and a result as text."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import calculators
from calculators import InputError
from playbook.source.table_file import decoded


def pairs(arguments: Sequence[str], rules: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return KEY=VALUE arguments as inputs; a table's value may be @FILE. Raises InputError.

    The handbook's `language` says in what a spreadsheet saves a file that is not Unicode.
    """
    tables = {field["id"] for field in rules["fields"] if field["type"] == "table"}
    inputs: dict[str, Any] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        key = key.strip()
        if not equals:
            raise InputError(argument, rules["messages"]["not_a_pair"].format(value=argument))
        if key in inputs:
            raise InputError(key, rules["messages"]["given_twice"])
        taken = key in tables and value.startswith("@")
        inputs[key] = _file(key, value[1:], rules["messages"], language) if taken else value
    return inputs


def _file(key: str, name: str, messages: Mapping[str, str], language: str) -> str:
    """Return a table's text, in whatever way a spreadsheet saved it."""
    try:
        return decoded(Path(name).read_bytes(), language)
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError:
        reason = messages["save_as_utf8"]
    except ValueError as error:  # a name that no file can have
        reason = str(error)
    raise InputError(key, messages["unreadable_file"].format(value=name, reason=reason))


def failure(error: InputError) -> dict[str, Any]:
    """Return an input's error as data."""
    return {"error": error.as_data()}


def lines(source: Iterable[bytes], name: str, rules: Mapping[str, Any]) -> Iterator[str]:
    """Yield one line of JSON for each line of JSON; a bad line gives an error and the rest goes on."""
    for line in source:
        yield json.dumps(_line(line, name, rules), ensure_ascii=False, allow_nan=False)


def _line(line: bytes, name: str, rules: Mapping[str, Any]) -> dict[str, Any]:
    try:
        # Numbers stay as written: the calculators read them, however many digits or whatever exponent.
        inputs = json.loads(line.decode("utf-8-sig"), parse_int=str, parse_float=str, object_pairs_hook=_once)
        if not isinstance(inputs, dict):
            raise ValueError
    except _Twice as error:
        return {"error": {"field": error.args[0], "message": rules["messages"]["given_twice"]}}
    except (ValueError, RecursionError):
        return {"error": {"field": None, "message": rules["messages"]["not_json"]}}
    try:
        return calculators.calculate(name, inputs, rules)
    except InputError as error:
        return failure(error)


class _Twice(Exception):
    """A key that stands twice in one object."""


def _once(items: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in items:
        if key in result:
            raise _Twice(key)
        result[key] = value
    return result


def text(result: Mapping[str, Any], rules: Mapping[str, Any]) -> str:
    """Return a result for reading: each field with its label, then the reasons with their sources."""
    shown = [line for spec in rules["results"] for line in _shown(spec, result["display"][spec["id"]])]
    reasons = [f"- {reason['text']}{_cited(reason['sources'])}" for reason in result["reasons"]]
    return "\n".join([*shown, "", *reasons])


def _cited(sources: Sequence[str]) -> str:
    return f" [{', '.join(sources)}]" if sources else ""


def _shown(spec: Mapping[str, Any], value: Any) -> list[str]:
    """Return a result's lines: one, or of a table one for each row."""
    if isinstance(value, str):
        return [f"{spec['label']}: {value}"]
    return [f"{spec['label']}:", *("  " + " | ".join(row.values()) for row in value)]
