"""Conditions as data: does a case meet them?

A `when` is a list of alternatives, each a mapping from factor to the bands it may be in; all factors of one
alternative must hold. A band is an interval with open or closed ends ({"above": 24, "at_most": 72}), a choice
({"is": "high"}) or {"not_given": true}. An empty list never holds; an empty mapping always does.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

ENDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
    "at_most": operator.le,
}


@lru_cache(1000)
def exact(number: float | str) -> Decimal:
    """Return a number of the rules as it is written there. They have few, and each is compared again and again."""
    return Decimal(str(number))


def in_band(value: Any, band: Mapping[str, Any]) -> bool:
    """Tell whether one factor's value lies in one band. None is the value that was not given."""
    if "not_given" in band:
        return value is None
    if value is None:
        return False
    if "is" in band:
        return bool(band["is"] in value) if isinstance(value, tuple) else bool(value == band["is"])
    for end, limit in band.items():  # noqa: SIM110 - in the reader's browser a plain loop takes half the time of all()
        if not ENDS[end](value, exact(limit)):
            return False
    return True


def in_any(value: Any, bands: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether one factor's value lies in one of the bands."""
    for band in bands:  # noqa: SIM110 - as above
        if in_band(value, band):
            return True
    return False


def met(when: Sequence[Mapping[str, Any]], case: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the first alternative of `when` that holds for the case, or None."""
    for alternative in when:
        for factor, bands in alternative.items():
            if not in_any(case[factor], bands):
                break
        else:
            return alternative
    return None


def chosen(alternatives: Sequence[Sequence[Any]], case: Mapping[str, Any]) -> Any:
    """Return what stands beside the first condition that holds for the case, None if none does."""
    return next((other for when, other in alternatives if met(when, case) is not None), None)


def effective(values: Mapping[str, Any], fields: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the case that rules see: a value not given becomes what its field says it counts as."""
    case = dict(values)
    for field in fields:
        if case[field["id"]] is None and field.get("unknown_counts_as") is not None:
            case[field["id"]] = exact(field["unknown_counts_as"])
    return case
