"""A handbook that has been read and found sound."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playbook.model.calculator import Calculator
from playbook.model.guide import Contacts, PageText, Script, Sop
from playbook.model.reference import Figures, Level, Levels, Rulings, Sources
from playbook.model.settings import Brand, Interface, Navigation, Units


@dataclass(frozen=True)
class Handbook:
    """Everything pages are made of. Mappings are by file stem."""

    brand: Brand
    units: Units
    navigation: Navigation
    interface: Interface
    figures: Figures
    sources: Sources
    rulings: Rulings
    levels: Levels
    calculators: dict[str, Calculator]
    sop: Sop
    contacts: Contacts
    scripts: dict[str, Script]
    pages: dict[str, PageText]
    documents: Mapping[str, Any] = field(repr=False)
    """The files it was read from, by the names above, for the places of problems found later."""

    def level(self, number: int) -> Level:
        """Return the level with this id."""
        return next(level for level in self.levels.levels if level.id == number)
