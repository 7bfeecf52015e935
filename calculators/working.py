"""The working of a calculation: its formulas with the numbers put in, and its description's sentences."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from calculators.conditions import effective
from calculators.formula_text import counting, in_numbers, in_words
from calculators.text import describe_value, display, format_number, number


def reasons(values: Mapping[str, Any], found: Mapping[str, Any], rules: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the lines of a calculation. `values` is what inputs.parse returns, `found` the results by id."""
    return [*formula_lines(values, found, rules), *_sentences(values, found, rules)]


def formulas(rules: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each formula in words, with its sources, in the order in which they are worked out."""
    labels = {spec["id"]: spec["label"] for spec in rules["results"]}
    text = rules["words"]["formula"]
    return [
        {
            "text": text.format(label=labels[each["id"]], formula=in_words(each["tree"], rules)),
            "sources": each["sources"],
        }
        for each in rules.get("formulas", ())
    ]


def formula_lines(
    values: Mapping[str, Any], found: Mapping[str, Any], rules: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield a line for each formula that has a value."""
    labels = {spec["id"]: spec["label"] for spec in rules["results"]}
    units = {spec["id"]: spec.get("unit") for spec in rules["results"]}
    case = {**effective(values, rules["fields"]), **found}
    for each in rules.get("formulas", ()):
        name = each["id"]
        if found.get(name) is None:
            continue
        part, value = counting(each["tree"], case), format_number(found[name], units[name], rules["units"])
        formula = in_numbers(part, case, rules)
        if formula == value:  # of a sum of a column, say: only the words tell more than the result
            formula = in_words(part, rules)
        bare = formula == value or "number" in part  # nothing was worked out
        text = rules["words"]["formula" if bare else "worked_out"].format(
            label=labels[name], formula=value if bare else formula, value=value
        )
        yield _line(name, found[name], text, each["sources"])


def _sentences(
    values: Mapping[str, Any], found: Mapping[str, Any], rules: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the sentences of the rules' `working`, each only where it has something to say.

    A number stands in one as its unit has it; everything else as it is displayed.
    """
    units = {item["id"]: item.get("unit") for item in [*rules["fields"], *rules["results"]]}
    blanks = {field["id"]: describe_value(field, values[field["id"]], rules) for field in rules["fields"]}
    blanks |= {name: text for name, text in display(found, rules).items() if name not in found or isinstance(text, str)}
    blanks |= {
        key: format_number(value, units.get(key), rules["units"])
        for key, value in {**values, **found}.items()
        if isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool)
    }
    for step in rules["working"]:
        if step.get("needs") and found.get(step["needs"]) is None:
            continue
        if step.get("when_negative") and found.get(step["when_negative"], 0) >= 0:
            continue
        if step.get("when_zero") and found.get(step["when_zero"]) != 0:
            continue
        yield _line(step["id"], found.get(step["id"]), step["text"].format(**blanks), step["sources"])


def _line(name: str, value: Any, text: str, sources: Sequence[str]) -> dict[str, Any]:
    plain = number(value) if isinstance(value, Decimal | Fraction) else value
    return {"factor": name, "value": plain, "rule": "working", "text": text, "sources": list(sources)}
