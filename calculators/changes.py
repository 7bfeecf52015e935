"""The nearest changes of one input that would change the answer, in both directions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from calculators.cells import cells, cuts
from calculators.text import describe_band


def nearest(
    values: Mapping[str, Any], answer: Any, judge: Callable[[Mapping[str, Any]], Any], rules: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return, for each input and direction, the nearest band of values for which `judge` gives another answer.

    `values` is what inputs.parse returns, `answer` what `judge` gives for it. Every entry names the factor, the band,
    the answer there and the band in words.
    """
    found = []
    for field in rules["fields"]:
        for candidates in _directions(field, values[field["id"]], rules):
            for value, band in candidates:
                other = judge({**values, field["id"]: value})
                if other != answer:
                    words = describe_band(field, band, rules)
                    found.append({"factor": field["id"], "band": band, "level": other, "words": words})
                    break
    return found


def _directions(field: Mapping[str, Any], value: Any, rules: Mapping[str, Any]) -> Iterator[Sequence[tuple[Any, Any]]]:
    """Yield the values to try, nearest first, each with the band that it begins: towards one end, then the other."""
    if field["type"] == "number":
        yield from _numbers(field, value, rules)
    elif field["type"] == "choice":
        ids = [choice["id"] for choice in field["choices"]]
        place = ids.index(value)
        yield [(name, {"is": name}) for name in reversed(ids[:place])]
        yield [(name, {"is": name}) for name in ids[place + 1 :]]
    elif field["type"] == "flag":
        yield [(not value, {"is": not value})]


def _numbers(
    field: Mapping[str, Any], value: Decimal | None, rules: Mapping[str, Any]
) -> Iterator[Sequence[tuple[Any, Any]]]:
    points = set(cuts(field, rules))
    numbers = [cell for cell in cells(field, rules) if cell is not None]
    lower = [cell for cell in numbers if value is not None and cell < value]
    higher = [cell for cell in numbers if value is None or cell > value]
    yield [(cell, _edge(cell, points, "at_most", "below")) for cell in reversed(lower)]
    yield [(cell, _edge(cell, points, "at_least", "above")) for cell in higher]
    if value is not None and not field["required"] and field.get("default") is None:
        yield [(None, {"not_given": True})]


def _edge(cell: Decimal, points: set[Decimal], closed: str, opened: str) -> dict[str, Any]:
    """Return the band that begins at a cell and goes on away from the value: from a cut point, or just beyond one."""
    if cell in points:
        return {closed: cell}
    beyond = [point for point in points if (point > cell) == (opened == "below")]
    nearest_point = min(beyond, default=cell) if opened == "below" else max(beyond, default=cell)
    return {opened: nearest_point}
