"""Markdown of a handbook's owner on its page: its links lead from where the page is read, not from its file."""

from markupsafe import Markup

from playbook.model.pages import folder
from playbook.pages.addresses import relative_path, relative_url
from playbook.source.markdown import links, target


def linked(text: str, written: str, shown: str) -> Markup:
    """Return Markdown of the page `written` with links as they must stand on the page `shown`."""
    pieces, at = [], 0
    for start, end, link in links(text):
        leads, anchor, is_page = target(folder(written), link)
        pieces += [text[at:start], relative_url(shown, leads, anchor) if is_page else relative_path(shown, leads)]
        at = end
    return Markup("".join([*pieces, text[at:]]))
