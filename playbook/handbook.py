"""A handbook that has been read and found sound."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playbook.kinds import PRINT, TOPICS, topics
from playbook.model.alliance import Alliance
from playbook.model.calculator import Calculator
from playbook.model.drill import ScriptDrill, Story
from playbook.model.glossary import Glossary
from playbook.model.guide import Contacts, PageText, Script, Sop
from playbook.model.history import RuleVersion
from playbook.model.incident import Incidents
from playbook.model.labels import Labels
from playbook.model.last_resort import Guard, LastResort
from playbook.model.ledger import Ledger
from playbook.model.metrics import MetricSet, Series
from playbook.model.prints import Prints, Sheet
from playbook.model.records import Checklist, Record
from playbook.model.reference import Figures, Level, Levels, Rulings, Sources
from playbook.model.review import Reviews
from playbook.model.schema import Schema
from playbook.model.settings import Brand, Navigation, Units
from playbook.model.shortage import PartClasses, Reserve, Triangle
from playbook.model.story import Case, Principles, Spending
from playbook.model.supply import SupplyChannel, SupplyFlow
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
    supply_flow: SupplyFlow | None
    alliance: Alliance | None
    channels: dict[str, SupplyChannel]
    guard: Guard | None
    last_resorts: dict[str, LastResort]
    spending: Spending | None
    records: dict[str, Record]
    ledger: Ledger | None
    checklists: dict[str, Checklist]
    cases: dict[str, Case]
    metrics: dict[str, MetricSet]
    triangle: Triangle | None
    part_classes: PartClasses | None
    quarter_end: Series | None
    reserve: Reserve | None
    principles: dict[str, Principles]
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
    documents: Mapping[str, Any] = field(repr=False)
    """The files it was read from, by the names above, for the places of problems found later."""
    withheld: frozenset[str] = frozenset()
    """The pages that this edition leaves out; only their addresses, titles and leads are there."""

    def level(self, number: int) -> Level:
        """Return the level with this id."""
        return next(level for level in self.levels.levels if level.id == number)

    def printed(self) -> dict[str, Prints | Sheet]:
        """Return the pages of what can be printed: the page of all sheets first, then a page for each."""
        if not self.prints:
            return {}
        return {PRINT: self.prints, **{f"{PRINT}/{sheet.id}": sheet for sheet in self.prints.sheets}}

    def topics(self) -> dict[str, tuple[str, Any]]:
        """Return the pages of substance in the order of reading: by page, the kind and what the file holds."""
        made: dict[str, tuple[str, Any]] = {}
        for name, kind in TOPICS.items():
            held = getattr(self, name)
            files = sorted(held.items(), key=lambda item: item[1].order) if kind.many else [(name, held)] * bool(held)
            pages = topics([(name, [stem for stem, _ in files])])
            made |= {page: (name, topic) for page, (_, topic) in zip(pages, files, strict=True)}
        return made
