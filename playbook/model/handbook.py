"""A handbook that has been read and found sound."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from playbook.model.calculator import Calculator
from playbook.model.contacts import Contacts
from playbook.model.drills import ScriptDrill, Story
from playbook.model.files import TOPICS
from playbook.model.glossary import Glossary
from playbook.model.history import RuleVersion
from playbook.model.incidents import Incidents
from playbook.model.labels import Labels
from playbook.model.last_resort import Guard, LastResort
from playbook.model.ledger import Ledger
from playbook.model.metrics import MetricSet
from playbook.model.page_text import PageText
from playbook.model.pages import TEXTS, PageKind, existing
from playbook.model.prints import Prints
from playbook.model.records import Record
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
    sop: Sop
    contacts: Contacts
    scripts: dict[str, Script]
    incidents: Incidents | None
    guard: Guard | None
    last_resorts: dict[str, LastResort]
    records: dict[str, Record]
    ledger: Ledger | None
    metrics: dict[str, MetricSet]
    glossary: Glossary | None
    lessons: dict[str, Lesson]
    practice: Practice | None
    exam: Exam | None
    reviews: Reviews | None
    prints: Prints | None
    stories: dict[str, Story]
    script_drill: ScriptDrill | None
    history: dict[str, RuleVersion]
    pages: dict[str, PageText]
    substance: Mapping[str, Any]
    """What only its own page shows, by kind: a model, None where there is none, or models by file stem."""
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
    withheld: frozenset[str] = frozenset()
    """The pages that this edition leaves out; only their addresses, titles and leads are there."""

    def level(self, number: int) -> Level:
        """Return the level with this id."""
        return next(level for level in self.levels.levels if level.id == number)

    def of(self, kind: str) -> Any:
        """Return what the files of a kind hold."""
        return self.substance[kind] if kind in self.substance else getattr(self, kind)

    @property
    def models(self) -> Mapping[str, Any]:
        """All of it by kind."""
        return {**vars(self), **self.substance}

    def every_page(self) -> Iterator[tuple[str, PageKind, Any]]:
        """Yield the pages in their order: name, kind, and what gives title and lead. Files of a folder by `order`."""
        stems = {
            kind: list(held) if isinstance(held, Mapping) else [kind] * bool(held) for kind, held in self.models.items()
        }
        for page in existing(stems):
            if page.of == TEXTS:
                yield page.name, page, self.pages[page.words]
            elif page.each:
                for entry in getattr(self.of(page.of), page.each):
                    yield page.name.replace("*", entry.id), page, entry
            elif "*" in page.name:
                files = sorted(self.of(page.of).items(), key=lambda item: getattr(item[1], "order", 0))
                yield from ((page.name.replace("*", stem), page, held) for stem, held in files)
            else:
                yield page.name, page, self.of(page.of)

    def topics(self) -> dict[str, Any]:
        """Return the pages of substance in the order of reading, by name."""
        return {name: head for name, page, head in self.every_page() if page.of in TOPICS}
