"""Conditions as data: intervals with open or closed ends, choices, yes or no, and "not given".

In YAML one factor's bands are written as plainly as they can be: a choice (`high`), a list of choices, `true`,
`not_given`, or an interval (`{above: vip_ltv}`, `{at_least: 24, below: 72}`). A `when` is a mapping of factors that
must all be in their bands, or a list of such mappings of which one must hold.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, StrictBool, Tag, model_validator

from playbook.errors import expected
from playbook.model.base import Figure, Model
from playbook.model.values import fault, shown

NOT_GIVEN = "not_given"
ANY = ("any",)
"""The bands of a column, in a row of a table, that says nothing of its factor."""


ENDS = ("above", "at_least", "below", "at_most")


def _both(*names: str) -> dict[str, Any]:
    """Return the JSON Schema of a mapping that has all these ends; a name without a value is none."""
    return {"required": list(names), "properties": {name: {"not": {"type": "null"}} for name in names}}


NO_END: dict[str, Any] = {"properties": {end: {"type": "null"} for end in ENDS}}


class Interval(Model):
    """Numbers between two ends; `above` and `below` leave the end out, `at_least` and `at_most` include it."""

    # Said in the negative, since editors offer what is in the alternatives of a positive one a second time.
    model_config = ConfigDict(
        json_schema_extra={"not": {"anyOf": [NO_END, _both("above", "at_least"), _both("below", "at_most")]}}
    )

    above: Figure | None = None
    at_least: Figure | None = None
    below: Figure | None = None
    at_most: Figure | None = None

    @model_validator(mode="after")
    def _one_each(self) -> "Interval":
        low, high = [x for x in (self.above, self.at_least) if x is not None], self._high()
        if len(low) > 1 or len(high) > 1 or not low + high:
            ends = ", ".join(self.model_dump(exclude_none=True)) or "no end"
            raise fault(expected("an interval with one lower end, one upper end, or one of each", ends))
        if low and high and (low[0] > high[0] or (low[0] == high[0] and (self.above, self.below) != (None, None))):
            raise fault(expected("an interval that holds a number", f"one from {low[0]} to {high[0]}"))
        return self

    def _high(self) -> list[int | float]:
        return [x for x in (self.below, self.at_most) if x is not None]


def _kind(value: Any) -> str | None:
    if isinstance(value, dict | Interval):
        return "interval"
    if isinstance(value, bool):
        return "flag"
    if value == NOT_GIVEN:
        return NOT_GIVEN
    return "choice" if isinstance(value, str) else None


type Band = Annotated[
    Annotated[Interval, Tag("interval")]
    | Annotated[str, Tag("choice")]
    | Annotated[StrictBool, Tag("flag")]
    | Annotated[Literal["not_given"], Tag(NOT_GIVEN)],
    Discriminator(
        _kind,
        custom_error_type="band",
        custom_error_message="",  # explained where the value that stands there is known
    ),
]


def _listed(value: Any) -> Any:
    return value if isinstance(value, tuple) else (value,)


Listed = Annotated[tuple[Band, ...], Field(min_length=1)]
type Bands = Annotated[Listed, BeforeValidator(_listed, json_schema_input_type=Band | Listed)]


def _alternatives(value: Any) -> Any:
    if isinstance(value, dict):
        return (value,)
    if not isinstance(value, tuple):
        raise fault(expected("factors with their bands, or a list of such", shown(value)))
    return value


type AllOf = Annotated[dict[str, Bands], Field(min_length=1)]
Alternatives = Annotated[
    tuple[AllOf, ...], BeforeValidator(_alternatives, json_schema_input_type=AllOf | tuple[AllOf, ...])
]
Some = Annotated[tuple[AllOf, ...], Field(min_length=1)]
type When = Annotated[Some, BeforeValidator(_alternatives, json_schema_input_type=AllOf | Some)]


def plain_band(band: Interval | str | bool) -> dict[str, Any]:
    """Return a band as the calculators read it."""
    if isinstance(band, Interval):
        return band.model_dump(exclude_none=True)
    return {"not_given": True} if band == NOT_GIVEN else {"is": band}


def plain_bands(bands: tuple[Interval | str | bool, ...]) -> list[dict[str, Any]]:
    """Return the bands one factor may be in, as the calculators read them."""
    return [plain_band(band) for band in bands]


def plain_when(when: tuple[Mapping[str, tuple[Interval | str | bool, ...]], ...]) -> list[dict[str, Any]]:
    """Return a condition as the calculators read it."""
    return [{factor: plain_bands(bands) for factor, bands in every.items()} for every in when]
