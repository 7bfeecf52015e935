"""One calculation from the command line: its inputs as pairs, its result as text."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from calculators import InputError
from playbook.source.table_file import decoded


def pairs(arguments: Sequence[str], rules: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return KEY=VALUE arguments as inputs; a table's value may be @FILE. Raises InputError.

    The handbook's `language` says in what a spreadsheet saves a file that is not Unicode.
    """
    tables = {field["id"]: field["columns"] for field in rules["fields"] if field["type"] == "table"}
    inputs: dict[str, Any] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        key = key.strip()
        if not equals or not key:
            raise InputError(argument, rules["messages"]["not_a_pair"].format(value=argument))
        if key in inputs:
            raise InputError(key, rules["messages"]["given_twice"])
        taken = key in tables and value.startswith("@")
        inputs[key] = _file(key, value[1:], tables[key], rules["messages"], language) if taken else value
    return inputs


def _file(key: str, name: str, columns: Sequence[Mapping[str, Any]], messages: Mapping[str, str], language: str) -> str:
    """Return a table's text, in whatever way a spreadsheet saved it."""
    from playbook.source import workbook_file  # it takes a tenth of a second, and few bring a file

    try:
        raw = Path(name).read_bytes()
        if raw.startswith(workbook_file.BEGINNINGS):
            return workbook_file.text(raw, heads(columns))
        return decoded(raw, language)
    except workbook_file.Unreadable:
        reason = messages["no_workbook"]
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError:
        reason = messages["save_as_utf8"]
    except ValueError as error:  # a name that no file can have
        reason = str(error)
    raise InputError(key, messages["unreadable_file"].format(value=name, reason=reason))


def heads(columns: Sequence[Mapping[str, Any]]) -> set[str]:
    """Return what may stand above the columns of a table."""
    return {column[name] for column in columns for name in ("id", "label", "short")}


def failure(error: InputError) -> dict[str, Any]:
    """Return an input's error as data."""
    return {"error": error.as_data()}


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
