"""What every content model shares: strict frozen models, and the types that refer to something else by name.

A figure (threshold, cap, time limit) stands once, in figures.yml. Numbers elsewhere may be its name, and texts may show
it as {{name}}; both are resolved while a file is validated, against the `Context` of the handbook, so that an unknown
name is a problem at its own line and column.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

REFERENCE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
IDENTIFIER = r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$"


class Model(BaseModel):
    """A frozen record that accepts its own keys only, each in its own type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


@dataclass(frozen=True)
class Context:
    """The names a file may refer to. A kind whose file could not be read is None: then any name passes."""

    figures: Mapping[str, tuple[int | float, str | None]] | None = None
    sources: frozenset[str] | None = None
    rulings: frozenset[str] | None = None
    levels: tuple[int, ...] | None = None
    show: Callable[[int | float, str | None], str] = field(default=lambda value, unit: str(value))


def _known(kind: str) -> Callable[[Any, ValidationInfo], Any]:
    def check(value: Any, info: ValidationInfo) -> Any:
        names = getattr(info.context, kind, None)
        if names is not None and value not in names:
            raise PydanticCustomError(
                "unknown_name",
                "expected {what}, got {got} (choices: {choices})",
                {"what": WHAT[kind], "got": repr(value), "choices": ", ".join(map(str, sorted(names)))},
            )
        return value

    return check


WHAT = {
    "sources": "the id of an inventory row in sources.yml",
    "rulings": "the id of a ruling in rulings.yml",
    "levels": "a level of levels.yml",
}


def _figure(value: Any, info: ValidationInfo) -> Any:
    """Return the number meant: itself, or the named figure's value."""
    if isinstance(value, str):
        figures = getattr(info.context, "figures", None)
        if figures is None:
            return 0
        if value not in figures:
            raise PydanticCustomError(
                "unknown_name",
                "expected a number or the name of a figure in figures.yml, got {got} (choices: {choices})",
                {"got": repr(value), "choices": ", ".join(sorted(figures))},
            )
        return figures[value][0]
    return finite(value)


def finite(value: Any) -> Any:
    """Return the number if it is one; an infinite one or NaN is a problem."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("not_a_number", "expected a number, got {got}", {"got": shown(value)})
    if isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("not_a_number", "expected a finite number, got {got}", {"got": str(value)})
    return value


def shown(value: Any) -> str:
    """Return what stands in the file, short enough for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _text(value: Any, info: ValidationInfo) -> Any:
    """Return the text with every {{figure}} replaced by the figure in the reader's words."""
    if not isinstance(value, str):
        return value
    context: Context | None = info.context
    if context is None or context.figures is None:
        return value
    figures, words = context.figures, context.show

    def show(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in figures:
            raise PydanticCustomError(
                "unknown_name",
                "expected the name of a figure in figures.yml between {{{{ and }}}}, got {got} (choices: {choices})",
                {"got": repr(name), "choices": ", ".join(sorted(figures))},
            )
        return words(*figures[name])

    return REFERENCE.sub(show, value).strip()


def template(*names: str) -> AfterValidator:
    """Return a check that a text's blanks, written {name}, are among `names`."""

    def check(value: str) -> str:
        unknown = sorted(blanks(value) - set(names))
        if unknown:
            raise PydanticCustomError(
                "unknown_blank",
                "expected only the blanks {names}, got {got}",
                {"names": ", ".join(names) or "(none)", "got": ", ".join(unknown)},
            )
        return value

    return AfterValidator(check)


def blanks(text: str) -> set[str]:
    """Return the names of a text's blanks. Raises a pydantic error where a brace stands alone."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise PydanticCustomError("lone_brace", "expected braces in pairs, got {got}", {"got": str(error)}) from None


Id = Annotated[str, Field(pattern=IDENTIFIER)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Number = Annotated[int | float, BeforeValidator(finite)]
Figure = Annotated[int | float, BeforeValidator(_figure)]
Amount = Annotated[Figure, Field(ge=0)]
Text = Annotated[str, BeforeValidator(_text), Field(min_length=1)]
SourceId = Annotated[str, BeforeValidator(_known("sources"))]
RulingId = Annotated[str, BeforeValidator(_known("rulings"))]
LevelId = Annotated[int, BeforeValidator(_known("levels"))]


class Sourced(Model):
    """A statement that says where it comes from and which rulings bear on it."""

    sources: Annotated[tuple[SourceId, ...], Field(min_length=1)]
    rulings: tuple[RulingId, ...] = ()
