"""What calculators answer, a handbook's own among them: what goes wrong in its module is a problem at its line."""

import json
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from typing import Any

import calculators
from calculators import InputError
from playbook.errors import Problem, Problems, expected

type Rules = Mapping[str, Any]


def calculate(name: str, inputs: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """Return what calculators.calculate does. Raises InputError, and Problems where a module does not answer."""
    return _asked(calculators.calculate, name, inputs, rules, ("display", "reasons"))


def results(name: str, inputs: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """Return what calculators.results does. Raises InputError, and Problems where a module does not answer."""
    return _asked(calculators.results, name, inputs, rules, ("display",))


@contextmanager
def run(path: str, doing: str = "") -> Iterator[None]:
    """Run code of the module that messages name as `path`; Problems say what it raised, and what it was `doing`.

    What it prints goes to standard error: standard output may be read by another program. Raises InputError, too.
    """
    try:
        with redirect_stdout(sys.stderr):
            yield
    except (InputError, KeyboardInterrupt):
        raise
    except BaseException as error:  # whatever a module can do wrong, ending the program among it
        said = " ".join(str(error).split())
        message = f"{type(error).__name__}: {said}" if said else type(error).__name__
        raise Problems([Problem(path, _line(error, path), 1, doing + message)]) from None


def _asked(
    function: Callable[..., dict[str, Any]], name: str, inputs: Mapping[str, Any], rules: Rules, keys: tuple[str, ...]
) -> dict[str, Any]:
    if "module" not in rules:  # ours
        return function(name, inputs, rules)
    module = calculators.module(name, rules)
    path = str(module.__file__)
    with run(path):
        found = function(name, inputs, rules)
        wrong = _wrong(found, rules, keys)
    if wrong:
        code = getattr(module.calculate, "__code__", None)
        raise Problems([Problem(path, code.co_firstlineno if code else 1, 1, wrong)])
    return found


def _wrong(found: Any, rules: Rules, keys: tuple[str, ...]) -> str | None:
    """Return what is wrong with what a module's `calculate` returned, None if nothing is."""
    if not isinstance(found, dict):
        return expected("calculate to return a dict of results, with `display` and `reasons`", _named(found))
    display = found.get("display", {})
    if not isinstance(display, dict):
        return expected("`display` to be a dict, with every result in words", _named(display))
    if lacking := [spec["id"] for spec in rules["results"] if spec["id"] not in display]:
        return expected("`display` with every result", f"none of {', '.join(lacking)}")
    for name, shown in display.items():
        rows = shown if isinstance(shown, list) else [{"": shown}]
        if not all(isinstance(row, dict) and all(isinstance(cell, str) for cell in row.values()) for row in rows):
            return expected(f"{name} in `display` as text, or as rows of texts", _named(shown))
    if "reasons" in keys:
        reasons = found.get("reasons")
        each_of = reasons if isinstance(reasons, list) else [None]
        if not all(isinstance(each, dict) and {"text", "sources"} <= each.keys() for each in each_of):
            return expected("`reasons` to be a list of dicts with `text` and `sources`", _named(reasons))
    try:
        json.dumps(found, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        return expected("results that JSON can hold: numbers, texts, lists and dicts", f"others: {error}")
    return None


def _named(value: Any) -> str:
    return "none" if value is None else f"the type {type(value).__name__}"


def _line(error: BaseException, path: str) -> int:
    """Return the line of a module at which an error came up."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return (lines[-1] if lines else 1) or 1
