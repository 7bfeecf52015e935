"""Cases as text: as `playbook calc` takes them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def typed(value: Any) -> str:
    """Return an input as it is typed; what is not given, not ticked or none of any is empty."""
    if value is None or value is False:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return ",".join(value) if isinstance(value, list | tuple) else str(value).lower()


def written(case: Mapping[str, Any]) -> str:
    """Return a case as `playbook calc` takes it; inputs not given are left out."""
    given = {name: typed(value) for name, value in case.items()}
    return " ".join(f"{name}={text}" for name, text in given.items() if text) or "no input"
