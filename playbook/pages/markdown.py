"""Markdown of a handbook's owner on its page: its links lead from where that page's file stands."""

import posixpath
from collections.abc import Collection

from markupsafe import Markup

from playbook.pages.addresses import path
from playbook.source.markdown import links, target


def linked(text: str, written: str, shown: str, folders: Collection[str]) -> Markup:
    """Return Markdown of the page `written` with links as the file of the page `shown` must have them.

    Links between Markdown files are the site engine's own: it checks them, and makes addresses of them. `folders` are
    the pages that others stand in, whose files lie deeper.
    """
    here = posixpath.dirname(path(shown, folders))
    pieces, at = [], 0
    for start, end, link in links(text):
        leads, anchor, is_page = target(written, link)
        file = posixpath.relpath(path(leads, folders) if is_page else leads, here or ".")
        file = "" if anchor and is_page and leads == shown else file
        pieces += [text[at:start], f"{file}#{anchor}" if anchor else file]
        at = end
    return Markup("".join([*pieces, text[at:]]))
