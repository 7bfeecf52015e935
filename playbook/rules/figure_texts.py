"""Where the rules have texts that name figures: a draft's number is said in them, too."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from calculators.text import format_number
from playbook.load.compiled_rules import SHARED
from playbook.model.base import REFERENCE
from playbook.model.handbook import Handbook
from playbook.source.document import Location

type Said = tuple[Location, str]
"""A place in the compiled rules, the calculator first, and the text there with {{figure}} in it."""


def figure_texts(handbook: Handbook, names: Collection[str]) -> dict[str, list[Said]]:
    """Return the texts that name each of these figures; other figures stand in them as they are said."""
    found: dict[str, list[Said]] = {}
    for calculator, document in handbook.documents["calculators"].items():
        for at, text in _texts(document.data):
            named = [name for name in REFERENCE.findall(text) if name in names]
            if not named or _at(handbook.rules[calculator], at) != _said(handbook, text, ()):
                continue
            places = [(calculator, *at), *_copies(handbook, calculator, at)]
            for name in dict.fromkeys(named):
                found.setdefault(name, []).extend((place, _said(handbook, text, names)) for place in places)
    return found


def _texts(value: Any, at: Location = ()) -> Iterator[Said]:
    """Yield the texts of a calculator's file that name figures; a table's rows are rules when they are compiled."""
    if isinstance(value, str) and REFERENCE.search(value):
        yield at, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*at, "rules" if key == "rows" and value.get("type") == "rows" else key))
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from _texts(each, (*at, place))


def _at(value: Any, location: Location) -> Any:
    """Return what stands at a place, None where there is none."""
    for part in location:
        if isinstance(value, Mapping):
            value = value.get(part)
        else:
            value = value[part] if isinstance(value, list | tuple) and isinstance(part, int) else None
    return value


def _copies(handbook: Handbook, calculator: str, at: Location) -> Iterator[Location]:
    for other, each in handbook.calculators.items():
        if each.based_on == calculator and at[0] in SHARED:
            yield (other, "based_on", *at)


def _said(handbook: Handbook, text: str, kept: Collection[str]) -> str:
    """Return a text as readers see it, but for the figures that are kept by name."""
    units = next(iter(handbook.rules.values()))["units"]

    def said(found: Any) -> str:
        figure = handbook.figures.figures[found[1]]
        return found[0] if found[1] in kept else format_number(figure.value, figure.unit, units)

    return REFERENCE.sub(said, text).strip()
