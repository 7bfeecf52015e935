"""Means at the edge of the rules. Nothing here is shown without its guard: risks, conditions, approval, records."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import LevelId, Sourced, Text
from playbook.model.topic import Fact, Section, Topic


class Guard(Topic):
    """guard.yml: what must hold before any last resort is looked at."""

    rules: Annotated[tuple[Text, ...], Field(min_length=1)]


class Approval(Sourced):
    """Who must agree, and to what."""

    role: Text
    agrees_to: Text


class LastResort(Topic):
    """last-resorts/NAME.yml. `conditions` must all hold; `level` is the one level that may use it.

    `risk_rank` orders them by risk, 1 the least. Risks are shown before steps.
    """

    order: int
    risk_rank: Annotated[int, Field(ge=1)]
    level: LevelId
    risks: Annotated[tuple[Text, ...], Field(min_length=1)]
    conditions: Annotated[tuple[Text, ...], Field(min_length=1)]
    approvals: Annotated[tuple[Approval, ...], Field(min_length=1)]
    records: Annotated[tuple[Text, ...], Field(min_length=1)]
    steps: Annotated[tuple[Text, ...], Field(min_length=1)]
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
