"""site_config/: brand, navigation, units."""

from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, field_validator

from playbook.errors import expected
from playbook.model.address import Address
from playbook.model.base import Colour, Key, Model, Number, PageName, PagePattern, Text, blanks, template
from playbook.model.clock_time import QuietHours
from playbook.model.formula import FormulaText
from playbook.model.values import fault

FORMAT = 1
"""The form of content and settings that this version reads; brand.yml may say for which one a handbook was written."""

Language = Literal["en", "zh"]
"""The languages in which the package ships the words of the interface."""

MOST_PLACES = 10
Places = Annotated[int, Field(ge=0, le=MOST_PLACES)]


class Brand(Model):
    """brand.yml: whose handbook it is, in which time zone its readers' clocks are, when
    customers are not called, what of it is published."""

    playbook: int = FORMAT
    site_name: Text
    description: Text
    organisation: Text
    language: Language
    timezone: str
    quiet_hours: QuietHours | None = None
    primary_colour: Colour
    site_url: Address | None = None
    internal: Literal["publish", "leave_out"] = "publish"
    internal_pages: tuple[PagePattern, ...] = ("contacts",)

    @field_validator("timezone")
    @classmethod
    def _known(cls, timezone: str) -> str:
        known = _timezones()  # empty where the machine has no list of them
        if known and timezone not in known:
            raise fault(expected("a time zone such as Asia/Tokyo", repr(timezone)))
        return timezone


_timezones = cache(available_timezones)  # it goes through hundreds of files


def _with_value(text: str) -> str:
    if "value" not in blanks(text):
        raise fault(expected("{value} in the text", repr(text)))
    return text


UnitText = Annotated[str, template("value"), AfterValidator(_with_value)]


class Large(Model):
    """How amounts from `from` on are shown where dividing leaves at most `places` decimals; `written` as for a unit."""

    from_: Annotated[Number, Field(alias="from", gt=0)]
    divide: Annotated[Number, Field(gt=0)]
    places: Places
    text: UnitText
    written: tuple[UnitText, ...] = ()


class Unit(Model):
    """How a number of this unit is shown: `text` with {value}, at most `places` decimals; `one` where it is 1.

    What is typed may be `written` in other ways, too, or in the units of `also`, so many of which are one of this. A
    unit made of others `is` these, multiplied or divided: "yuan / hours".
    """

    text: UnitText
    one: UnitText | None = None
    places: Places = 2
    large: Large | None = None
    written: tuple[UnitText, ...] = ()
    also: dict[Key, Annotated[int, Field(gt=0)]] | None = None
    is_: Annotated[FormulaText | None, Field(alias="is")] = None


class Units(Model):
    """units.yml: units that the package does not have, or that a handbook shows otherwise."""

    units: dict[Key, Unit]


class NavSection(Model):
    """A section of the navigation. A page with /* stands for those of its folder; what is not there is left out."""

    title: Text
    pages: Annotated[tuple[PagePattern, ...], Field(min_length=1)]


class Navigation(Model):
    """navigation.yml: the home page first, then sections by need."""

    home: PageName = "home"
    sections: tuple[NavSection, ...]
