"""Pages of words: title, lead and links to other pages."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import Model, PageName, Text


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
