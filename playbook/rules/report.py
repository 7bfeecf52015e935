"""The audit of a handbook's rules: what `playbook check` and a build report, and what the audit page shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from math import prod
from typing import Any

from calculators.analysis import audit
from calculators.analysis.audit import VERDICT, Finding
from calculators.analysis.case_text import written
from calculators.analysis.question_tree import Tree, tree
from calculators.analysis.truth_table import Outcome, TruthTable
from calculators.cells import cells
from calculators.forms import Level
from calculators.text import number
from playbook.cache.process import remembered
from playbook.errors import Problem, Problems, expected
from playbook.model.decision import AuditWaiver, Disagreement
from playbook.model.handbook import Handbook
from playbook.rules import disagreements
from playbook.rules.disagreements import Agreement
from playbook.source.document import Document, Location

MOST = 1_000_000
"""Cases of a decision: so many take a minute."""


@dataclass(frozen=True)
class Audit:
    """One decision, audited: `findings` are what the waivers leave."""

    name: str
    table: TruthTable
    agreement: Agreement
    findings: tuple[Finding, ...]

    @cached_property
    def tree(self) -> Tree:
        """The questions that lead to the level."""
        return remembered("tree", json.dumps(self.table.rules), lambda: tree(self.table))


def audits(handbook: Handbook) -> dict[str, Audit]:
    """Return the audit of every decision, that of the handbook's level first. Raises Problems for those too large."""
    large = [problem for name in handbook.decisions if (problem := _too_large(handbook, name))]
    if large:
        raise Problems(large)
    return {name: _audit(handbook, name) for name in handbook.decisions}


def _too_large(handbook: Handbook, name: str) -> Problem | None:
    rules = handbook.rules[name]
    count = prod(len(cells(field, rules)) for field in rules["fields"])
    if count <= MOST:
        return None
    wanted = expected(f"at most {MOST:,} different cases, all of which are looked at", f"{count:,}")
    message = f"{wanted}; fewer inputs, choices or limits, or a second decision, make fewer"
    document: Document = handbook.documents["calculators"][name]
    return document.problem(("fields",), message, at_key=True)


def _audit(handbook: Handbook, name: str) -> Audit:
    verdict = handbook.calculators[name].judged
    assert verdict
    # The calculators read their rules as JSON gives them; so does the audit.
    table, agreed, unwaived = _tried(json.dumps(handbook.rules[name]))
    before = handbook.agreed.decisions.get(name) if handbook.agreed else None
    disagreed = disagreements.findings(agreed, verdict.disagreements, handbook.rulings_on(name), before)
    document = handbook.documents["calculators"][name]
    own = [_by_lines(finding, document) for finding in _unwaived(unwaived, verdict.waivers)]
    found = (*own, *disagreed)
    if not handbook.calculators[name].verdict:
        found = tuple(_at_form(each, [form.id for form in handbook.calculators[name].forms]) for each in found)
    return Audit(name, table, agreed, found)


def _at_form(finding: Finding, forms: list[str]) -> Finding:
    """Return a finding on a verdict that is not described, but all forms together: at the first that it names."""
    if finding.location[0] != VERDICT:
        return finding
    first = finding.name.partition(", ")[0] if finding.kind == disagreements.KIND else forms[0]
    return replace(finding, location=("forms", forms.index(first)))


def _by_lines(finding: Finding, document: Document) -> Finding:
    """Return a finding that names rows of a table by their lines, where they stand in a file of their own."""
    rows: Location = finding.location[:3]  # forms, number, rows
    if not finding.rows or rows not in document.included:
        return finding
    lines = [document.values[*rows, number - 1][0] for number in finding.rows]
    if finding.kind == "conflict":
        return replace(finding, message=audit.at_once("lines", lines, finding.form))
    return replace(finding, message=audit.never_fires("line", lines[0], finding.form))


@lru_cache(maxsize=4)
def _tried(text: str) -> tuple[TruthTable, Agreement, list[Finding]]:
    """Return what follows from rules alone. Whoever edits other files, with `serve` running, need not wait for it."""
    table = TruthTable(json.loads(text))
    return table, disagreements.agreement(table), audit.findings(table)


def _unwaived(found: list[Finding], waivers: tuple[AuditWaiver, ...]) -> list[Finding]:
    """Return the findings that nobody waived, and the waivers that nothing needs."""
    waived = {(waiver.finding, waiver.form, waiver.name) for waiver in waivers}
    keys = {(finding.kind, finding.form, finding.name) for finding in found}
    idle = [
        Finding("waiver", ("verdict", "waivers", i), waiver.form, waiver.name, "nothing needs this waiver any more", {})
        for i, waiver in enumerate(waivers)
        if (waiver.finding, waiver.form, waiver.name) not in keys
    ]
    return [finding for finding in found if (finding.kind, finding.form, finding.name) not in waived] + idle


def problems(handbook: Handbook, audited: Mapping[str, Audit], without: str = "") -> list[Problem]:
    """Return the findings of decisions and points tables as problems at their places, but for those of one kind."""
    found: dict[str, list[Finding]] = {name: list(item.findings) for name, item in audited.items()}
    for name, calculator in handbook.calculators.items():
        if calculator.points:
            found.setdefault(name, []).extend(audit.points_findings(handbook.rules[name]))
    documents = handbook.documents["calculators"]
    return [
        documents[name].problem(finding.location, str(finding))
        for name, items in found.items()
        for finding in items
        if finding.kind != without
    ]


def report(handbook: Handbook, item: Audit) -> dict[str, Any]:
    """Return an audit as JSON-ready data: what `playbook check --json` prints and the audit page shows.

    Shares are from 0 to 1. `milder` counts the cells on which a form says less than the verdict. A case stands as
    `playbook calc` takes it (`witness`) and as data (`case`); `levels` is what each form says of it. A class of
    disagreements carries its ruling, None where it has none.
    """
    table, agreed = item.table, item.agreement
    rulings = {frozenset(entry.decided_by): entry for entry in handbook.rulings_on(item.name)}
    return {
        "cells": agreed.total,
        "factors": {field["id"]: len(cells) for field, cells in zip(table.fields, table.cells, strict=True)},
        "forms": {
            form["id"]: {
                "hit_policy": form["hit_policy"],
                "cells": len(table.answers[form["id"]]),
                "milder": sum(_is_milder(outcome, place, table.order) for outcome in table.outcomes.values()),
            }
            for place, form in enumerate(table.rules["forms"])
        },
        "agreement": {f"{one}/{other}": round(share, 4) for (one, other), share in agreed.pairs.items() if one < other},
        "agreed": _class(agreed.agreed, agreed),
        "classes": [
            {**_class(entry, agreed), "ruling": _ruling(rulings.get(frozenset(entry.decided_by)))}
            for entry in agreed.classes
        ],
        "taps": {"most": item.tree.most, "mean": round(item.tree.mean, 2)},
        "findings": [
            {"kind": f.kind, "form": f.form, "name": f.name, "message": f.message, "witness": written(f.witness)}
            for f in item.findings
        ],
    }


def _is_milder(outcome: Outcome, place: int, order: list[Level]) -> bool:
    level, verdict = outcome.levels[place], outcome.verdict
    return verdict is not None and (level is None or order.index(level) > order.index(verdict))


def _class(item: disagreements.Class, agreed: Agreement) -> dict[str, Any]:
    return {
        "decided_by": list(item.decided_by),
        "cells": item.cells,
        "share": round(item.cells / agreed.total, 4),
        "patterns": [{"levels": list(levels), "cells": count} for levels, count in item.patterns.items()],
        "factors": item.factors,
        "witness": written(item.witness),
        "case": {name: _plain(value) for name, value in item.witness.items()},
        "levels": dict(item.levels),
    }


def _plain(value: Any) -> Any:
    return number(value) if isinstance(value, Decimal) else value


def _ruling(ruling: Disagreement | None) -> dict[str, Any] | None:
    return ruling.model_dump(mode="json", include={"reason", "sources", "rulings"}) if ruling else None
