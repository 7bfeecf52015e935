"""Conditions as data: intervals with open or closed ends, choices, yes or no, and "not given".

In YAML one factor's bands are written as plainly as they can be: a choice (`high`), a list of choices, `true`,
`not_given`, or an interval (`{above: vip_ltv}`, `{at_least: 24, below: 72}`). A `when` is a mapping of factors that
must all be in their bands, or a list of such mappings of which one must hold.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, StrictBool, Tag, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import Figure, Key, Model, shown

NOT_GIVEN = "not_given"


class Interval(Model):
    """Numbers between two ends; `above` and `below` leave the end out, `at_least` and `at_most` include it."""

    above: Figure | None = None
    at_least: Figure | None = None
    below: Figure | None = None
    at_most: Figure | None = None

    @model_validator(mode="after")
    def _ends(self) -> "Interval":
        low, high = [x for x in (self.above, self.at_least) if x is not None], self._high()
        if len(low) > 1 or len(high) > 1 or not low + high:
            raise PydanticCustomError(
                "interval_ends",
                "expected an interval with at most one lower and one upper end, got {got}",
                {"got": ", ".join(self.model_dump(exclude_none=True)) or "no end"},
            )
        if low and high and (low > high or (low == high and (self.above, self.below) != (None, None))):
            raise PydanticCustomError(
                "interval_empty",
                "expected an interval that holds a number, got one from {low} to {high}",
                {"low": low[0], "high": high[0]},
            )
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


Band = Annotated[
    Annotated[Interval, Tag("interval")]
    | Annotated[Key, Tag("choice")]
    | Annotated[StrictBool, Tag("flag")]
    | Annotated[Literal["not_given"], Tag(NOT_GIVEN)],
    Discriminator(
        _kind,
        custom_error_type="band",
        custom_error_message="expected a choice, true or false, not_given, or an interval "
        "(above, at_least, below, at_most)",
    ),
]


def _listed(value: Any) -> Any:
    return value if isinstance(value, tuple) else (value,)


Bands = Annotated[tuple[Band, ...], BeforeValidator(_listed), Field(min_length=1)]


def _alternatives(value: Any) -> Any:
    if isinstance(value, dict):
        return (value,)
    if not isinstance(value, tuple):
        raise PydanticCustomError(
            "when", "expected factors with their bands, or a list of such, got {got}", {"got": shown(value)}
        )
    return value


AllOf = Annotated[dict[Key, Bands], Field(min_length=1)]
When = Annotated[tuple[AllOf, ...], BeforeValidator(_alternatives), Field(min_length=1)]


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
