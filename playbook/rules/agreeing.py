"""Agreeing to what a decision's forms say where they do not say the same: what is open, and the file that keeps it."""

import json
from collections.abc import Mapping, Sequence

from playbook.model.agreed import Agreed
from playbook.model.handbook import Handbook
from playbook.model.written import ENDING
from playbook.rules.compare import Difference, difference
from playbook.rules.disagreements import Changed, changed
from playbook.rules.report import Audit
from playbook.rules.snapshot import Snapshot, rule_lines, taken

FILE = f"rules{ENDING}"
COMMENT = """\
# Written by `playbook accept`: what was agreed to where several forms of a decision give different answers.
# Do not edit it: run `playbook accept` again, or delete it and agree anew.
"""

type Reasons = Mapping[tuple[str, frozenset[str]], str]
"""Reasons by decision and deciding forms."""


def unsettled(handbook: Handbook, audited: Mapping[str, Audit]) -> dict[str, list[Changed]]:
    """Return what nobody has agreed to as it is now, by decision."""
    found = {
        name: changed(item.agreement, handbook.rulings_on(name), agreed(handbook, name))
        for name, item in audited.items()
    }
    return {name: items for name, items in found.items() if items}


def agreed(handbook: Handbook, name: str) -> Agreed | None:
    """Return what was agreed to for a decision, None where nothing was."""
    return handbook.agreed.decisions.get(name) if handbook.agreed else None


def is_described(handbook: Handbook, name: str, forms: Sequence[str]) -> bool:
    """Tell whether the calculator's description gives the reason of the class that these forms decide."""
    verdict = handbook.calculators[name].verdict
    return any(set(each.decided_by) == set(forms) for each in (verdict.disagreements if verdict else ()))


def since(handbook: Handbook, name: str) -> Difference | None:
    """Return what has changed in a decision since it was agreed to, None where it never was."""
    before = agreed(handbook, name)
    if not before:
        return None
    old, new = before.rules, taken(handbook).rules[name]
    return difference(Snapshot("", {}, {name: old}), Snapshot("", {}, {name: new}))


def text(handbook: Handbook, audited: Mapping[str, Audit], reasons: Reasons) -> str:
    """Return the file that says all is agreed to as it is now.

    `reasons` are new ones. Those that were given before stay, except where the calculator's description has one now.
    """
    now = taken(handbook).rules
    several = {name: item for name, item in audited.items() if len(item.agreement.forms) > 1}
    lines = ["decisions:" if several else "decisions: {}"]
    for name, item in several.items():
        known = {frozenset(each.decided_by): each.reason for each in handbook.rulings_on(name)}
        known |= {forms: reason for (decision, forms), reason in reasons.items() if decision == name}
        lines += [
            f"  {name}:",
            f"    cells: {item.agreement.agreed.cells}",
            f'    mark: "{item.agreement.agreed.mark}"',
            "    classes:" if item.agreement.classes else "    classes: []",
        ]
        for each in item.agreement.classes:
            described = is_described(handbook, name, each.decided_by)
            reason = {} if described else {"reason": known[frozenset(each.decided_by)]}
            kept = {"decided_by": each.decided_by, "cells": each.cells, "mark": each.mark, **reason}
            lines.append(f"      - {json.dumps(kept, ensure_ascii=False)}")
        lines += ["    rules:", *rule_lines(now[name], "      ")]
    return COMMENT + "\n".join(lines) + "\n"
