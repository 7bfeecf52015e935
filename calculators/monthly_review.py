"""The monthly review of the ledger: how many transfers, at what cost, how fast, how well liked, of what, and why.

Result fields: count, cost and monthly_cost (yuan), mean_cost (yuan), lead_time (mean hours), satisfaction (mean), and
the tables months, parts, causes (most frequent first) and forecast (parts short so often that their forecast should
rise). A mean is of the rows that give the value, absent where none does. Source: the monthly review (ET-28); what to
add to a forecast follows from the classes of parts (SL-03..05).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from calculators import working
from calculators.abc_class import class_of
from calculators.dates import in_month
from calculators.text import display, format_number, number

INPUTS = {
    "month": "month?",
    "frequent": "number",
    "rows": "table",
    "rows.date": "date?",
    "rows.part": "text?",
    "rows.extra_cost": "number?",
    "rows.lead_time": "number?",
    "rows.satisfaction": "number?",
    "rows.root_cause": "text?",
}
RESULTS: dict[str, Sequence[str] | None] = {
    **dict.fromkeys(("count", "cost", "mean_cost", "monthly_cost", "lead_time", "satisfaction")),
    "months": ("month", "count", "cost", "lead_time", "satisfaction"),
    "parts": ("part", "count", "share", "cost"),
    "causes": ("cause", "count", "share"),
    "forecast": ("part", "monthly", "more", "part_class", "advice"),
}
NEEDS = ("phrases", "working")
READS = {"part_classes": ("monthly_demand", "supply")}
PHRASES = {"benchmark": ("label", "own", "title", "theirs"), "advice": ("part_class", "supply")}
LISTED = 10
HUNDRED = Decimal(100)
YEAR, MONTH = len("YYYY"), len("YYYY-MM")

type Rows = Sequence[Mapping[str, Any]]


def calculate(values: dict[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the review of the rows of `month`, of all where none is given. `values` is what inputs.parse returns."""
    month = values["month"]
    rows = _of_one_year(values["rows"])
    rows = [row for row in rows if not month or (row["date"] and in_month(row["date"], month))]
    by_month: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["date"]:
            by_month[_month(row["date"])].append(row)
    span = max(len(by_month), 1)
    cost = _total(rows)
    found: dict[str, Any] = {"count": len(rows), "cost": cost, "monthly_cost": cost / span, **_means(rows)}
    found["mean_cost"] = _mean_of("extra_cost", rows)
    result: dict[str, Any] = {key: _plain(value) for key, value in found.items() if value is not None}
    result |= {
        "months": [{"month": name.removeprefix("--"), **_line(by_month[name])} for name in sorted(by_month)],
        "parts": _parts(rows),
        "causes": _causes(rows),
        "forecast": _forecast(rows, span, values["frequent"], rules),
    }
    shown = display(result, rules)
    reasons = [*working.reasons(values, found, rules), *_benchmarks(shown, found, rules)]
    return {**result, "display": shown, "reasons": reasons}


def _of_one_year(rows: Rows) -> Rows:
    """Return the rows; where only one year is named, dates without a year are of that one."""
    years = {row["date"][:YEAR] for row in rows if row["date"] and not row["date"].startswith("--")}
    if len(years) != 1:
        return rows
    year = years.pop()
    dates = [row["date"] and re.sub("^-(?=-)", year, row["date"]) for row in rows]
    return [{**row, "date": date} for row, date in zip(rows, dates, strict=True)]


def _month(date: str) -> str:
    return date[:-3] if date.startswith("--") else date[:MONTH]


def _plain(value: Decimal | int | None) -> int | float | None:
    return number(value) if isinstance(value, Decimal) else value


def _total(rows: Rows) -> Decimal:
    return sum((row["extra_cost"] for row in rows if row["extra_cost"] is not None), start=Decimal(0))


def _means(rows: Rows) -> dict[str, Decimal | None]:
    return {key: _mean_of(key, rows) for key in ("lead_time", "satisfaction")}


def _mean_of(key: str, rows: Rows) -> Decimal | None:
    numbers = [row[key] for row in rows if row[key] is not None]
    return sum(numbers, start=Decimal(0)) / len(numbers) if numbers else None


def _line(rows: Rows) -> dict[str, Any]:
    means = {key: _plain(value) for key, value in _means(rows).items()}
    return {"count": len(rows), "cost": number(_total(rows)), **means}


def _counted(names: Iterable[str | None]) -> list[tuple[str, int]]:
    """Return how often each name comes, most often first, then by name; blanks do not count."""
    counts = Counter(name for name in names if name)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _share(count: int, rows: Rows) -> int | float | None:
    return number(count * HUNDRED / len(rows))


def _parts(rows: Rows) -> list[dict[str, Any]]:
    costs: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        costs[row["part"] or ""] += row["extra_cost"] or 0
    return [
        {"part": part, "count": count, "share": _share(count, rows), "cost": number(costs[part])}
        for part, count in _counted(row["part"] for row in rows)[:LISTED]
    ]


def _causes(rows: Rows) -> list[dict[str, Any]]:
    return [
        {"cause": cause, "count": count, "share": _share(count, rows)}
        for cause, count in _counted(row["root_cause"] for row in rows)[:LISTED]
    ]


def _forecast(rows: Rows, months: int, frequent: Decimal, rules: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the parts that were short at least `frequent` times a month; each was demand that no forecast held."""
    lines = []
    for part, count in _counted(row["part"] for row in rows):
        if count < frequent * months:
            break
        found = class_of(Fraction(count, months), rules["part_classes"])
        lines.append(
            {
                "part": part,
                "monthly": number(Decimal(count) / months),
                "more": ceil(Decimal(count) / months),
                "part_class": found["id"],
                "advice": rules["phrases"]["advice"].format(part_class=found["id"], supply=found["supply"][0]),
            }
        )
    return lines


def _benchmarks(
    shown: Mapping[str, str], found: Mapping[str, Any], rules: Mapping[str, Any]
) -> Iterable[dict[str, Any]]:
    """Yield a sentence for each result that the handbook holds against a figure of its sources."""
    units = {spec["id"]: spec.get("unit") for spec in rules["results"]}
    for item in rules.get("benchmarks", ()):
        if found.get(item["result"]) is not None:
            theirs = format_number(item["value"], units[item["result"]], rules["units"])
            own = shown[item["result"]]
            text = rules["phrases"]["benchmark"].format(
                label=item["label"], own=own, title=item["title"], theirs=theirs
            )
            yield {"factor": item["result"], "rule": "benchmark", "text": text, "sources": list(item["sources"])}
