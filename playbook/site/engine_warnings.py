"""What the site engine warns of, as problems at the files that people edit."""

import re
from collections.abc import Iterable

from playbook.check import pages
from playbook.errors import Problem, expected
from playbook.model.handbook import Handbook
from playbook.pages.rendering import Page
from playbook.source.config import Config
from playbook.source.document import Document

OMITTED = 'not included in the "nav"'
"""In what MkDocs says of pages among the files: they follow, each on a line."""
LINK = re.compile(r"Doc file '(?P<page>.*?)' contains an? .*?link '(?P<link>.*?)', but ")
UNREADABLE = re.compile(r"Error reading page '(?P<page>.*?)': (?P<why>.*)", re.DOTALL)
FOOTNOTE = re.compile(r"#fnref\d*:(?P<name>.+)")
"""Where a footnote's own link leads back to."""


def problems(messages: Iterable[str], config: Config, handbook: Handbook, drawn: Iterable[Page]) -> list[Problem]:
    """Return what the site engine has said, each in one line; `drawn` are the handbook's pages."""
    worded = {name: document for name, _, document in pages.worded(vars(handbook), handbook.documents)}
    documents = {page.path: worded[page.name] for page in drawn if page.name in worded}
    return [problem for message in messages for problem in _told(message, config, documents)]


def _told(message: str, config: Config, documents: dict[str, Document]) -> list[Problem]:
    about, *files = message.splitlines()
    if OMITTED in about:
        said = expected("a file that is published as it is, as all of this folder; pages stand in pages/", "a page")
        return [Problem(config.name(config.settings / "static" / file.strip("- ")), 1, 1, said) for file in files]
    link, unreadable = LINK.match(message), UNREADABLE.match(message)
    if link and link["page"] in documents:
        return [_link(documents[link["page"]], link["link"])]
    if unreadable and unreadable["page"] in documents:
        why = " ".join(unreadable["why"].split())
        return [Problem(documents[unreadable["page"]].path, 1, 1, f"cannot be read as Markdown: {why}")]
    return [Problem(config.file.name, 1, 1, " ".join(message.split()))]


def _link(document: Document, link: str) -> Problem:
    back = FOOTNOTE.fullmatch(link)
    if back:
        mark = f"[^{back['name']}]"
        return Problem(document.path, *_place(document.text, f"{mark}:"), expected(f"{mark} in a text above", "none"))
    return Problem(document.path, *_place(document.text, link), expected("a link that leads somewhere", repr(link)))


def _place(text: str, wanted: str) -> tuple[int, int]:
    at = max(text.find(wanted), 0)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
