"""Calculations from the command line: pairs, JSON Lines, and a result as text."""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from calculators import InputError
from playbook.errors import Problems
from playbook.load import own_answers
from playbook.source.table_file import decoded, wide


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
            return workbook_file.text(raw, {column[name] for column in columns for name in ("id", "label", "short")})
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


def failure(error: InputError) -> dict[str, Any]:
    """Return an input's error as data."""
    return {"error": error.as_data()}


def lines(source: Iterable[bytes], name: str, rules: Mapping[str, Any]) -> Iterator[str]:
    """Yield one line of JSON for each line of JSON; a bad line gives an error with its number, and the rest goes on.

    Empty lines are passed over.
    """
    for number, line in enumerate(_texts(source), 1):
        if line is None or line.strip():
            yield json.dumps(_line(line, number, name, rules), ensure_ascii=False, allow_nan=False)


def _texts(source: Iterable[bytes]) -> Iterator[str | None]:
    """Yield the lines as text: UTF-8, or UTF-16 as PowerShell writes files. One that is neither is None."""
    raw = iter(source)
    first = next(raw, b"")
    encoding = wide(first)
    if not encoding:
        yield from map(_utf8, chain([first], raw))
        return
    # Its bytes are parted where one of them is that of a line's end, which may be half of any sign.
    decoder, held = codecs.getincrementaldecoder(encoding)("surrogatepass"), ""
    for part in chain([first], raw):
        *ended, held = (held + decoder.decode(part)).split("\n")
        yield from ended
    yield held


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _line(line: str | None, number: int, name: str, rules: Mapping[str, Any]) -> dict[str, Any]:
    def failed(field: str | None, message: str) -> dict[str, Any]:
        return {"error": {"line": number, "field": field, "message": message}}

    try:
        # Numbers stay as written: the calculators read them, however many digits or whatever exponent.
        inputs = json.loads(line or "", parse_int=str, parse_float=str, object_pairs_hook=_once)
        if not isinstance(inputs, dict):
            raise ValueError
    except _Twice as error:
        return failed(error.args[0], rules["messages"]["given_twice"])
    except (ValueError, RecursionError):
        return failed(None, rules["messages"]["not_json"])
    try:
        return own_answers.calculate(name, inputs, rules)
    except InputError as error:
        return {"error": {"line": number, **error.as_data()}}
    except Problems as error:  # of a handbook's own module, which may work for the next line
        return failed(None, str(error))


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
