"""How long the audit of the rules takes, and how that grows with the number of factors."""

import time
from copy import deepcopy
from typing import Any

from calculators.analysis.audit import findings
from calculators.analysis.truth_table import TruthTable
from playbook.rules import disagreements

GRADES = ("high", "medium", "low")


def with_more_factors(rules: Any, number: int) -> Any:
    """Return rules with so many graded factors more, each a row of the graded table."""
    more = deepcopy(rules)
    table = next(form for form in more["forms"] if form["type"] == "graded")
    model = next(field for field in more["fields"] if field["id"] == "safety")
    row = next(row for row in table["rows"] if row["factor"] == "safety")
    for count in range(number):
        name = f"more_{count + 1}"
        more["fields"].append({**model, "id": name})
        table["rows"].append({**row, "factor": name})
    return more


def audited(rules: Any) -> tuple[int, float]:
    """Return the number of cells and the seconds that all checks of them take."""
    start = time.perf_counter()
    table = TruthTable(rules)
    findings(table)
    disagreements.agreement(table)
    return len(table.outcomes), time.perf_counter() - start


def report(rules: Any) -> str:
    """Return a table: factors, cells, seconds, and the time per cell against the first row's."""
    lines = ["| factors | cells | seconds | time per cell, ratio |", "| --- | --- | --- | --- |"]
    first = 0.0
    for number in range(4):
        cells, seconds = audited(with_more_factors(rules, number))
        first = first or seconds / cells
        lines.append(f"| {len(rules['fields']) + number} | {cells} | {seconds:.2f} | {seconds / cells / first:.2f} |")
    return "\n".join(lines)
