"""Cases of any calculator whose inputs crowd around its cut points, as people and programs write them."""

import random
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from calculators.cells import cuts

ODD = (
    "15万", "￥1,200", "¥1,200.00", "１２", " 30 ", "１.5天", "1h 30min", "1e3", "+5", "007", "-0", "1e-31", ".5", "5.",
    "100000.00000000000000000000001", "99999999999999999", "1e400", "-1", "x", "nan", "1,2", "۱۲", "",
)  # fmt: skip


def case(rules: Mapping[str, Any], chance: random.Random, odd: float = 0.05) -> dict[str, Any]:
    """A case of a calculator without tables; `odd` is how often an input is written strangely, or wrong."""
    found = {field["id"]: _value(field, rules, chance, odd) for field in rules["fields"] if chance.random() < 0.9}
    if chance.random() < odd / 10:
        found["nobody_asks"] = "1"
    return found


def _value(field: Mapping[str, Any], rules: Mapping[str, Any], chance: random.Random, odd: float) -> Any:
    strange = chance.random() < odd
    ids = [choice["id"] for choice in field["choices"]]
    match field["type"]:
        case "number":
            return chance.choice([*ODD, None, True, 5, 1.5]) if strange else _number(field, rules, chance)
        case "choice":
            return chance.choice([None, "", "nothing like it", 1, ["x"]]) if strange else chance.choice(ids)
        case "flag":
            return chance.choice([None, "", "yes", "0", "maybe", 1, 0, 1.0]) if strange else chance.random() < 0.5
        case "choices":
            picked = chance.sample(ids, chance.randrange(len(ids) + 1))
            return chance.choice([picked, ",".join(picked), [*picked, 1], "none", None]) if strange else tuple(picked)
    return chance.choice(["", "2026-06-15", "a"])


def _number(field: Mapping[str, Any], rules: Mapping[str, Any], chance: random.Random) -> str:
    """A number at a cut point, a hair beside it, or anywhere in the reach of the cut points."""
    points = cuts(field, rules)
    low = Decimal(str(field.get("minimum", -1000)))
    high = min(Decimal(str(field.get("maximum", 10**6))), max([low, *points]) * 2 + 1000)
    if points and chance.random() < 0.4:
        beside = chance.choice(["0", "0", "1", "-1", "0.01", "-0.01", "1e-18", "-1e-18", "1e-9"])
        number = chance.choice(points) + Decimal(beside)
    else:
        number = low + (high - low) * Decimal(repr(chance.random()))
        number = round(number, chance.choice([0, 0, 1, 2, 6]))
    return format(min(max(number, low), high), "f")


def in_a_cell(value: Any) -> str:
    """An input as it stands in a cell of a file."""
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
