"""The words of what is filled in and kept on the device: interface.yml, labels `fill`, `times`, `storage`."""

from typing import Annotated

from playbook.model.base import Model, template


class FillLabels(Model):
    """The fields of a script, and what is said of them."""

    for_incident: str
    no_incident: str
    unnamed: str
    remembered: str
    missing: Annotated[str, template("label")]
    not_an_amount: str
    after: Annotated[str, template("time")]
    approved: Annotated[str, template("role")]
    share: str
    promise: str
    clear: str
    tone: str


class TimeLabels(Model):
    """How a moment is said: `moment` from a `day` (today, tomorrow, ..., else `date`) and the clock's time."""

    today: str
    tomorrow: str
    day_after: str
    yesterday: str
    date: Annotated[str, template("month", "day")]
    moment: Annotated[str, template("day", "clock")]
    days: Annotated[str, template("number")]
    hours: Annotated[str, template("number")]
    minutes: Annotated[str, template("number")]


class StorageLabels(Model):
    """What is said where the device does not keep a record, and of entries of a file that cannot be taken in."""

    full: str
    blocked: str
    unavailable: str
    format: str
    kind: str
    record: str
    twice: str
    unreadable: str
