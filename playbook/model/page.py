"""A page of a handbook: what it is called, and the blocks that it is made of."""

from collections.abc import Iterator, Mapping

from playbook.model.base import Cited, Text
from playbook.model.blocks import AnyBlock
from playbook.model.blocks.base import Block, Note
from playbook.model.blocks.include import Include
from playbook.model.blocks.metrics import Metric, Metrics
from playbook.model.blocks.table import Table
from playbook.model.link import Link
from playbook.model.review import Review


class Page(Cited):
    """pages/NAME.yml, at its own path in the site. One of a built-in page's name gives that page its words.

    `tags` stand above the rest, `links` lead on at its end. What blocks state without sources comes from the page's.
    `review` is who answers for it, where that is not as review.yml says.
    """

    title: Text
    description: Text
    lead: Text | None = None
    order: int | None = None
    tags: tuple[Text, ...] = ()
    blocks: tuple[AnyBlock, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    review: Review | None = None

    @property
    def by_id(self) -> dict[str, Block]:
        """The blocks that have an id."""
        return {block.id: block for block in self.blocks if block.id}

    @property
    def relied_on(self) -> bool:
        """Whether a block says where its matter comes from by the page's sources."""
        return bool(self.sources) and any(block.STATES and not block.cites for block in self.blocks)

    @property
    def kept(self) -> Table | None:
        """The table of which readers keep one of their own, where there is one."""
        return next((block for block in self.blocks if isinstance(block, Table) and block.keep), None)

    @property
    def metrics(self) -> dict[str, Metric]:
        """The page's figures that changed, by their ids."""
        return {metric.id: metric for block in self.blocks if isinstance(block, Metrics) for metric in block.metrics}

    def listing(self, name: str) -> list[dict[str, object]] | None:
        """Return what calculators read of the block `name`: rows or places; None where it has none."""
        cells = getattr(self.by_id.get(name), "cells", None)
        return cells() if cells else None


def shown_blocks(page: Page, pages: Mapping[str, Page]) -> list[Block]:
    """Return what a page shows, one for each of its blocks: that of the page it names, where a block includes one.

    `pages` are those that there are, by name; a block that includes what is not there stands for itself.
    """
    return [
        pages[block.page].by_id.get(block.block, block) if isinstance(block, Include) and block.page in pages else block
        for block in page.blocks
    ]


def facing(page: Page) -> Iterator[tuple[tuple[str | int, ...], Link]]:
    """Yield the links that a page gives, by their places."""
    for place, block in enumerate(page.blocks):
        for at, link in enumerate(getattr(block, "links", ())):
            yield ("blocks", place, "links", at), link
    for key in ("links", "reading"):
        yield from (((key, at), link) for at, link in enumerate(getattr(page, key, ())))
