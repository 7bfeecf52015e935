"""site_config/: brand, navigation, units, and the words of the interface."""

from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import Field, field_validator

from playbook.errors import expected
from playbook.model.base import Address, Colour, Key, Model, Number, PageName, fault, template
from playbook.model.labels import Labels

PAGE_UNITS = ("yuan", "hours", "minutes", "days", "percent", "score")
Places = Annotated[int, Field(ge=0, le=10)]


class Brand(Model):
    """brand.yml: whose handbook it is, in which time zone its readers' clocks are, what of it is published."""

    site_name: str
    description: str
    organisation: str
    language: str
    timezone: str
    primary_colour: Colour
    site_url: Address | None = None
    internal: Literal["publish", "leave_out"] = "publish"
    internal_pages: tuple[PageName, ...] = ("contacts",)

    @field_validator("timezone")
    @classmethod
    def _known(cls, timezone: str) -> str:
        known = available_timezones()  # empty where the machine has no list of them
        if known and timezone not in known:
            raise fault(expected("a time zone such as Asia/Tokyo", repr(timezone)))
        return timezone


class Large(Model):
    """How amounts from `from` on are shown where dividing leaves at most `places` decimals."""

    from_: Annotated[Number, Field(alias="from", gt=0)]
    divide: Annotated[Number, Field(gt=0)]
    places: Places
    text: Annotated[str, template("value")]


class Unit(Model):
    """How a number of this unit is shown: `text` with {value}, at most `places` decimals.

    A table's cells may have it in the units of `also`, too, so many of which are one of this.
    """

    text: Annotated[str, template("value")]
    places: Places = 2
    large: Large | None = None
    also: dict[Key, Annotated[int, Field(gt=0)]] | None = None


class Units(Model):
    """units.yml. Those that the pages themselves use must be there."""

    units: Annotated[dict[Key, Unit], Field(json_schema_extra={"required": list(PAGE_UNITS)})]

    @field_validator("units")
    @classmethod
    def _complete(cls, units: dict[str, Unit]) -> dict[str, Unit]:
        missing = [name for name in PAGE_UNITS if name not in units]
        if missing:
            raise fault(expected(f"units for {', '.join(missing)}, which pages use", "none"))
        strange = [other for unit in units.values() for other in unit.also or () if other not in units]
        if strange:
            raise fault(expected("units of this file under `also`", repr(strange[0]), units))
        return units


class NavSection(Model):
    """A section of the navigation."""

    title: str
    pages: Annotated[tuple[PageName, ...], Field(min_length=1)]


class Navigation(Model):
    """navigation.yml: the home page first, then sections by need."""

    home: PageName
    sections: tuple[NavSection, ...]


class Messages(Model):
    """What is said at an input that cannot be used."""

    unknown_calculator: Annotated[str, template("value", "choices")]
    unknown_input: Annotated[str, template("field", "choices")]
    required: Annotated[str, template("label")]
    not_a_number: Annotated[str, template("value")]
    not_finite: Annotated[str, template("value")]
    too_small: Annotated[str, template("minimum", "value")]
    too_large: Annotated[str, template("maximum", "value")]
    unknown_choice: Annotated[str, template("value", "choices")]
    not_a_flag: Annotated[str, template("value")]
    below_other: Annotated[str, template("other", "minimum")]
    not_a_text: Annotated[str, template()]
    too_long: Annotated[str, template("most")]
    not_a_date: Annotated[str, template("value")]
    not_a_month: Annotated[str, template("value")]
    not_a_table: Annotated[str, template()]
    no_rows: Annotated[str, template()]
    too_many_rows: Annotated[str, template("most", "count")]
    unknown_columns: Annotated[str, template("names", "choices")]
    missing_columns: Annotated[str, template("names")]
    column_twice: Annotated[str, template("name")]
    too_many_cells: Annotated[str, template("count", "columns")]
    cell_fault: Annotated[str, template("row", "column", "message")]
    row_fault: Annotated[str, template("row", "message")]
    more_faults: Annotated[str, template("count")]
    unreadable_file: Annotated[str, template("value")]
    not_json: Annotated[str, template()]
    given_twice: Annotated[str, template()]
    not_a_pair: Annotated[str, template("value")]


class Words(Model):
    """What the sentences of a result are made of."""

    given: str
    not_given: str
    none: str
    yes: str
    no: str
    and_: Annotated[str, Field(alias="and")]
    or_: Annotated[str, Field(alias="or")]
    above: Annotated[str, template("value")]
    at_least: Annotated[str, template("value")]
    below: Annotated[str, template("value")]
    at_most: Annotated[str, template("value")]
    both_ends: str
    factor: Annotated[str, template("label", "bands")]
    all_of: str
    alternatives: str
    value: Annotated[str, template("label", "value")]
    rows: Annotated[str, template("count")]
    evidence: Annotated[str, template("label", "value", "band")]
    undefined: str
    verdict_all: Annotated[str, template("forms", "level")]
    verdict_some: Annotated[str, template("forms", "level")]
    form_fired: Annotated[str, template("form", "rule", "evidence", "level")]
    form_otherwise: Annotated[str, template("form", "level")]
    cap_exempt: Annotated[str, template("cap", "advised")]
    cap_level: Annotated[str, template("cap", "advised")]
    cap_lower: Annotated[str, template("cap", "advised")]
    points: Annotated[str, template("label", "value", "band", "points", "weighted", "weight")]
    no_item: str
    change: Annotated[str, template("label", "band", "level")]


class Interface(Model):
    """interface.yml: every word of the interface."""

    messages: Messages
    words: Words
    labels: Labels
