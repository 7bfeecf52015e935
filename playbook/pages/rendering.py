"""The pages of a handbook as Markdown. Knows no site engine."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from playbook.browser.bundle import ASSETS, WORKER
from playbook.cache.process import remembered
from playbook.check.rendered import cited
from playbook.model.handbook import Handbook
from playbook.model.pages import PRINT, PageKind
from playbook.pages.addresses import path, relative_path, relative_url
from playbook.pages.environment import environment
from playbook.pages.glossary import explained
from playbook.pages.markdown import linked
from playbook.pages.navigation import above
from playbook.pages.shown import Shown
from playbook.pages.workbooks import Workbook, by_page, workbooks
from playbook.rules.report import Audit, audits
from playbook.rules.version import version
from playbook.source import shipped

WITHHELD = PageKind("internal")
"""What stands in the place of a page that this edition leaves out."""
SOURCES = "sources"
"""The page that shows which of the others cite each row."""
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Page:
    """One page: its Markdown file's path, its text with front matter, its title, and its name as links give it."""

    path: str
    text: str
    title: str
    name: str


def pages(
    handbook: Handbook,
    today: date | None = None,
    audited: Mapping[str, Audit] | None = None,
    names: Mapping[str, str] | None = None,
    pdfs: Collection[str] = (),
    books: Sequence[Workbook] | None = None,
) -> list[Page]:
    """Return every page. The list of sources comes last: it shows which of the others cite each row.

    `today` decides which reviews are overdue; without it none is. `audited` is the handbook's audit, where it is known.
    `names` are the published names of scripts (see `bundle.Assets`); without it they are called what their sources are.
    `pdfs` are the PDF files of sheets to print that there are, by their path in the site. `books` are the handbook's
    workbooks, where they have been made.
    """
    env = environment(handbook, shipped.path("templates") / "pages")
    shown = Shown(handbook, audits(handbook) if audited is None else audited)
    heads = {name: head for name, (_, head) in handbook.every_page.items()}
    titles = {name: head.title for name, head in heads.items()}
    made_by = version(handbook)
    glossary = repr(handbook.glossary)
    offered = by_page(workbooks(handbook) if books is None else books)

    def render(name: str, page: PageKind, head: Any, **more: Any) -> Page:
        def url(target: str, anchor: str | None = None) -> str:
            return relative_url(name, target, anchor)

        def asset(entry: str) -> str:
            return relative_path(name, ASSETS) + (names or {}).get(entry, entry)

        def script(entry: str, worker: bool = False) -> Markup:
            # One that starts Python, and gives answers before, runs as soon as what stands before it has been read.
            way = Markup('data-worker="{}"').format(asset(WORKER)) if worker else Markup("defer")
            return Markup('<script src="{}" {}></script>').format(asset(f"{entry}.js"), way)

        own = getattr(head, "review", None)
        review = own or (handbook.reviews.of(name) if handbook.reviews else None)
        about = {
            "head": head,
            "titles": titles,
            "heads": heads,
            "url": url,
            "asset": asset,
            "linked": lambda text, written: linked(text, written, name, handbook.folders),
            "file": lambda target: relative_path(name, target),
            "pdfs": pdfs,
            "rules_version": made_by,
            "workbooks": offered,
            "page": name,
            "root": relative_path(name, ""),
            "script": script,
            "above": list(above(handbook, name)),
            "review": review,
            "overdue": bool(review and today and review.overdue(today)),
        }
        if name in handbook.withheld:
            page = WITHHELD
        text = env.get_template(page.file).render(about | shown.of(name, page, head) | more)
        if handbook.glossary and page.explained:
            terms = handbook.glossary.terms
            key = (name, text, glossary)
            text = remembered("explained", key, lambda: explained(text, terms, lambda term: url("glossary", term)))
        return Page(path(name, handbook.folders), BLANK_LINES.sub("\n\n", text.strip()) + "\n", head.title, name)

    others = {name: page for name, page in handbook.every_page.items() if name != SOURCES}
    rendered = [render(name, *page) for name, page in others.items()]
    if SOURCES not in handbook.every_page:
        return rendered
    cites = {page.name: cited(page.text) for page in rendered if not _is_printed(page.name)}
    cited_by = {row.id: [name for name in cites if row.id in cites[name]] for row in handbook.sources.rows}
    return [*rendered, render(SOURCES, *handbook.every_page[SOURCES], cited_by=cited_by)]


def _is_printed(name: str) -> bool:
    """Tell whether a page is one of what is printed: those only repeat what other pages say."""
    return name.partition("/")[0] == PRINT
