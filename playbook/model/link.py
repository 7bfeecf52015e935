"""Ways to other pages."""

from playbook.model.base import Model, PageName, Text


class Link(Model):
    """A way to another page, in the reader's words. `page` is a page's path, e.g. `sop`; `anchor` a place on it."""

    page: PageName
    anchor: str | None = None
    title: Text
    hint: Text | None = None
