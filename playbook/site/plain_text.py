"""What a handbook says is text to the theme, whose templates print names and titles as if they were HTML.

An escaped text knows that it is one: where a template escapes it itself, nothing is escaped twice.
"""

from collections.abc import Iterable

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

SAID = ("title", "description")


def escape_titles(nav: Navigation) -> None:
    """Escape the titles of the navigation's sections and links."""
    _escape(nav.items)


def _escape(items: Iterable[StructureItem]) -> None:
    for item in items:
        if item.title is not None and not isinstance(item, Page):
            item.title = escape(item.title)
        _escape(getattr(item, "children", None) or ())


def escape_names(config: MkDocsConfig, files: Files) -> None:
    """Escape the names of the site, and what its pages say of themselves."""
    config.site_name = escape(config.site_name)
    if config.site_description is not None:
        config.site_description = escape(config.site_description)
    for file in files.documentation_pages():
        if file.page:
            file.page.meta.update({name: escape(file.page.meta[name]) for name in SAID if name in file.page.meta})
