"""What all blocks share: an anchor, a heading, words before the matter, and where it comes from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Discriminator, Field, Tag

from playbook.errors import expected
from playbook.model.base import Amount, Cited, Id, Model, Sourced, Text
from playbook.model.values import fault


def _share(value: int | float) -> int | float:
    if value > 100:
        raise fault(expected("at most 100 percent", str(value)))
    return value


Percent = Annotated[Amount, AfterValidator(_share)]


class Note(Sourced):
    """A remark that corrects, limits or explains what stands beside it."""

    text: Text


class Fact(Model):
    """A short answer to a short question: `label` asks, `value` answers."""

    label: Text
    value: Text


class Span(Model):
    """So much at least, and so much at most."""

    least: Amount
    most: Amount


class Item(Cited):
    """An entry of a list: words, with what they are about in front where `title` says so."""

    title: Text | None = None
    text: Text


Entry = Annotated[
    Annotated[Text, Tag("text")] | Annotated[Item, Tag("item")],
    Discriminator(lambda value: "item" if isinstance(value, dict | Item) else "text"),
]
type Place = tuple[str | int, ...]
type Faults = Iterator[tuple[Place, str]]


class Block(Cited):
    """A part of a page. `id` is its anchor, `title` its heading, `text` what is said before the rest.

    Without sources of its own, what it states comes from those of its page.
    """

    STATES: ClassVar[bool] = True
    """Whether it says something of its own, which has to come from somewhere."""
    ENTRIES: ClassVar[str] = ""
    """The list whose entries each have an anchor, or may have, and say where they come from."""

    id: Id | None = None
    title: Text | None = None
    text: Text | None = None
    notes: tuple[Note, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The anchors that the block gives its page, beside its own."""
        return tuple(entry.id for entry in getattr(self, self.ENTRIES, ()) if entry.id)

    @property
    def cites(self) -> bool:
        """Whether the block says itself where its matter comes from."""
        return bool(self.sources or self.ENTRIES)

    def faults(self, blocks: "Mapping[str, Block]") -> Faults:
        """Yield what does not fit, by its place in the block; `blocks` are those of the page by their ids."""
        yield from ()


def titled(blocks: Mapping[str, Block], names: Iterable[str], at: Place) -> Faults:
    """Yield those of the names, which stand at `at`, that no block with a title has."""
    known = [name for name, block in blocks.items() if block.title]
    for place, name in enumerate(names):
        if name not in known:
            yield (*at, place), expected("the id of a block with a title", repr(name), known)


AtLeastOne = Field(min_length=1)
