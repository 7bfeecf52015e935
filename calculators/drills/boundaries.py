"""What is easy to get wrong: the boundaries of the rules, found in the rules themselves.

A boundary of an input is crossed by mistaking one of its cells for another. Its id names the input and the place:
`deadline_hours@24`, `safety@high` (that choice, or one listed after it), `ltv@given`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from calculators.drills.space import Cell, Space
from calculators.text import choice_label, describe_band, format_number, number


@dataclass(frozen=True)
class Boundary:
    """A boundary: its id and name, and, where it is one of an input, the input's place and the cells on its sides."""

    id: str
    label: str
    place: int = -1
    sides: tuple[tuple[int, int], ...] = ()


def of_inputs(space: Space) -> list[Boundary]:
    """Return the boundaries of all inputs. Each of their sides is a cell and another that it can be mistaken for."""
    words = space.rules["words"]["factor"]
    return [
        Boundary(f"{field['id']}@{name}", words.format(label=field["short"], bands=label), place, sides)
        for place, field in enumerate(space.fields)
        for name, label, sides in _found(field, space.cells[place], space.rules)
    ]


type _Found = tuple[str, str, tuple[tuple[int, int], ...]]


def _found(field: Mapping[str, Any], known: list[Cell], rules: Mapping[str, Any]) -> Iterator[_Found]:
    match field["type"]:
        case "number":
            yield from _numbers(field, known, rules)
        case "choice":
            places = {cell.value: place for place, cell in enumerate(known)}
            for name, place in list(places.items())[:-1]:
                yield name, choice_label(field, name), _both((place, other) for other in range(place + 1, len(known)))
        case "choices":
            for choice in field["choices"]:
                yield choice["id"], choice["label"], _both(_with_and_without(choice["id"], known))
        case _:
            yield "yes", rules["words"]["yes"], ((0, 1), (1, 0))


def _numbers(field: Mapping[str, Any], known: list[Cell], rules: Mapping[str, Any]) -> Iterator[_Found]:
    if known[0].value is None:
        label = describe_band(field, {"not_given": True}, rules)
        yield "given", label, _both((0, other) for other in range(1, len(known)) if known[other].cut is None)
    for place, cell in enumerate(known):
        if cell.cut is not None:
            label = format_number(cell.cut, field.get("unit"), rules["units"])
            neighbours = [other for other in (place - 1, place + 1) if 0 <= other < len(known)]
            sides = _both((place, other) for other in neighbours if known[other].value is not None)
            yield str(number(cell.cut)), label, sides


def _with_and_without(choice: str, known: list[Cell]) -> Iterator[tuple[int, int]]:
    for place, cell in enumerate(known):
        for other, another in enumerate(known):
            if choice not in cell.value and set(another.value) == {*cell.value, choice}:
                yield place, other


def _both(pairs: Iterator[tuple[int, int]] | Any) -> tuple[tuple[int, int], ...]:
    """Return the pairs, and each the other way round."""
    return tuple(pair for one, other in pairs for pair in ((one, other), (other, one)))
