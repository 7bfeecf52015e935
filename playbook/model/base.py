"""What every content model shares: strict frozen models, and the types that refer to something else by name.

A figure (threshold, cap, time limit) stands once, in figures.yml. Numbers elsewhere may be its name, and texts may show
it as {{name}}; both are resolved while a file is validated, against the `Context` of the handbook, so that an unknown
name is a problem at its own line and column.
"""

import math
import re
from functools import partial
from string import Formatter
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import CoreSchema

from calculators.numbers import LARGEST
from playbook.errors import expected
from playbook.model.context import Context, Forgotten, kept, known, missed, ruled
from playbook.model.values import fault, finite, given, not_negative, shown

REFERENCE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
IDENTIFIER = r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$"
KEY = r"^[a-z][a-z0-9_]*$"
COLOUR = r"^#[0-9a-f]{6}$"

UNKNOWN = math.nan
"""Stands for a figure whose own entry could not be used: no comparison holds, so no check complains a second time."""


class Model(BaseModel):
    """A frozen record that accepts its own keys only, each in its own type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _of_levels(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    return () if "levels" in getattr(info.context, "absent", ()) else handler(value)


def _sourced(value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    if not value and "sources" not in getattr(info.context, "absent", ()):
        raise fault(expected("the key 'sources', with at least one entry", "none"))
    return value


def _figure(value: Any, info: ValidationInfo) -> Any:
    """Return the number meant: itself, or the named figure's value."""
    if isinstance(value, str):
        figures = getattr(info.context, "figures", None)
        if missed("figures", value, info.context or Context()):
            return UNKNOWN
        if figures is not None and value not in figures:
            what = "a number or the name of a figure in figures.yml"
            raise fault(expected(what, shown(value), sorted(figures)))
        return _valued(figures, value)
    return finite(value)


def _valued(figures: Any, name: str) -> Any:
    """Return the value of the figure `name`; one that could not be read is told of at its own place."""
    return figures[name][0] if figures is not None and figures[name] is not None else UNKNOWN


def named(value: Any, info: ValidationInfo) -> Any:
    """Return the number of the figure that `value` names; any other value as it is."""
    figures = getattr(info.context, "figures", None)
    if isinstance(value, str) and missed("figures", value, info.context or Context()):
        return UNKNOWN
    if not isinstance(value, str) or (figures is not None and value not in figures):
        return value
    return _valued(figures, value)


def _text(value: Any, info: ValidationInfo) -> Any:
    """Return the text with every {{figure}} replaced by the figure in the reader's words."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        return ""  # blanks alone say nothing
    context: Context = info.context or Context()

    def show(match: re.Match[str]) -> str:
        name = match.group(1)
        said = figure_shown(name, context)
        if said is None:
            what = "the name of a figure in figures.yml between {{ and }}"
            raise fault(expected(what, repr(name), sorted(context.figures or ())))
        return said

    text = REFERENCE.sub(show, value).strip()
    if "{{" in text or "}}" in text:
        raise fault(expected("{{ and }} around the name of a figure", "one without the other, or more than a name"))
    return text


def figure_shown(name: str, context: Context) -> str | None:
    """Return a figure in the reader's words, its name where they cannot be known, None where there is none."""
    if missed("figures", name, context) or context.figures is None:
        return name
    if name not in context.figures:
        return None
    known = context.figures[name]
    return name if known is None else context.show(*known)


def template(*names: str) -> AfterValidator:
    """Return a check that a text's blanks, written {name}, are among `names`."""

    def check(value: str) -> str:
        unknown = sorted(blanks(paired(value)) - set(names))
        if unknown:
            wanted = "only the blanks " + ", ".join(f"{{{name}}}" for name in names) if names else "no blanks"
            raise fault(expected(wanted, ", ".join(f"{{{name}}}" for name in unknown)))
        return value

    return AfterValidator(check)


def paired(text: str) -> str:
    """Return the text if its braces come in pairs."""
    try:
        blanks(text)
    except ValueError:
        raise fault(expected("a blank as {name}", "a brace without its other half")) from None
    return text


def blanks(text: str) -> set[str]:
    """Return the names of a text's blanks, with what else stands in the braces. Raises ValueError for a lone brace."""
    return {
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    }


# Names of what another file declares. They are types of their own, so that an editor can be told which names there are.
type FigureName = str
type PageName = Annotated[str, BeforeValidator(known("pages"))]
PagePattern = Annotated[str, AfterValidator(partial(normalize, "NFC"))]  # a page, or FOLDER/* for those in it
type ScriptName = Annotated[str, BeforeValidator(known("scripts"))]
type CalculatorName = Annotated[str, BeforeValidator(known("calculators"))]
type UnitName = Annotated[str, Field(pattern=KEY), BeforeValidator(known("units"))]
type SourceId = Annotated[str, BeforeValidator(known("sources"))]
type RulingId = Annotated[str, BeforeValidator(known("rulings"))]
type LevelId = Annotated[int, BeforeValidator(known("levels"))]
SourceIds = Annotated[tuple[SourceId, ...], AfterValidator(kept("sources"))]
RulingIds = Annotated[tuple[RulingId, ...], AfterValidator(kept("rulings"))]
WITHOUT_LEVELS = WrapValidator(_of_levels)  # of a list of levels, which is empty in a handbook that has none


type RuledLevelId = Annotated[int | str, BeforeValidator(ruled)]

Id = Annotated[str, Field(pattern=IDENTIFIER)]
Key = Annotated[str, Field(pattern=KEY)]
Colour = Annotated[str, Field(pattern=COLOUR)]
Finite = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]  # what `finite` lets pass, for editors
NotNegative = Annotated[float, Field(ge=0, le=LARGEST)]
Number = Annotated[int | float, BeforeValidator(finite, json_schema_input_type=Finite)]
Quantity = Annotated[
    int | float, BeforeValidator(finite, json_schema_input_type=NotNegative), AfterValidator(not_negative)
]
Figure = Annotated[int | float, BeforeValidator(_figure, json_schema_input_type=Finite | FigureName)]
Amount = Annotated[
    int | float,
    BeforeValidator(_figure, json_schema_input_type=NotNegative | FigureName),
    AfterValidator(not_negative),
]
Text = Annotated[str, BeforeValidator(_text), Field(min_length=1)]
Template = Annotated[Text, AfterValidator(paired)]
Given = Annotated[
    int | float | bool | str | tuple[str, ...],
    BeforeValidator(given, json_schema_input_type=Finite | bool | str | tuple[str, ...]),
]


class Cited(Model):
    """What may say where it comes from, and which rulings bear on it."""

    sources: SourceIds = ()
    rulings: RulingIds = ()

    @property
    def explained(self) -> bool:
        """Whether a ruling bears on it, be it one of those that the handbook does without now."""
        return bool(self.rulings) or isinstance(self.rulings, Forgotten)


class Sourced(Cited):
    """A statement that says where it comes from, in a handbook that keeps an inventory of its sources."""

    sources: Annotated[SourceIds, AfterValidator(_sourced), Field(validate_default=True)] = ()

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Have editors ask for sources; editor_schemas.py takes that back where a handbook keeps no inventory."""
        made = handler(core)
        schema = handler.resolve_ref_schema(made)
        schema["required"] = ["sources", *schema.get("required", ())]
        schema["properties"]["sources"]["minItems"] = 1
        return made
