"""The working of a calculation: its description's sentences, filled in, each only where it has something to say."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from calculators.text import describe_value, display, format_number, number


def reasons(values: Mapping[str, Any], found: Mapping[str, Any], rules: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the lines of the rules' `working`. `values` is what inputs.parse returns, `found` the results by id.

    A number stands in a line as its unit has it; everything else as it is displayed.
    """
    units = {item["id"]: item.get("unit") for item in [*rules["fields"], *rules["results"]]}
    shown = {field["id"]: describe_value(field, values[field["id"]], rules) for field in rules["fields"]}
    shown |= {name: text for name, text in display(found, rules).items() if name not in found or isinstance(text, str)}
    shown |= {
        key: format_number(value, units.get(key), rules["units"])
        for key, value in {**values, **found}.items()
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    }
    lines = []
    for step in rules["working"]:
        if step.get("needs") and found.get(step["needs"]) is None:
            continue
        if step.get("when_negative") and found.get(step["when_negative"], 0) >= 0:
            continue
        if step.get("when_zero") and found.get(step["when_zero"]) != 0:
            continue
        value = found.get(step["id"])
        lines.append(
            {
                "factor": step["id"],
                "value": number(value) if isinstance(value, Decimal) else value,
                "rule": "working",
                "text": step["text"].format(**shown),
                "sources": list(step["sources"]),
            }
        )
    return lines
