"""The registry of pages: every page that the program draws by itself, its template, and when it exists.

Those, and the pages of pages/, come in this order. A page's name is how links and the navigation call it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

HOME = "home"
DECIDE = "decide"
RULES = "rules"
CHANGES = f"{RULES}/changes"
LAB = "lab"
TRAINING = "training"
PRINT = "print"
PAGES_OF_WORDS = "*"

type Stems = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class PageKind:
    """A page, or, where its name ends in *, a page for each of its files or entries."""

    name: str
    of: str = "pages"
    """The kind of file that gives title, lead and matter, as model/files.py calls it."""
    template: str = ""
    """The template without its endings; the page's name where nothing is said."""
    each: str = ""
    """The list in that file whose entries are the pages, where the files are not."""
    when: tuple[str, ...] = ()
    """The kinds of files of which one must be there, where those are others than `of`."""
    further: bool = False
    """Whether it is a page for each decision but the first, whose page stands at the folder's address."""
    explained: bool = True
    """Whether the glossary's words are explained on it."""

    @property
    def file(self) -> str:
        """The name of its template's file."""
        return f"{self.template or self.name}.md.j2"


def folder(name: str) -> str:
    """Return the folder that a page stands in; empty at the top."""
    return name.rpartition("/")[0]


DECISIONS = "decisions"
"""The calculators that decide: a kind without files of its own."""

TRIED = "tried"
"""The calculators whose rules can be tried otherwise: one without files, too."""

PAGES = (
    PageKind(HOME),
    PageKind(DECIDE, when=(DECISIONS,)),
    PageKind(f"{DECIDE}/*", DECISIONS, DECIDE, further=True),
    PageKind("levels", when=("levels",)),
    PageKind("sop", "sop"),
    PageKind("scripts", when=("scripts",)),
    PageKind("contacts", "contacts"),
    PageKind("incidents", "incidents"),
    PageKind("calculators", when=("calculators",)),
    PageKind("calculators/*", "calculators", "calculator"),
    PageKind(PAGES_OF_WORDS, template="page"),
    PageKind("ledger", "ledger"),
    PageKind("glossary", "glossary", explained=False),
    PageKind(TRAINING, when=("lessons", "practice", "exam")),
    PageKind(f"{TRAINING}/*", "lessons", "lessons"),
    PageKind(f"{TRAINING}/practice", "practice", "practice"),
    PageKind(f"{TRAINING}/exam", "exam", "exam"),
    PageKind(PRINT, "prints", explained=False),
    PageKind(f"{PRINT}/*", "prints", "sheet", each="sheets", explained=False),
    PageKind(RULES, when=(DECISIONS,)),
    PageKind(f"{RULES}/*", DECISIONS, RULES, further=True),
    PageKind(CHANGES, template="changes", when=("history",)),
    PageKind(LAB, when=(TRIED,), explained=False),
    PageKind("rulings", when=("rulings",), explained=False),
    PageKind("sources", when=("sources",), explained=False),
)
OWN = {page.name for page in PAGES if "*" not in page.name and page.of == "pages"}
"""The pages whose words may stand in pages/, or else are the package's own."""
BUILT_IN = {page.name for page in PAGES if "*" not in page.name}


def existing(stems: Stems) -> Iterator[PageKind]:
    """Yield the kinds of pages that a handbook has; `stems` are the names of its files by kind."""
    for page in PAGES:
        needed = page.when or (() if page.name in (HOME, PAGES_OF_WORDS) else (page.of,))
        if not needed or any(stems.get(kind) for kind in needed):
            yield page


def names(stems: Stems, entries: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names of all pages; `entries` are the ids of the lists that make pages, by the page with a *."""
    found: list[str] = []
    for page in existing(stems):
        if page.name == PAGES_OF_WORDS:
            found += written(stems["pages"])
            continue
        each = entries[page.name] if page.each else stems[page.of] if "*" in page.name else ("",)
        found += [page.name.replace("*", name) for name in each[page.further :]]
    return found


def written(stems: Iterable[str]) -> list[str]:
    """Return the pages that pages/ makes, a folder's own before those in it: it has one whether written or not."""
    own = [stem for stem in stems if stem not in OWN]
    above = {"/".join(parts[:end]) for stem in own for parts in [stem.split("/")] for end in range(1, len(parts))}
    return sorted({*own, *(above - BUILT_IN)}, key=lambda name: name.split("/"))


def folders(names: Iterable[str]) -> set[str]:
    """Return those of the pages that others stand in."""
    names = set(names)
    return names & {folder(name) for name in names}
