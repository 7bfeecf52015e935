"""Numbers, values and bands in the reader's words. The words come with the rules."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isinf
from typing import Any

LARGEST_WHOLE = 10**21
PLACES = 4
ONE = ("1", "-1")
"""What takes a unit's singular, as it is shown: 1 day, but 1.5 days and 0 days."""


def number(value: Decimal | Fraction) -> int | float | None:
    """Return a result as a plain number: an int where it is whole, None where it exceeds what a float holds."""
    if value == int(value) and abs(int(value)) < LARGEST_WHOLE:
        return int(value)
    try:
        result = float(value)
    except OverflowError:
        return None
    return None if isinf(result) else result


class Standing(Decimal):
    """A number that stands for all that lie in its cell: what is said of it is a blank, for another's words.

    `words` stands for it in a sentence, `plain` as a plain number.
    """

    words: str
    plain: str


def plain(value: Any) -> Any:
    """Return an input's value, as inputs.parse returns it, JSON-ready."""
    if isinstance(value, Decimal):
        return value.plain if isinstance(value, Standing) else number(value)
    return list(value) if isinstance(value, tuple) else value


def format_number(value: Any, unit: str | None, units: Mapping[str, Any]) -> str:
    """Return a number with its unit, at the unit's precision; round amounts in the unit's large form."""
    amount: Any = value if isinstance(value, Fraction) else Decimal(str(value))
    spec = units[unit] if unit else {}
    large = spec.get("large")
    if large and abs(amount) >= large["from"]:
        scaled = amount / type(amount)(str(large["divide"]))
        if scaled == round(scaled, large["places"]):
            return str(large["text"]).format(value=_plain(scaled, large["places"]))
    value = _plain(amount, spec["places"] if "places" in spec else _places(amount))
    one = spec.get("one") if value in ONE else None
    return str(one or spec.get("text", "{value}")).format(value=value)


def _places(amount: Decimal | Fraction) -> int:
    """Return how many decimals show a number: four, or more where it would be a 0 that it is not."""
    above, below = amount.as_integer_ratio()
    return PLACES if not above or 2 * abs(above) * 10**PLACES >= below else len(str(below // abs(above))) + 1


def _plain(amount: Decimal | Fraction, places: int) -> str:
    """Return a number rounded to so many places, halves away from 0, as formulas round; without zeros at its end."""
    above, below = amount.as_integer_ratio()
    steps = (2 * abs(above) * 10**places + below) // (2 * below)
    whole, rest = divmod(steps, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if rest else ""
    return f"{'-' if amount < 0 and steps else ''}{whole:,}{'.' if decimals else ''}{decimals}"


def describe_value(field: Mapping[str, Any], value: Any, rules: Mapping[str, Any]) -> str:
    """Return an input's value, as inputs.parse returns it, as a reader would say it."""
    words = rules["words"]
    if value is None:
        return _not_given(field, rules)
    if isinstance(value, bool):
        return str(words["yes" if value else "no"])
    if field["type"] == "table":
        return str(words["rows"]).format(count=len(value))
    if field["type"] in ("text", "date", "month"):
        return str(value)
    if isinstance(value, tuple):
        return str(words["and"]).join(choice_label(field, item) for item in value) or str(words["none"])
    if isinstance(value, str):
        return choice_label(field, value)
    if isinstance(value, Standing):
        return value.words
    return format_number(value, field.get("unit"), rules["units"])


def _not_given(field: Mapping[str, Any], rules: Mapping[str, Any]) -> str:
    return str(field.get("not_given") or rules["words"]["not_given"])


def choice_label(field: Mapping[str, Any], choice: str) -> str:
    """Return the label of one choice of a field."""
    return str(next(item["label"] for item in field["choices"] if item["id"] == choice))


def describe_bands(field: Mapping[str, Any], bands: Sequence[Mapping[str, Any]], rules: Mapping[str, Any]) -> str:
    """Return the bands one factor may be in, as words: "above 10, or not given"."""
    return str(rules["words"]["or"]).join(describe_band(field, band, rules) for band in bands)


def describe_band(field: Mapping[str, Any], band: Mapping[str, Any], rules: Mapping[str, Any]) -> str:
    """Return one band in words."""
    words = rules["words"]
    if "not_given" in band:
        return _not_given(field, rules)
    if "is" in band:
        if isinstance(band["is"], bool):
            return str(words["yes" if band["is"] else "no"])
        return choice_label(field, band["is"])
    if band.get("at_least") == field.get("minimum") and set(band) == {"at_least"}:
        return str(words["given"])
    if band.get("at_least") is not None and band.get("at_least") == band.get("at_most"):
        return format_number(band["at_least"], field.get("unit"), rules["units"])
    ends = [
        str(words[end]).format(value=format_number(band[end], field.get("unit"), rules["units"]))
        for end in ("above", "at_least", "below", "at_most")
        if end in band
    ]
    return str(words["both_ends"]).join(ends)


def short(item: Mapping[str, Any]) -> str:
    """Return what an input or a result is called in a sentence."""
    return str(item.get("short") or item["label"])


def describe_when(when: Sequence[Mapping[str, Any]], rules: Mapping[str, Any]) -> str:
    """Return a whole condition in words, alternatives joined by "or"."""
    fields = {field["id"]: field for field in (*rules["results"], *rules["fields"])}
    words = rules["words"]
    return str(words["alternatives"]).join(
        str(words["all_of"]).join(
            str(words["factor"]).format(label=short(fields[factor]), bands=describe_bands(fields[factor], bands, rules))
            for factor, bands in alternative.items()
        )
        for alternative in when
    )


def display(result: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return each result of the calculator in words, those that are undefined included; of a table, each cell."""
    return {spec["id"]: _display(spec, result.get(spec["id"]), rules) for spec in rules["results"]}


def _display(spec: Mapping[str, Any], value: Any, rules: Mapping[str, Any]) -> Any:
    if value is None or value == []:
        return str(spec.get("undefined") or rules["words"]["undefined"])
    if spec.get("columns"):
        return [
            {column["id"]: _display(column, row[column["id"]], rules) for column in spec["columns"]} for row in value
        ]
    if spec.get("unit") == "level":  # a number that formulas came to may be none
        named = [str(level["name"]) for level in rules["levels"] if level["id"] == value]
        if named:
            return named[0]
    if isinstance(value, bool):
        key = "yes" if value else "no"
        return str(spec.get(key) or rules["words"][key])
    text = spec.get("text") or "{value}"
    if isinstance(value, str):
        return str(text).format(value=value)
    if value == 0:
        text = spec.get("zero") or text
    elif value < 0:
        text = spec.get("negative") or text
    return str(text).format(value=format_number(value, spec.get("unit"), rules["units"]))
