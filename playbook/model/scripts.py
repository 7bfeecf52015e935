"""Scripts: words for one scenario, with blanks, and what they promise."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, model_validator
from pydantic.config import JsonDict

from playbook.model.base import WITHOUT_LEVELS, Amount, Key, LevelId, Model, Sourced, Template, Text
from playbook.model.values import fault


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


def _both(held: JsonDict) -> JsonDict:
    """Return the JSON Schema of a mapping in which id and words are alike; a key left out is nothing."""
    needed: list[Any] = ["id", "words"] if held["type"] == "string" else []
    return {"properties": {"id": held, "words": held}, "required": needed}


class Commitment(Model):
    """Something a script promises, and who must approve it first.

    Where it has `words`, they stand in the script at the blank {id}, and are said only once it has been approved.
    """

    model_config = ConfigDict(json_schema_extra={"oneOf": [_both({"type": "string"}), _both({"type": "null"})]})

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
    levels: Annotated[tuple[LevelId, ...], WITHOUT_LEVELS] = ()
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
