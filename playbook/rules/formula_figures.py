"""Where formulas have figures: in what is evaluated of them stands a number, and no name."""

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.check.formulas import formulas
from playbook.model.handbook import Handbook


def figures_in_formulas(handbook: Handbook) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield figures that formulas name, each with a place in the compiled rules, the calculator first.

    A place is one of a figure if it differs where the figure has another value.
    """
    models = {"calculators": handbook.calculators, "units": handbook.units, "pages": handbook.pages}
    for name, calculator in handbook.calculators.items():
        compiled = handbook.rules[name].get("formulas", ())
        texts = str([result.formula for result in calculator.results]) if compiled else ""
        for figure, entry in handbook.figures.figures.items():
            if figure in texts:
                other = entry.model_copy(update={"value": entry.value + 1})
                changed = {**handbook.figures.figures, figure: other}
                figures = handbook.figures.model_copy(update={"figures": changed})
                tried = formulas(calculator, {**models, "figures": figures})
                yield from ((figure, (name, "formulas", *path)) for path in _unlike(compiled, tried.compiled))


def _unlike(one: Any, other: Any) -> Iterator[tuple[str | int, ...]]:
    """Yield the places at which two values of one shape differ."""
    if isinstance(one, Mapping):
        for key in one:
            yield from ((key, *path) for path in _unlike(one[key], other[key]))
    elif isinstance(one, list | tuple):
        for place, each in enumerate(one):
            yield from ((place, *path) for path in _unlike(each, other[place]))
    elif one != other:
        yield ()
