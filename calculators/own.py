"""Calculators that a handbook brings with it, by name and by the mark of what is in them.

One process may work with several handbooks, or with one before and after a change: the mark, which stands in a
calculator's rules, says which module is meant. In the reader's browser they lie beside ours.
"""

from importlib import import_module
from types import ModuleType

_KEPT: dict[tuple[str, str], ModuleType] = {}


def keep(name: str, mark: str, module: ModuleType) -> None:
    """Keep a module that has been run."""
    _KEPT[name, mark] = module


def kept(name: str, mark: str) -> ModuleType | None:
    """Return the module that is kept; None if none is."""
    return _KEPT.get((name, mark))


def module(name: str, mark: str) -> ModuleType:
    """Return the module, imported where none is kept."""
    return kept(name, mark) or import_module(f"calculators.{name.replace('-', '_')}")
