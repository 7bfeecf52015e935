"""A formula as a reader has it: with the names of what goes into it, or with the numbers put in."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from calculators.conditions import chosen
from calculators.formulas import evaluate
from calculators.text import describe_when, format_number, short

type Said = tuple[str, int]
"""A part as text, and how closely it holds together: what holds less than its surroundings is put in brackets."""

SUM, PRODUCT, NEGATIVE, WHOLE = range(4)
SIGNS = {"+": ("plus", SUM), "-": ("minus", SUM), "*": ("times", PRODUCT), "/": ("over", PRODUCT)}
CALLS = {
    "min": "least",
    "max": "most",
    "abs": "absolute",
    "round": "rounded",
    "ceil": "rounded_up",
    "floor": "rounded_down",
}
ROWS = {"sum": "total", "count": "count", "most": "most", "least": "least"}


def in_words(tree: Any, rules: Mapping[str, Any]) -> str:
    """Return a formula with the names of inputs and results, every alternative of it."""
    names = {item["id"]: short(item) for item in (*rules["results"], *rules["fields"])}
    tables = {field["id"]: field for field in rules["fields"] if field["type"] == "table"}

    def leaf(part: Mapping[str, Any]) -> Said:
        return (names[part["name"]], WHOLE) if "name" in part else _number(part, rules)

    def rows(kind: str, table: Mapping[str, Any], of: Sequence[Any]) -> Said:
        columns = {column["id"]: column["short"] for column in tables[table["table"]]["columns"]}

        def cell(part: Mapping[str, Any]) -> Said:
            return (columns[part["column"]], WHOLE) if "column" in part else leaf(part)

        value = said(of[0], cell, rows, rules["words"])[0] if of else names[table["table"]]
        return rules["words"][ROWS[kind]].format(value=value), WHOLE

    words = rules["words"]

    def one(part: Any) -> str:
        return said(part, leaf, rows, words)[0]

    if not _has_alternatives(tree):
        return one(tree)
    return str(words["all_of"]).join(
        words["where"].format(
            formula=one(part), condition=words["otherwise"] if when == [{}] else describe_when(when, rules)
        )
        for when, part in tree[1:]
    )


def in_numbers(tree: Any, case: Mapping[str, Any], rules: Mapping[str, Any]) -> str:
    """Return a formula without alternatives, one that has a value, with the numbers put in."""
    units = {item["id"]: item.get("unit") for item in (*rules["results"], *rules["fields"])}

    def shown(value: Any, unit: str | None) -> Said:
        return format_number(value, unit, rules["units"]), NEGATIVE if value < 0 else WHOLE

    def leaf(part: Mapping[str, Any]) -> Said:
        return shown(case[part["name"]], units[part["name"]]) if "name" in part else _number(part, rules)

    def rows(kind: str, table: Mapping[str, Any], of: Sequence[Any]) -> Said:
        value = evaluate([kind, table, *of], case) / Fraction(table.get("scale", "1"))
        return shown(value, table.get("unit"))

    return said(tree, leaf, rows, rules["words"])[0]


def counting(tree: Any, case: Mapping[str, Any]) -> Any:
    """Return what counts of a formula that has a value: the alternative whose condition holds, or the whole of it."""
    return chosen(tree[1:], case) if _has_alternatives(tree) else tree


def _has_alternatives(tree: Any) -> bool:
    return bool(isinstance(tree, list | tuple) and tree[0] == "choose")


def _number(part: Mapping[str, Any], rules: Mapping[str, Any]) -> Said:
    if "unit" not in part:
        return part["number"], WHOLE
    return format_number(part["number"], part["unit"], rules["units"]), WHOLE


def said(
    tree: Any, leaf: Callable[..., Said], rows: Callable[..., Said], words: Mapping[str, str], *, apart: bool = False
) -> Said:
    """Return a part, its names and numbers as `leaf` has them, what is made of a table's rows as `rows` has it.

    `apart` puts a sum at the end of a sum, which says the same without, in brackets, and a product likewise.
    """
    if isinstance(tree, Mapping):
        return leaf(tree)
    operation, *parts = tree
    if operation in ROWS:
        return rows(operation, parts[0], parts[1:])
    inner = [said(part, leaf, rows, words, apart=apart) for part in parts if not isinstance(part, str)]

    def within(place: int, least: int) -> str:
        text, holds = inner[place]
        return text if holds >= least else str(words["brackets"].format(value=text))

    if operation == "neg":
        return words["negative"].format(value=within(0, WHOLE)), NEGATIVE
    if operation in CALLS:
        value = words["and"].join(text for text, _ in inner)
        step = next((part for part in parts if isinstance(part, str)), "")  # in the units of formulas
        return words[CALLS[operation]].format(value=value, step=step), WHOLE
    word, holds = SIGNS[operation]
    right = holds + 1 if apart or operation in "-/" else holds
    # Two signs never stand side by side.
    needed = WHOLE if inner[1][1] == NEGATIVE else right
    return words[word].format(left=within(0, holds), right=within(1, needed)), holds
