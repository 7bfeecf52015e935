"""Values of files as they stand there: what counts as a number, how a fault is said, how a value is shown in it."""

import math
from typing import Any

from pydantic_core import PydanticCustomError

from calculators.numbers import LARGEST
from playbook.errors import expected


def finite(value: Any) -> Any:
    """Return the number if it is one; NaN, an infinite one or one beyond any amount is a problem."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fault(expected("a number", shown(value)))
    if not math.isfinite(value):
        raise fault(expected("a finite number", str(value)))
    if abs(value) > LARGEST:
        raise fault(expected("a number of at most 15 digits", shown(value)))
    return value


def not_negative(value: Any) -> Any:
    if value < 0:
        raise fault(expected("a number not below 0", shown(value)))
    return value


def given(value: Any) -> Any:
    """Return the value if it is one that a calculator's input can take: a number, text, true or false, a list."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return finite(value)
    if not isinstance(value, bool | str | tuple):
        raise fault(expected("a number, text, true or false, or a list of choices", shown(value)))
    if isinstance(value, tuple) and not all(isinstance(item, str) for item in value):
        raise fault(expected("a list of choices", "a list with something else in it"))
    return value


def fault(message: str) -> PydanticCustomError:
    """Return the error by which a validator says that something is wrong, in the words the writer will read."""
    return PydanticCustomError("fault", "{message}", {"message": message})


def shown(value: Any) -> str:
    """Return what stands in the file, short enough for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
