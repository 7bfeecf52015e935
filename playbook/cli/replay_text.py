"""What a replay says in a few lines, with an example of each way in which a case is answered otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from calculators.analysis.replay import added, overtaken

type Part = Mapping[str, Any]


def lines(name: str, rules: Mapping[str, Any], parts: Iterable[Part]) -> Iterator[str]:
    """Yield the lines for calculator `name`, whose rules are those of the later version."""
    totals: Mapping[str, Any] = {}
    examples: dict[Any, Mapping[str, Any]] = {}
    first: dict[str, Mapping[str, Any]] = {}
    for part in parts:
        totals = added(totals, part["totals"]) if totals else part["totals"]
        for row in part["rows"]:
            if row.get("text"):
                examples.setdefault(_change(row), row)
            elif "missing" in row or "error" in row:
                first.setdefault("missing" if "missing" in row else "error", row)
    if not totals:
        yield "no cases"
        return
    yield f"{name}: {totals['rows']} cases, {totals['changed']} answered otherwise, {totals['unchanged']} as before"
    if rules["forms"]:
        yield f"  sooner: {totals['sooner']}, later: {totals['later']}"
        yield from _levels(rules, totals, examples)
    elif totals["scores"]:
        yield f"  pairs of cases that change places: {overtaken(totals)}"
    results = {spec["id"]: spec["label"] for spec in rules["results"]}
    for key, sums in totals["sums"].items():
        if sums["up"] or sums["down"]:
            label = results.get("advised_cap_yuan" if key == "cap" else key, key)
            yield f"  {label}: {sums['before']} -> {sums['after']} in all (up {sums['up']}, down {sums['down']})"
    if not rules["forms"]:
        yield from (f"  for example {_told(row)}" for row in list(examples.values())[:1])
    if totals["not_recorded"]:
        lacking = ", ".join(f"{label} {count}" for label, count in totals["missing"].items())
        yield f"  not recorded: {totals['not_recorded']} ({lacking})"
    if totals["faulty"]:
        yield f"  at fault: {totals['faulty']}, for example row {first['error']['row']}: {first['error']['error']}"


def _change(row: Mapping[str, Any]) -> Any:
    return (row["before"].get("level"), row["after"].get("level")) if "level" in row["after"] else None


def _levels(rules: Mapping[str, Any], totals: Mapping[str, Any], examples: Mapping[Any, Any]) -> Iterator[str]:
    names = {level["id"]: level["name"] for level in rules["levels"]}
    for each in totals["levels"]:
        old, new = (names.get(each[side], "none" if each[side] is None else str(each[side])) for side in ("old", "new"))
        example = examples.get((each["old"], each["new"]))
        told = f", for example {_told(example)}" if example else ""
        yield f"  {old} -> {new}: {each['count']}{told}" if old != new else f"  {old}: {each['count']}{told}"


def _told(row: Mapping[str, Any]) -> str:
    return f"row {row['row']}: {row['text']}"
