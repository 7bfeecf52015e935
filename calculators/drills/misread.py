"""The mistake of reading one input as if it lay on the other side of a boundary."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculators.drills.boundaries import Boundary
from calculators.drills.space import Index, Space, band
from calculators.text import describe_band, describe_value


def misreadings(index: Index, boundary: Boundary) -> Iterator[Index]:
    """Yield the cells that a cell is mistaken for by those who mistake the boundary."""
    for here, taken in boundary.sides:
        if index[boundary.place] == here:
            yield (*index[: boundary.place], taken, *index[boundary.place + 1 :])


def misread(
    space: Space, case: Mapping[str, Any], index: Index, taken: Index, words: Mapping[str, Any], **names: str
) -> str:
    """Return what is wrong with an answer that follows where the cell `index` is mistaken for `taken`.

    `names` fill the other blanks of the words.
    """
    place = next(place for place, cell in enumerate(index) if taken[place] != cell)
    field, known = space.fields[place], space.cells[place]
    if field["type"] == "number":
        words_for = describe_band(field, band(known, index[place], taken[place]), space.rules)
    else:
        words_for = describe_value(field, known[taken[place]].value, space.rules)
    value = describe_value(field, case[field["id"]], space.rules)
    return str(words["read"]).format(label=field["short"], value=value, band=words_for, **names)
