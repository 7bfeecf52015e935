"""The registry of pages: every page a handbook can have, what it is made of, its template, and when it exists.

Pages come in this order. A page's name is how links and the navigation call it; its folder's page lists it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from playbook.model.files import CONTENT, TOPICS

TEXTS = "pages"
"""The kind of file that holds a page's words and nothing else: pages/NAME.yml."""

HOME = "home"
DECIDE = "decide"
RULES = "rules"
CHANGES = f"{RULES}/changes"
TRAINING = "training"
GUARDED = "last-resorts"
"""The page of the guard, and the folder of the pages behind it: reached from the most urgent level, not by leafing."""
PRINT = "print"

type Stems = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class PageKind:
    """A page, or, where its name ends in *, a page for each of its files or entries."""

    name: str
    of: str = TEXTS
    """The kind of file that gives title, lead and matter, as model/files.py calls it."""
    template: str = ""
    """The template without its endings; the page's name where nothing is said."""
    each: str = ""
    """The list in that file whose entries are the pages, where the files are not."""
    folder: bool = False
    """Whether it is the page of a folder: it stands at the folder's address, and exists when one of its pages does."""
    when: str = ""
    """The kind of file without which it does not exist, where that is another than `of`."""
    further: bool = False
    """Whether it is a page for each decision but the first, whose page stands at the folder's address."""
    explained: bool = True
    """Whether the glossary's words are explained on it."""

    @property
    def file(self) -> str:
        """The name of its template's file."""
        return f"{self.template or self.name}.md.j2"

    @property
    def words(self) -> str:
        """The name of the file of its words in pages/."""
        return self.name.rpartition("/")[2]

    @property
    def inside(self) -> str:
        """The folder that it stands in; empty at the top."""
        return folder(self.name)


def folder(name: str) -> str:
    """Return the folder that a page stands in; empty at the top."""
    return name.rpartition("/")[0]


def _topics() -> Iterator[PageKind]:
    """Yield the pages of substance, the pages of their folders first."""
    made = [PageKind(kind.page, name, name, explained=kind.explained) for name, kind in TOPICS.items()]
    for above in dict.fromkeys(page.inside for page in made if page.inside not in ("", TRAINING, GUARDED)):
        yield PageKind(above, template="folder", folder=True)
    yield PageKind(TRAINING, folder=True)
    yield PageKind(GUARDED, "guard", "guard", folder=True)
    yield from made


PAGES = (
    PageKind(HOME),
    PageKind(DECIDE),
    PageKind(f"{DECIDE}/*", "calculators", DECIDE, further=True),
    PageKind("levels"),
    PageKind("sop", "sop"),
    PageKind("scripts"),
    PageKind("contacts", "contacts"),
    PageKind("incidents", "incidents"),
    PageKind("calculators", folder=True),
    PageKind("calculators/*", "calculators", "calculator"),
    *_topics(),
    PageKind(PRINT, "prints", folder=True, explained=False),
    PageKind(f"{PRINT}/*", "prints", "sheet", each="sheets", explained=False),
    PageKind(RULES),
    PageKind(f"{RULES}/*", "calculators", RULES, further=True),
    PageKind(CHANGES, template="changes", when="history"),
    PageKind("rulings", explained=False),
    PageKind("sources", explained=False),
)

FOLDERS = {page.name for page in PAGES if page.folder}


def existing(stems: Stems) -> Iterator[PageKind]:
    """Yield the pages that a handbook has; `stems` are the names of its files by kind."""
    for page in PAGES:
        below = [
            other.of for other in PAGES if page.folder and other.inside == page.name and CONTENT[other.of].optional
        ]
        needed = [page.of, *below] if page.of != TEXTS else below or [page.when]
        if needed == [""] or any(stems[kind] for kind in needed):
            yield page


def names(stems: Stems, entries: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the names of all pages; `entries` are the ids of the lists that make pages, by the page with a *.

    Those of further decisions are the names of these.
    """
    found: list[str] = []
    for page in existing(stems):
        each = entries[page.name] if page.each or page.further else stems[page.of] if "*" in page.name else ("",)
        found += [page.name.replace("*", name) for name in each]
    return found


def texts(stems: Stems) -> list[str]:
    """Return the files of words that must stand in pages/."""
    return [page.words for page in existing(stems) if page.of == TEXTS]


def behind_guard(name: str) -> bool:
    """Tell whether a page is about last resorts."""
    return name.partition("/")[0] == GUARDED
