"""contacts.yml: whom to call, how, and when."""

import re
from typing import Annotated, Any, Literal

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

from playbook.model.base import WITHOUT_LEVELS, Id, Key, LevelId, Model, Sourced, Text
from playbook.model.calendar import Calendar
from playbook.model.clock_time import Clock, ClockEnd
from playbook.model.phones import Phone, phones
from playbook.model.values import fault

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PLACEHOLDER = re.compile(r"\s*[(\uff08].*[)\uff09]\s*")
"""What is still to be filled in stands in brackets."""


class Channel(Model):
    """A way to reach a contact. The value is a placeholder in what is shipped; a phone's may list several numbers."""

    type: Literal["phone", "wechat", "email"]
    value: Text

    @property
    def given(self) -> bool:
        """Whether it is the thing itself and not what is still to be filled in."""
        return not PLACEHOLDER.fullmatch(self.value)

    @property
    def phones(self) -> tuple[Phone, ...]:
        """The numbers to dial; none where they are still to be filled in, or it is no phone."""
        return phones(self.value) if self.type == "phone" and self.given else ()

    @field_validator("value")
    @classmethod
    def _dialable(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("type") == "phone" and not PLACEHOLDER.fullmatch(value):
            phones(value)
        return value


TIMED: dict[str, Any] = {
    "required": ["days", "start", "end"],
    "properties": {
        "always": {"const": False},
        "days": {"minItems": 1},
        "start": {"type": "string"},
        "end": {"type": "string"},
    },
}
ALWAYS: dict[str, Any] = {"required": ["always"], "properties": {"always": {"const": True}}, "maxProperties": 1}


class Hours(Model):
    """When a contact may be reached: `always`, or days with a first and last time of day (local time).

    Hours that end before they begin go on to the next day. `on_days_off`: these hours hold on days off, too (those of
    the calendar; `always` is always).
    """

    model_config = ConfigDict(json_schema_extra={"oneOf": [ALWAYS, TIMED]})

    always: bool = False
    days: tuple[Weekday, ...] = ()
    start: Clock | None = None
    end: ClockEnd | None = None
    on_days_off: bool = False

    @model_validator(mode="after")
    def _complete(self) -> "Hours":
        timed = bool(self.days and self.start and self.end)
        given = [name for name in type(self).model_fields if getattr(self, name)]
        if given != ["always"] and (self.always or not timed):
            what = ", ".join(given) or "none of them"
            raise fault(f"expected either always: true, or days with start and end, got {what}")
        return self


OneOrSeveral = Annotated[
    Annotated[Hours, Tag("one")] | Annotated[tuple[Hours, ...], Field(min_length=1), Tag("several")],
    Discriminator(lambda value: "several" if isinstance(value, tuple) else "one"),
]


class Contact(Sourced):
    """A role that can be called: channels, hours, how far it may be disturbed, and the levels it serves."""

    id: Id
    role: Text
    name: Text
    helps_with: Text
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    hours: OneOrSeveral
    disturb: Text
    levels: Annotated[tuple[LevelId, ...], Field(min_length=1), WITHOUT_LEVELS]

    @property
    def periods(self) -> tuple[Hours, ...]:
        """All hours: a break at noon and other hours on Saturdays make them several."""
        return self.hours if isinstance(self.hours, tuple) else (self.hours,)

    @property
    def has_name(self) -> bool:
        """Whether the name has been filled in."""
        return not PLACEHOLDER.fullmatch(self.name)

    @property
    def phones(self) -> tuple[Phone, ...]:
        """All numbers by which the contact can be called."""
        return tuple(phone for channel in self.channels for phone in channel.phones)


class Waiver(Model):
    """A check that is switched off on purpose: which, and why."""

    check: Key
    reason: Text


class Contacts(Sourced):
    """contacts.yml: whom to call, in the order of calling."""

    title: Text
    description: Text
    lead: Text
    tips: tuple[Text, ...] = ()
    calendar: Calendar | None = None
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1)]
    waivers: tuple[Waiver, ...] = ()
