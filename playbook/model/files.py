"""The kinds of files a handbook is made of: where each stands, what it must hold, and the page it becomes."""

from dataclasses import dataclass

from pydantic import BaseModel

from playbook.model.alliance import Alliance
from playbook.model.base import Model
from playbook.model.calculator import Calculator
from playbook.model.contacts import Contacts
from playbook.model.drills import ScriptDrill, Story
from playbook.model.glossary import Glossary
from playbook.model.history import RuleVersion
from playbook.model.incidents import Incidents
from playbook.model.last_resort import Guard, LastResort
from playbook.model.ledger import Ledger
from playbook.model.metrics import MetricSet, Series
from playbook.model.page_text import PageText
from playbook.model.prints import Prints
from playbook.model.records import Checklist, Record
from playbook.model.reference import Figures, Levels, Rulings, Sources
from playbook.model.review import Reviews
from playbook.model.runtime import Pins
from playbook.model.scripts import Script
from playbook.model.settings import Brand, Navigation, Units
from playbook.model.shortage import PartClasses, Reserve, Triangle
from playbook.model.sop import Sop
from playbook.model.story import Case, Principles, Spending
from playbook.model.supply import SupplyChannel, SupplyFlow
from playbook.model.training import Exam, Lesson, Practice


@dataclass(frozen=True)
class Kind:
    """What stands at a path: one file, or, where the path ends in *.yml, any number of them by name."""

    model: type[BaseModel]
    path: str
    optional: bool = False
    """Whether a handbook may do without."""
    at: str | None = None
    """The pages that the files become, where those do not stand as the files do; * is the file's name."""
    explained: bool = True
    """Whether the glossary's words are explained on those pages."""

    @property
    def many(self) -> bool:
        """Whether any number of files may stand there."""
        return "*" in self.path

    @property
    def folder(self) -> str:
        """The folder that the files stand in, relative to the content; empty for the content itself."""
        return self.path.rpartition("/")[0]

    @property
    def page(self) -> str:
        """The page that a file becomes, * for the file's name where there are many."""
        return self.at or self.path.removesuffix(".yml")


SETTINGS = {
    "brand": Kind(Brand, "brand.yml"),
    "units": Kind(Units, "units.yml", optional=True),  # besides the package's
    "navigation": Kind(Navigation, "navigation.yml"),
    "interface": Kind(Model, "interface.yml", optional=True),  # of the keys that the shipped words have
    "schema": Kind(Model, "schema.yml", optional=True),  # likewise
}
OTHER_SETTINGS = {"runtime": Kind(Pins, "runtime.yml", optional=True)}  # read when a site is built

# Each file is a page, at its own path without the .yml or where `at` says; its template is called as the kind.
TOPICS = {
    "supply_flow": Kind(SupplyFlow, "supply-flow.yml", optional=True),
    "alliance": Kind(Alliance, "alliance.yml", optional=True),
    "channels": Kind(SupplyChannel, "channels/*.yml", optional=True),
    "last_resorts": Kind(LastResort, "last-resorts/*.yml", optional=True),
    "spending": Kind(Spending, "spending.yml", optional=True),
    "records": Kind(Record, "records/*.yml", optional=True),
    "ledger": Kind(Ledger, "ledger.yml", optional=True),
    "checklists": Kind(Checklist, "checklists/*.yml", optional=True),
    "cases": Kind(Case, "cases/*.yml", optional=True),
    "metrics": Kind(MetricSet, "metrics/*.yml", optional=True),
    "triangle": Kind(Triangle, "shortage/triangle.yml", optional=True),
    "part_classes": Kind(PartClasses, "shortage/abc.yml", optional=True),
    "quarter_end": Kind(Series, "shortage/quarter-end.yml", optional=True),
    "reserve": Kind(Reserve, "shortage/reserve.yml", optional=True),
    "principles": Kind(Principles, "principles/*.yml", optional=True),
    "glossary": Kind(Glossary, "glossary.yml", optional=True, explained=False),
    "lessons": Kind(Lesson, "training/lessons/*.yml", optional=True, at="training/*"),
    "practice": Kind(Practice, "training/practice.yml", optional=True),
    "exam": Kind(Exam, "training/exam.yml", optional=True),
}
CONTENT = {
    "figures": Kind(Figures, "figures.yml"),
    "sources": Kind(Sources, "sources.yml"),
    "rulings": Kind(Rulings, "rulings.yml"),
    "levels": Kind(Levels, "levels.yml"),
    "calculators": Kind(Calculator, "calculators/*.yml"),
    "sop": Kind(Sop, "sop.yml"),
    "contacts": Kind(Contacts, "contacts.yml"),
    "scripts": Kind(Script, "scripts/*.yml"),
    "incidents": Kind(Incidents, "incidents.yml", optional=True),
    **TOPICS,
    "guard": Kind(Guard, "guard.yml", optional=True),
    "reviews": Kind(Reviews, "review.yml", optional=True),
    "prints": Kind(Prints, "print.yml", optional=True),
    "stories": Kind(Story, "drills/*.yml", optional=True),
    "script_drill": Kind(ScriptDrill, "script-drill.yml", optional=True),
    "history": Kind(RuleVersion, "history/*.yml", optional=True),
    "pages": Kind(PageText, "pages/*.yml"),
}
