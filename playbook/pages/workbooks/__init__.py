"""The handbook's workbooks, from the same content as its pages: for those who work in Excel, WPS or LibreOffice."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from playbook.cache.process import remembered
from playbook.model.handbook import Handbook
from playbook.pages.workbooks.assessment import assessed, assessment
from playbook.pages.workbooks.tables import table
from playbook.rules.version import version

FOLDER = "downloads/"
KILOBYTE = 1024


@dataclass(frozen=True)
class Workbook:
    """A file to publish: its path in the site, its title, its bytes, and the pages that offer it."""

    path: str
    title: str
    content: bytes
    pages: tuple[str, ...]

    @property
    def kilobytes(self) -> int:
        """Its size, rounded up."""
        return -(-len(self.content) // KILOBYTE)


def workbooks(handbook: Handbook) -> list[Workbook]:
    """Return every workbook. Equal content gives equal bytes."""
    made = []
    rules = handbook.rules
    made_by = version(handbook)
    # What workbooks read of the handbook, besides the rules and their own record.
    shared = repr((handbook.brand, handbook.units, handbook.interface, handbook.levels))
    titles = {name: calculator.title for name, calculator in handbook.calculators.items()}
    key = (shared, repr((titles, rules, made_by)))
    content = remembered("assessment", key, lambda: assessment(handbook, rules, made_by))
    if content:
        pages = ("calculators", *(f"calculators/{name}" for name in assessed(handbook)))
        title = handbook.interface.labels.workbooks.assessment
        made.append(Workbook(f"{FOLDER}assessment.xlsx", title, content, pages))
    for name, (page, held) in handbook.kept_tables.items():
        kept = remembered("table", (shared, page.title, repr(held)), partial(table, handbook, page.title, held))
        made.append(Workbook(f"{FOLDER}{name}.xlsx", page.title, kept, (name,)))
    return made


def files(made: Iterable[Workbook], withheld: Collection[str] = ()) -> dict[str, bytes]:
    """Return the files to publish, by their path in the site: without those that only withheld pages offer."""
    return {book.path: book.content for book in made if not set(book.pages) <= set(withheld)}


def by_page(made: Iterable[Workbook]) -> Mapping[str, Workbook]:
    """Return the workbook that each page offers."""
    return {page: book for book in made for page in book.pages}
