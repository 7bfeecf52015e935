"""A handbook that has been read and found sound."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from playbook.errors import Problem
from playbook.model.agreed import Agreements, rulings
from playbook.model.blocks.guard import Guard
from playbook.model.blocks.table import Table
from playbook.model.calculator import Calculator, deciding, levelled, ordered
from playbook.model.contacts import Contacts
from playbook.model.decision import Disagreement
from playbook.model.drills import ScriptDrill, Story
from playbook.model.glossary import Glossary
from playbook.model.history import RecordedRules, RuleVersion
from playbook.model.incidents import Incidents
from playbook.model.labels import Labels
from playbook.model.ledger import Ledger
from playbook.model.page import Page
from playbook.model.pages import DECISIONS, OWN, PAGES_OF_WORDS, TRIED, PageKind, existing, folder, folders, written
from playbook.model.prints import Prints
from playbook.model.reference import Figures, Level, Levels, Rulings, Sources
from playbook.model.review import Reviews
from playbook.model.schema import Schema
from playbook.model.scripts import Script
from playbook.model.settings import Brand, Navigation, Units
from playbook.model.sop import Sop
from playbook.model.training import Exam, Lesson, Practice


@dataclass(frozen=True)
class Handbook:
    """Everything pages are made of. Mappings are by file stem; what a handbook does without is None or empty."""

    brand: Brand
    units: Units
    navigation: Navigation
    interface: Labels
    schema: Schema
    figures: Figures
    sources: Sources
    rulings: Rulings
    levels: Levels
    calculators: dict[str, Calculator]
    sop: Sop | None
    contacts: Contacts | None
    scripts: dict[str, Script]
    incidents: Incidents | None
    ledger: Ledger | None
    glossary: Glossary | None
    lessons: dict[str, Lesson]
    practice: Practice | None
    exam: Exam | None
    reviews: Reviews | None
    prints: Prints | None
    stories: dict[str, Story]
    script_drill: ScriptDrill | None
    agreed: Agreements | None
    history: dict[str, RuleVersion]
    recorded: dict[str, RecordedRules]
    pages: dict[str, Page]
    rules: Mapping[str, dict[str, Any]] = field(repr=False)
    """The rules of every calculator by name, as the calculators read them: JSON-ready, and nobody changes them."""
    mark: str
    """What stands for the rules: 8 hexadecimal digits, equal for equal rules."""
    drills: Mapping[str, Any] = field(repr=False)
    """What `calculators.drills.Deck` takes."""
    documents: Mapping[str, Any] = field(repr=False)
    """The files it was read from, by the names above, for the places of problems found later."""
    own_calculators: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The sources of calculators that are the handbook's own, by their path in its folder."""
    left_out: tuple[Problem, ...] = ()
    """What of the files is left out, for it names what is not there."""
    withheld: frozenset[str] = frozenset()
    """The pages that this edition leaves out; only their addresses, titles and leads are there."""

    def level(self, number: int) -> Level:
        """Return the level with this id."""
        return next(level for level in self.levels.levels if level.id == number)

    @cached_property
    def decisions(self) -> dict[str, Calculator]:
        """The calculators that decide, by name: that of the handbook's level first."""
        names = ordered(deciding(self.calculators), self.levels.calculator)
        return {name: self.calculators[name] for name in names}

    @cached_property
    def levelled(self) -> str | None:
        """The decision that gives the handbook's level, None where none does."""
        return levelled(deciding(self.calculators), self.levels.calculator)

    @cached_property
    def tried(self) -> list[str]:
        """The names of the calculators that have rules, points or formulas, which can be tried otherwise."""
        named = [*self.decisions, *(name for name in self.calculators if name not in self.decisions)]
        return [name for name in named if self.calculators[name].is_changeable]

    def rulings_on(self, name: str) -> tuple[Disagreement, ...]:
        """Return why a decision's classes of disagreement are decided as they are."""
        return rulings(name, self.calculators[name], vars(self))

    @cached_property
    def kept_tables(self) -> dict[str, tuple[Page, Table]]:
        """The tables that readers keep, with their pages, by the pages' names."""
        return {name: (page, page.kept) for name, page in self.pages.items() if page.kept}

    @cached_property
    def guards(self) -> dict[str, Guard]:
        """What stands before the pages of a folder, by the folder's page."""
        return guards(self.pages)

    @cached_property
    def every_page(self) -> dict[str, tuple[PageKind, Any]]:
        """The pages in their order by name: the kind, and what gives title and lead. Those of a folder by `order`."""
        return dict(self._every_page())

    @cached_property
    def folders(self) -> set[str]:
        """The pages that others stand in."""
        return folders(self.every_page)

    def inside(self, name: str) -> dict[str, Any]:
        """Return what gives title and lead of the pages that stand in the folder `name`, in their order."""
        return {other: head for other, (_, head) in self.every_page.items() if folder(other) == name != ""}

    def _every_page(self) -> Iterator[tuple[str, tuple[PageKind, Any]]]:
        stems = {
            kind: list(held) if isinstance(held, Mapping) else [kind] * bool(held) for kind, held in vars(self).items()
        }
        stems |= {DECISIONS: list(self.decisions), TRIED: self.tried}
        # What the handbook does without is an empty model here, and has no page.
        stems |= {kind: [] for kind in ("levels", "rulings", "sources") if not self.documents.get(kind)}
        for page in existing(stems):
            if page.name == PAGES_OF_WORDS:
                for name in self._in_order(written(self.pages)):
                    yield name, (page, self.head(name))
            elif page.of == "pages":
                yield page.name, (page, self.head(page.name))
            elif page.further:
                for name in list(self.decisions)[1:]:
                    yield page.name.replace("*", name), (page, self._about(page, self.calculators[name]))
            elif page.each:
                for entry in getattr(getattr(self, page.of), page.each):
                    yield page.name.replace("*", entry.id), (page, entry)
            elif "*" in page.name:
                for stem, held in by_order(getattr(self, page.of)):
                    yield page.name.replace("*", stem), (page, held)
            else:
                yield page.name, (page, getattr(self, page.of))

    def head(self, name: str) -> Page:
        """Return a page's words: the handbook's own, or those that the package has for it."""
        if name in self.pages:
            return self.pages[name]
        last = name.rpartition("/")[2]
        said = self.interface.heads.model_dump().get(last) if name in OWN else None
        return Page.model_construct(**(said or {"title": last, "description": last}))

    def _about(self, page: PageKind, calculator: Calculator) -> Page:
        """Return the words of a page about a further decision: those of the first one's page, and the calculator's."""
        first = self.head(folder(page.name))
        title = self.interface.labels.decision_page.format(page=first.title, title=calculator.title)
        return Page.model_construct(title=title, description=calculator.description, lead=calculator.lead)

    def _in_order(self, names: list[str]) -> list[str]:
        """Return pages of words in the order of reading: by `order` in each folder, then by name."""

        def key(name: str) -> list[tuple[float, str]]:
            parts = name.split("/")
            above = ["/".join(parts[: end + 1]) for end in range(len(parts))]
            return [(_place(self.pages.get(part)), part) for part in above]

        return sorted(names, key=key)


def by_order(files: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return files in the order that they give themselves; those that give none come last."""
    return sorted(files.items(), key=lambda item: _place(item[1]))


def _place(held: Any) -> float:
    order = getattr(held, "order", None)
    return float("inf") if order is None else order


def guards(pages: Mapping[str, Page]) -> dict[str, Guard]:
    """Return what stands before the pages of a folder, by the folder's page."""
    inside = {folder(name) for name in pages}
    return {
        name: block
        for name, page in pages.items()
        if name in inside
        for block in page.blocks
        if isinstance(block, Guard)
    }


def behind(name: str, guarded: Mapping[str, Guard]) -> str | None:
    """Return the page of the guard that stands before a page, None where there is none."""
    return next((page for page in guarded if name == page or name.startswith(f"{page}/")), None)
