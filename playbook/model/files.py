"""The kinds of files a handbook is made of: where each stands, what it must hold, and the page it becomes."""

import re
from dataclasses import dataclass
from functools import cache
from glob import translate
from pathlib import PurePath
from unicodedata import normalize

from pydantic import BaseModel

from playbook.model.agreed import Agreements
from playbook.model.base import Model
from playbook.model.calculator import Calculator
from playbook.model.contacts import Contacts
from playbook.model.drills import ScriptDrill, Story
from playbook.model.glossary import Glossary
from playbook.model.history import RecordedRules, RuleVersion
from playbook.model.incidents import Incidents
from playbook.model.ledger import Ledger
from playbook.model.page import Page
from playbook.model.prints import Prints
from playbook.model.reference import Figures, Levels, Rulings, Sources
from playbook.model.review import Reviews
from playbook.model.runtime import Pins
from playbook.model.scripts import Script
from playbook.model.settings import Brand, Navigation, Units
from playbook.model.sop import Sop
from playbook.model.training import Exam, Lesson, Practice
from playbook.model.written import ENDING


@cache
def _form(pattern: str) -> re.Pattern[str]:
    """Return what the paths look like that match: asked of every file for every kind, at each of `serve`'s rebuilds."""
    capitals = 0 if PurePath("a") != PurePath("A") else re.IGNORECASE  # as the system tells names apart
    return re.compile(translate(pattern, recursive=True, include_hidden=True), capitals)


@dataclass(frozen=True)
class Kind:
    """What stands at a path: one file, or, where the path ends in *.yml, any number of them by name.

    Where it ends in **/*.yml they may stand in folders, and those are part of their names.
    """

    model: type[BaseModel]
    path: str
    needed: bool = False
    """Whether there is no handbook without it."""
    markdown: bool = False
    """Whether it may be a Markdown file as well."""

    @property
    def many(self) -> bool:
        """Whether any number of files may stand there."""
        return "*" in self.path

    @property
    def written(self) -> bool:
        """Whether the generator writes the files, and nobody edits them."""
        return self.path.endswith(ENDING)

    def holds(self, path: PurePath) -> bool:
        """Tell whether a file stands here; `path` is relative to the folder of content or settings."""
        name = path.as_posix()
        return any(_form(each).match(name) for each in self._paths) and self.written == path.name.endswith(ENDING)

    def stem(self, name: str) -> str:
        """Return what a file of this kind is called without what all of them end in.

        Some systems write letters with accents as two signs; they are the same letters as where they are one.
        """
        name = normalize("NFC", name)
        return name.removesuffix(ENDING) if self.written else name.rpartition(".")[0]

    @property
    def folder(self) -> str:
        """The folder that the files stand in, relative to the content; empty for the content itself."""
        return self.path.partition("*")[0].rpartition("/")[0]

    @property
    def patterns(self) -> tuple[str, ...]:
        """The files' patterns in that folder."""
        return tuple(path.removeprefix(f"{self.folder}/") for path in self._paths)

    @property
    def _paths(self) -> tuple[str, ...]:
        return (self.path, self.path.replace(".yml", ".md")) if self.markdown else (self.path,)


SETTINGS = {
    "brand": Kind(Brand, "brand.yml", needed=True),
    "units": Kind(Units, "units.yml"),  # besides the package's
    "navigation": Kind(Navigation, "navigation.yml"),
    "interface": Kind(Model, "interface.yml"),  # of the keys that the shipped words have
    "schema": Kind(Model, "schema.yml"),  # likewise
}
OTHER_SETTINGS = {"runtime": Kind(Pins, "runtime.yml")}  # read when a site is built

CONTENT = {
    "figures": Kind(Figures, "figures.yml"),
    "sources": Kind(Sources, "sources.yml"),
    "rulings": Kind(Rulings, "rulings.yml"),
    "levels": Kind(Levels, "levels.yml"),
    "calculators": Kind(Calculator, "calculators/*.yml"),
    "sop": Kind(Sop, "sop.yml"),
    "contacts": Kind(Contacts, "contacts.yml"),
    "scripts": Kind(Script, "scripts/*.yml"),
    "incidents": Kind(Incidents, "incidents.yml"),
    "ledger": Kind(Ledger, "ledger.yml"),
    "glossary": Kind(Glossary, "glossary.yml"),
    "lessons": Kind(Lesson, "training/lessons/*.yml"),
    "practice": Kind(Practice, "training/practice.yml"),
    "exam": Kind(Exam, "training/exam.yml"),
    "reviews": Kind(Reviews, "review.yml"),
    "prints": Kind(Prints, "print.yml"),
    "stories": Kind(Story, "drills/*.yml"),
    "script_drill": Kind(ScriptDrill, "script-drill.yml"),
    "agreed": Kind(Agreements, f"rules{ENDING}"),
    "history": Kind(RuleVersion, "history/*.yml"),
    "recorded": Kind(RecordedRules, f"history/*{ENDING}"),
    "pages": Kind(Page, "pages/**/*.yml", markdown=True),
}
