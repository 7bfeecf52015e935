"""What only the finished pages show: inventory rows that nothing cites, and links to places that are not there."""

import re
from collections.abc import Mapping

from playbook.check import markdown, pages
from playbook.errors import Problem, expected
from playbook.model.handbook import Handbook
from playbook.model.pages import folder
from playbook.source.markdown import links, place, target

CITED = re.compile(r'data-source="([^"]+)"')
PLACES = re.compile(r' id="([^"]+)"|\{: #([\w-]+)')


def cited(text: str) -> set[str]:
    """Return the ids of the inventory rows that a page's text cites."""
    return set(CITED.findall(text))


def places(text: str) -> set[str]:
    """Return the anchors of a page's text."""
    return {raw or heading for raw, heading in PLACES.findall(text)}


def uncited(handbook: Handbook, texts: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each inventory row that no page cites; `texts` are the pages' by name."""
    if not handbook.sources.rows:
        return []
    found = set().union(*map(cited, texts.values()))
    document = handbook.documents["sources"]
    return [
        document.problem(("rows", index, "id"), expected("a page that cites this row", "none"))
        for index, row in enumerate(handbook.sources.rows)
        if row.id not in found
    ]


def lines(handbook: Handbook, texts: Mapping[str, str]) -> list[str]:
    """Return how many of the inventory's rows the pages cite, a line; none where there is no inventory."""
    rows = len(handbook.sources.rows)
    return [f"sources: {rows - len(uncited(handbook, texts))} of {rows} rows cited"] if rows else []


def anchors(handbook: Handbook, texts: Mapping[str, str]) -> list[Problem]:
    """Return content's links to places that a page does not have; `texts` are the pages' by name."""
    known = {name: places(text) for name, text in texts.items()}
    problems = []
    for document, location, link in pages.links(vars(handbook), handbook.documents):
        if link.anchor is not None and link.anchor not in known[link.page]:
            message = expected(f"a place on the page {link.page!r}", repr(link.anchor), sorted(known[link.page]))
            problems.append(document.problem((*location, "anchor"), message))
    return problems + _markdown(handbook, known)


def _markdown(handbook: Handbook, known: Mapping[str, set[str]]) -> list[Problem]:
    """Return links of Markdown to places that are not there, where it is known which there are: not in Markdown."""
    problems = []
    for name, page, document in pages.worded(vars(handbook), handbook.documents):
        for at, text in markdown.written(page, document):
            for start, _, link in links(text):
                leads, anchor, is_page = target(folder(name), link)
                sure = is_page and not markdown.holds(handbook.every_page[leads][1])
                if anchor and sure and anchor not in known[leads]:
                    said = expected(f"a place on the page {leads!r}", repr(anchor), sorted(known[leads]))
                    problems.append(Problem(document.path, *place(document, at, text, start), said))
    return problems
