"""What staff follow and say: SOP, scripts, contacts and pages of text."""

import re
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from playbook.model.base import Amount, Id, Key, LevelId, Model, PageName, Sourced, Template, Text, fault

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PLACEHOLDER = re.compile(r"\s*[(\uff08].*[)\uff09]\s*")
"""What is still to be filled in stands in brackets."""
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
Clock = Annotated[str, Field(pattern=CLOCK)]


class TimeLimit(Model):
    """How long a step may take: up to `most`, from `least` where it is a range."""

    least: Amount | None = None
    most: Amount
    unit: Literal["minutes", "hours", "days"]


class Branch(Sourced):
    """The checks of one level within a step."""

    level: LevelId
    checks: Annotated[tuple[Text, ...], Field(min_length=1)]


class SopStep(Sourced):
    """One step: what it is for, how long it may take, what to tick off, and what each level does on top.

    `within` is counted from the report of the shortage, or from the end of the step `after`. `limits` are those of the
    level that the step has to meet; where it has some, they are its times due, and `within` only says what is usual.
    """

    model_config = ConfigDict(
        json_schema_extra={"not": {"properties": {key: {"maxItems": 0} for key in ("checks", "branches")}}}
    )

    id: Id
    title: Text
    purpose: Text
    within: TimeLimit | None = None
    after: Id | None = None
    limits: tuple[Literal["find", "deliver"], ...] = ()
    checks: tuple[Text, ...] = ()
    branches: tuple[Branch, ...] = ()

    @model_validator(mode="after")
    def _something_to_do(self) -> "SopStep":
        if not self.checks and not self.branches:
            raise fault("expected checks or branches, got neither")
        return self


class Sop(Sourced):
    """sop.yml: the steps in order."""

    title: Text
    description: Text
    lead: Text
    steps: Annotated[tuple[SopStep, ...], Field(min_length=1)]


class Placeholder(Model):
    """A blank of a script that the speaker fills in; blanks of one id hold the same in all scripts.

    A time is offered so many hours from now as `in_hours` lists.
    """

    id: Key
    label: Text
    example: Text
    kind: Literal["text", "time", "number", "amount", "phone"] = "text"
    in_hours: tuple[Amount, ...] = ()

    @model_validator(mode="after")
    def _only_times(self) -> "Placeholder":
        if self.in_hours and self.kind != "time":
            raise fault(f"expected in_hours at a blank of the kind time only, got the kind {self.kind}")
        return self


class KeyPoint(Model):
    """Why a sentence stands in a script."""

    point: Text
    why: Text


class Commitment(Model):
    """Something a script promises, and who must approve it first.

    Where it has `words`, they stand in the script at the blank {id}, and are said only once it has been approved.
    """

    text: Text
    approver: Text
    id: Key | None = None
    words: Template | None = None

    @model_validator(mode="after")
    def _named(self) -> "Commitment":
        if (self.id is None) != (self.words is None):
            raise fault("expected both id and words, or neither, got one of them")
        return self


class Script(Sourced):
    """scripts/NAME.yml: words for one scenario. `body` shows blanks as {id}; blank lines part paragraphs."""

    title: Text
    order: int
    scenario: Text
    audience: Literal["customer", "colleague"]
    levels: tuple[LevelId, ...] = ()
    conditions: tuple[Text, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    subject: Template | None = None
    body: Template
    key_points: tuple[KeyPoint, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    tone: tuple[Text, ...] = ()
    update_every_hours: Amount | None = None

    @model_validator(mode="after")
    def _said_once(self) -> "Script":
        for commitment in self.conditional:
            if self.body.count(f"{{{commitment.id}}}") != 1:
                raise fault(f"expected the commitment {{{commitment.id}}} once in the body")
        return self

    @property
    def conditional(self) -> list[Commitment]:
        """The commitments with words of their own."""
        return [commitment for commitment in self.commitments if commitment.words is not None]

    @property
    def in_full(self) -> str:
        """The body with the words of every commitment in their places; the other blanks as they are."""
        said = self.body
        for commitment in self.conditional:
            said = said.replace(f"{{{commitment.id}}}", commitment.words or "")
        return said


class Channel(Model):
    """A way to reach a contact. The value is a placeholder in what is shipped."""

    type: Literal["phone", "wechat", "email"]
    value: Text

    @property
    def given(self) -> bool:
        """Whether it is the thing itself and not what is still to be filled in."""
        return not PLACEHOLDER.fullmatch(self.value)


TIMED: dict[str, Any] = {
    "required": ["days", "start", "end"],
    "properties": {"days": {"minItems": 1}, "start": {"type": "string"}, "end": {"type": "string"}},
}
ALWAYS: dict[str, Any] = {"required": ["always"], "properties": {"always": {"const": True}}}


class Hours(Model):
    """When a contact may be reached: `always`, or days with a first and last time of day (local time)."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [ALWAYS, TIMED]})

    always: bool = False
    days: tuple[Weekday, ...] = ()
    start: Clock | None = None
    end: Clock | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Hours":
        timed = bool(self.days and self.start and self.end)
        if self.always == timed:
            raise fault("expected either always: true, or days with start and end, got another mixture")
        return self


class Contact(Sourced):
    """A role that can be called: channels, hours, how far it may be disturbed, and the levels it serves."""

    id: Id
    role: Text
    name: Text
    helps_with: Text
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    hours: Hours
    disturb: Text
    levels: Annotated[tuple[LevelId, ...], Field(min_length=1)]

    @property
    def has_name(self) -> bool:
        """Whether the name has been filled in."""
        return not PLACEHOLDER.fullmatch(self.name)


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
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1)]
    waivers: tuple[Waiver, ...] = ()


class Link(Model):
    """A way to another page, in the reader's words. `page` is a page's path, e.g. `sop`; `anchor` a place on it."""

    page: PageName
    anchor: str | None = None
    title: Text
    hint: Text | None = None


class LinkGroup(Model):
    """Links that answer one need."""

    title: Text
    links: Annotated[tuple[Link, ...], Field(min_length=1)]


class PageText(Model):
    """pages/NAME.yml: title, description and words of a page whose substance comes from other content."""

    title: Text
    description: Text
    lead: Text
    groups: tuple[LinkGroup, ...] = ()
    notes: tuple[Text, ...] = ()
