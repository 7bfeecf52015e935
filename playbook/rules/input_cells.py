"""Inputs as a page's script reads them: the cells of each, so that it can tell in which one a typed text lies."""

from collections.abc import Mapping
from typing import Any

from calculators.analysis.case_text import typed
from calculators.cells import cells, cuts
from calculators.text import number


def factor(field: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells of one input as JSON-ready data.

    `values` has for each cell the text that stands for it in an address. A number has `numbers`, too: the cut points,
    the range, and `below`, the cell that a number below all cut points would be in.
    """
    known = cells(field, rules)
    described: dict[str, Any] = {"values": [typed(value) for value in known]}
    if field["type"] == "number":
        points = cuts(field, rules)
        below = known.index(points[0]) - 1 if points else len(known) - 1
        described["numbers"] = {"cuts": [number(cut) for cut in points], "below": below}
        described["numbers"] |= {end: field[end] for end in ("minimum", "maximum") if end in field}
    return described
