"""What comes before what: ranks, and the steps of what is done, each with what belongs to it."""

from typing import Annotated, Any, Literal

from playbook.model.base import Id, Sourced
from playbook.model.base import Text as Words
from playbook.model.blocks.base import AtLeastOne, Block, Fact


class Rank(Sourced):
    """One place in an order: what stands there, why, and what else is known of it.

    Of a step, `takes` says how long, or when, in the reader's words, and `checks` what is ticked off.
    """

    id: Id | None = None
    title: Words
    takes: Words | None = None
    tags: tuple[Words, ...] = ()
    text: Words | None = None
    why: Words | None = None
    checks: tuple[Words, ...] = ()
    facts: tuple[Fact, ...] = ()


class Ranks(Block):
    """Places, first to last."""

    ENTRIES = "ranks"

    type: Literal["ranks"]
    ranks: Annotated[tuple[Rank, ...], AtLeastOne]

    def cells(self) -> list[dict[str, Any]]:
        """Return the places as JSON-ready data, as calculators read them: `id`, `title` and `sources`, in order."""
        return [{"id": rank.id, "title": rank.title, "sources": list(rank.sources)} for rank in self.ranks]


class Steps(Block):
    """Steps, first to last."""

    ENTRIES = "steps"

    type: Literal["steps"]
    steps: Annotated[tuple[Rank, ...], AtLeastOne]
