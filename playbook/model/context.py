"""What a file may name: the context that it is read in, and the checks of names against it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from pydantic import ValidationInfo

from playbook.errors import expected
from playbook.model.absent import is_absent
from playbook.model.values import fault, shown


@dataclass(frozen=True)
class Context:
    """The names a file may refer to. A kind whose file could not be read is None: then any name passes.

    A figure whose own entry is wrong is None too. `absent` are the kinds that the handbook does without. A name of what
    is not there passes, and its kind is among the `missed`; where it is `told`, it is a problem at its place.
    """

    figures: Mapping[str, tuple[int | float, str | None] | None] | None = None
    sources: frozenset[str] | None = None
    rulings: frozenset[str] | None = None
    levels: tuple[int, ...] | None = None
    own_levels: tuple[str | int, ...] | None = None
    """Those of the calculator that is read, where it has any."""
    units: frozenset[str] | None = None
    pages: Sequence[str] | None = None
    scripts: Sequence[str] | None = None
    calculators: Sequence[str] | None = None
    absent: frozenset[str] = frozenset()
    missed: set[str] = field(default_factory=set)
    told: bool = False
    show: Callable[[int | float, str | None], str] = field(default=lambda value, unit: str(value))


def known(kind: str) -> Callable[[Any, ValidationInfo], Any]:
    def check(value: Any, info: ValidationInfo) -> Any:
        context: Context = info.context or Context()
        names = getattr(context, kind)
        value = normalize("NFC", value) if kind == "pages" and isinstance(value, str) else value
        if isinstance(value, str | int) and value in (names or ()):
            return value
        passed_over = kind in PASSED_OVER and kind in context.absent
        if passed_over or missed(kind, value, context) or names is None:
            return value
        raise fault(expected(WHAT[kind], shown(value), names if kind in ORDERED else sorted(names, key=str)))

    return check


def missed(kind: str, name: Any, context: Context) -> bool:
    """Tell whether a name is one of what is not there, and no slip of the pen. Raises a fault where that is told.

    Of pages, scripts and calculators each has its own file, others stand together in one that is there or is not.
    """
    names = getattr(context, kind)
    if kind not in context.absent and (kind not in FILES or names is None):
        return False
    if isinstance(name, bool) or not isinstance(name, str | int) or not is_absent(str(name), map(str, names or ())):
        return False
    context.missed.add(kind)
    if context.told:
        raise fault(f"there is no {WHOSE[kind].format(name=name)}")
    return True


WHAT = {
    "sources": "the id of an inventory row in sources.yml",
    "rulings": "the id of a ruling in rulings.yml",
    "levels": "a level of levels.yml",
    "units": "a unit of units.yml",
    "pages": "a page",
    "scripts": "the name of a script",
    "calculators": "the name of a calculator",
}
WHOSE = {
    "figures": "figures.yml with {name!r}",
    "levels": "levels.yml with level {name}",
    "pages": "page {name!r}",
    "scripts": "script {name!r}",
    "calculators": "calculator {name!r}",
}
FILES = ("pages", "scripts", "calculators")
"""The kinds of names that are those of files."""
PASSED_OVER = ("sources", "rulings")
"""Kinds whose names say where a statement comes from: it stands without them, too."""
ORDERED = ("pages",)  # these stand in the order in which they are read


class Forgotten(tuple[Any, ...]):
    """Nothing, where names of a kind stand that the handbook does without."""


def kept(kind: str) -> Callable[[Any, ValidationInfo], Any]:
    """Return what leaves out the names of a kind that the handbook does without."""

    def keep(value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return Forgotten() if value and kind in getattr(info.context, "absent", ()) else value

    return keep


def ruled(value: Any, info: ValidationInfo) -> Any:
    own = getattr(info.context, "own_levels", None)
    if own is None:
        return known("levels")(value, info)
    if value not in own:
        raise fault(expected("one of the calculator's own levels", shown(value), dict.fromkeys(map(str, own))))
    return value
