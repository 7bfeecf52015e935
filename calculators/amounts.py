"""Amounts as people write them: with their unit before or after the number, in a larger or smaller one, in several."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from calculators.numbers import decimal, narrow

MAGNITUDE = 100
"""Digits before the point; a number of more is left as it stands, to be refused."""
PART = re.compile(r"([0-9.,]+)\s*([^0-9.,\s]+)\s*")

type Size = tuple[Decimal, int]  # so many units, divided by so many
type Way = tuple[str, str, Size]


def amount(text: str, name: str | None, units: Mapping[str, Any]) -> Decimal | str:
    """Return what a text says in the unit `name`, as 1,200, 780 yuan, 0.15 of ten thousand, or 1 h 30 min.

    Text without a sign of the unit is returned as it stands, for whoever reads numbers, as is what says nothing. Text
    must be narrow.
    """
    unit = units.get(name or "")
    if unit is None:
        return text
    ways = list(_ways(unit, units))
    for before, after, (times, per) in ways:
        if (before or after) and text.startswith(before) and text.endswith(after):
            found = _number(text[len(before) : len(text) - len(after)].strip())
            if found is not None:
                return found * times / per
    # Where people do not name smaller units, several numbers are not the sum of what they name.
    found = _sum(text, {after: size for before, after, size in ways if not before}) if "also" in unit else None
    return text if found is None else found


def _ways(unit: Mapping[str, Any], units: Mapping[str, Any]) -> Iterator[Way]:
    """Yield the ways in which an amount may be written: what stands before and after the number, and its size."""
    _, own = _around(unit["text"])
    if "large" in unit:
        many = Decimal(str(unit["large"]["divide"]))
        for text in _texts(unit["large"]):
            before, after = _around(text)
            yield before, after, (many, 1)
            if own and after != own and after.endswith(own):
                yield before, after.removesuffix(own).strip(), (many, 1)
    for text in _texts(unit):
        yield *_around(text), (Decimal(1), 1)
    for other, per in unit.get("also", {}).items():
        for text in _texts(units[other]):
            yield *_around(text), (Decimal(1), per)


def _texts(unit: Mapping[str, Any]) -> Iterator[str]:
    yield unit["text"]
    yield from (unit["one"],) if "one" in unit else ()
    yield from unit.get("written", ())


def _around(text: str) -> tuple[str, str]:
    before, _, after = narrow(text).partition("{value}")
    return before.strip(), after.strip()


def _sum(text: str, sizes: Mapping[str, Size]) -> Decimal | None:
    """Return the sum of amounts in units that get smaller, as 1 h 30 min; None if it is none."""
    total, least, at = Decimal(0), Decimal("Infinity"), 0
    while at < len(text):
        part = PART.match(text, at)
        found = _number(part[1]) if part else None
        if part is None or found is None or part[2] not in sizes:
            return None
        times, per = sizes[part[2]]
        if times / per >= least:
            return None
        total, least, at = total + found * times / per, times / per, part.end()
    return total if at else None


def _number(text: str) -> Decimal | None:
    found = decimal(text)
    return found if found is not None and found.is_finite() and found.adjusted() < MAGNITUDE else None
