"""The mutual-aid alliance of service centres: its agreement, and how to found one."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import Id, Sourced, Text
from playbook.model.topic import Section, Topic


class FoundingStep(Sourced):
    """One step of founding an alliance; `takes` says how long, or when, in the reader's words."""

    id: Id
    title: Text
    takes: Text
    checks: Annotated[tuple[Text, ...], Field(min_length=1)]


class Alliance(Topic):
    """alliance.yml: members, agreement, what made it work, founding steps. `metrics` names a file of metrics/,
    `invitation` a script."""

    members: Annotated[tuple[Text, ...], Field(min_length=1)]
    agreement: Annotated[tuple[Section, ...], Field(min_length=1)]
    factors: Section
    founding: Annotated[tuple[FoundingStep, ...], Field(min_length=1)]
    metrics: Id
    invitation: Id
