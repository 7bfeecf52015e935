"""Conditions as data: does a case meet them?

A `when` is a list of alternatives, each a mapping from factor to the bands it may be in; all factors of one
alternative must hold. A band is an interval with open or closed ends ({"above": 24, "at_most": 72}), a choice
({"is": "high"}) or {"not_given": true}. An empty list never holds; an empty mapping always does.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

ENDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


def in_band(value: Any, band: Mapping[str, Any]) -> bool:
    """Tell whether one factor's value lies in one band. None is the value that was not given."""
    if "not_given" in band:
        return value is None
    if value is None:
        return False
    if "is" in band:
        return bool(band["is"] in value) if isinstance(value, tuple) else bool(value == band["is"])
    return all(compare(value, Decimal(str(band[end]))) for end, compare in ENDS.items() if end in band)


def met(when: Sequence[Mapping[str, Any]], case: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the first alternative of `when` that holds for the case, or None."""
    for alternative in when:
        if all(any(in_band(case[factor], band) for band in bands) for factor, bands in alternative.items()):
            return alternative
    return None


def effective(values: Mapping[str, Any], fields: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the case that rules see: a value not given becomes what its field says it counts as."""
    case = dict(values)
    for field in fields:
        if case[field["id"]] is None and field.get("unknown_counts_as") is not None:
            case[field["id"]] = Decimal(str(field["unknown_counts_as"]))
    return case
