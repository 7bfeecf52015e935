"""Calculations from the command line: pairs, JSON Lines, and a result as text."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import calculators
from calculators import InputError


def pairs(arguments: Sequence[str], rules: Mapping[str, Any]) -> dict[str, Any] | InputError:
    """Return KEY=VALUE arguments as inputs, or the error in them."""
    inputs: dict[str, Any] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        key = key.strip()
        if not equals:
            return InputError(argument, rules["messages"]["not_a_pair"].format(value=argument))
        if key in inputs:
            return InputError(key, rules["messages"]["given_twice"])
        inputs[key] = value
    return inputs


def calculate(name: str, inputs: Mapping[str, Any] | InputError, rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result, or {"error": {"field", "message"}}."""
    try:
        if isinstance(inputs, InputError):
            raise inputs
        return calculators.calculate(name, inputs, rules)
    except InputError as error:
        return {"error": {"field": error.field, "message": error.message}}


def lines(source: Iterable[bytes], name: str, rules: Mapping[str, Any]) -> Iterator[str]:
    """Yield one line of JSON for each line of JSON; a bad line gives an error and the rest goes on."""
    for line in source:
        yield json.dumps(_line(line, name, rules), ensure_ascii=False)


def _line(line: bytes, name: str, rules: Mapping[str, Any]) -> dict[str, Any]:
    try:
        inputs = json.loads(line.decode("utf-8-sig"), parse_float=Decimal, object_pairs_hook=_once)
        if not isinstance(inputs, dict):
            raise ValueError
    except _Twice as error:
        return {"error": {"field": error.args[0], "message": rules["messages"]["given_twice"]}}
    except (ValueError, RecursionError):
        return {"error": {"field": None, "message": rules["messages"]["not_json"]}}
    return calculate(name, inputs, rules)


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
    labels = {spec["id"]: spec["label"] for spec in rules["results"]}
    shown = [f"{labels[key]}: {value}" for key, value in result["display"].items()]
    reasons = [f"- {reason['text']} [{', '.join(reason['sources'])}]" for reason in result["reasons"]]
    return "\n".join([*shown, "", *reasons])
