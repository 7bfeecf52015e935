"""Cells of one input as the bands that a reader is shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

type Band = Mapping[str, Any]


def bands(field: Mapping[str, Any], values: Sequence[Any], cuts: Sequence[Any], cells: Sequence[int]) -> list[Band]:
    """Return some cells of an input as bands, neighbouring numbers joined, "not given" last.

    `values` are those of all its cells, `cuts` its cut points, each of which is a cell; `cells` are places in `values`.
    """
    if field["type"] != "number":
        return [{"not_given": True} if values[cell] is None else {"is": values[cell]} for cell in cells]
    missing = [{"not_given": True}] if any(values[cell] is None for cell in cells) else []
    numbers = [cell for cell in cells if values[cell] is not None]
    return [*(_band(field, values, set(cuts), run) for run in _runs(numbers)), *missing]


def _runs(cells: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for cell in cells:
        if run and cell != run[-1] + 1:
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _band(field: Mapping[str, Any], values: Sequence[Any], points: set[Any], run: Sequence[int]) -> Band:
    """Return the interval that a run of a number's cells covers; a cut point is a cell of its own."""
    band: dict[str, Any] = {}
    if values[run[0]] in points:
        band["at_least"] = values[run[0]]
    elif run[0] > 0 and values[run[0] - 1] is not None:
        band["above"] = values[run[0] - 1]
    if values[run[-1]] in points:
        band["at_most"] = values[run[-1]]
    elif run[-1] + 1 < len(values):
        band["below"] = values[run[-1] + 1]
    if ("below" in band or "at_most" in band) and band.get("at_least") == field.get("minimum"):
        band.pop("at_least", None)
    return band
