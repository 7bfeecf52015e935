"""The tap-through tree as data: what the page shows, and what its script needs to follow the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from calculators.analysis.case_text import typed
from calculators.analysis.question_tree import Leaf, Option, Question
from calculators.analysis.truth_table import TruthTable
from calculators.text import choice_label, describe_bands, display
from playbook.model.handbook import Handbook
from playbook.rules.input_cells import factor
from playbook.rules.report import Audit


def line(audit: Audit) -> str:
    """Return in one line what a build says of a decision's tree."""
    asked, cells = audit.tree, len(audit.table.outcomes)
    return f"{audit.name}: at most {asked.most} taps, {asked.mean:.1f} on average over {cells} cells"


def data(handbook: Handbook, audit: Audit) -> dict[str, Any]:
    """Return the tree of a decision as JSON-ready data.

    `factors`: id, label, short, `values` (for each cell the text that stands for it in an address) and, of a number,
    `numbers` (where its cells begin). `nodes`: a question has `factor`, its place in `factors`, and `options` (label,
    help, `cells`, the `value` that stands for them in an address, the `node` that follows); a settled case has `level`,
    the machine values of the results (absent where undefined or not settled yet) and `display`, all of them in words.
    `root`, `most`, `mean` and `total` are the first node, the taps to a level, and the number of cells.
    """
    asked = audit.tree
    page = _Page(handbook, audit.table)
    return {
        "factors": [page.factor(axis) for axis in range(len(page.table.fields))],
        "nodes": [page.leaf(n) if isinstance(n, Leaf) else page.question(n) for n in asked.nodes],
        "root": asked.root,
        "most": asked.most,
        "mean": round(asked.mean, 1),
        "total": len(page.table.outcomes),
    }


@dataclass(frozen=True)
class _Page:
    """What nodes are described with."""

    handbook: Handbook
    table: TruthTable

    def factor(self, axis: int) -> dict[str, Any]:
        field = self.table.fields[axis]
        named = {"id": field["id"], "label": field["label"], "short": field["short"]}
        return named | factor(field, self.table.rules)

    def question(self, node: Question) -> dict[str, Any]:
        options = sorted(node.options, key=lambda option: self._only_missing(node.axis, option.cells))
        return {"factor": node.axis, "options": [self._option(node.axis, option) for option in options]}

    def _only_missing(self, axis: int, cells: Sequence[int]) -> bool:
        return all(self.table.cells[axis][cell] is None for cell in cells)

    def _option(self, axis: int, option: Option) -> dict[str, Any]:
        table = self.table
        field = table.fields[axis]
        helps = {choice["id"]: choice["help"] for choice in field["choices"] if "help" in choice}
        shown = [helps[value] for cell in option.cells if (value := table.cells[axis][cell]) in helps]
        return {
            "label": self._label(axis, option.cells),
            "help": table.rules["words"]["all_of"].join(shown),
            "cells": list(option.cells),
            "node": option.node,
            "value": typed(table.cells[axis][self._usual(axis, option.cells)]),
        }

    def _label(self, axis: int, cells: Sequence[int]) -> str:
        field, values, words = self.table.fields[axis], self.table.cells[axis], self.table.rules["words"]
        if field["type"] != "choices":
            return describe_bands(field, self.table.bands(axis, cells), self.table.rules)
        picked = [words["and"].join(choice_label(field, c) for c in values[cell]) or words["none"] for cell in cells]
        return str(words["or"]).join(picked)

    def _usual(self, axis: int, cells: Sequence[int]) -> int:
        """Return the cell that stands for an answer of several: what was not given, else the first.

        Of a number the first one above its least: nobody who is asked for hours means none.
        """
        values, least = self.table.cells[axis], self.table.fields[axis].get("minimum")
        missing = [cell for cell in cells if values[cell] is None]
        above = [cell for cell in cells if values[cell] != least]
        return (missing or above or list(cells))[0]

    def leaf(self, node: Leaf) -> dict[str, Any]:
        """Return the results of a settled case; the advised cap says what it hangs on where it is not settled."""
        level = next(item for item in self.table.rules["levels"] if item["id"] == node.level)
        given = {name: value for name, value in level.items() if name not in ("id", "name")}
        found: dict[str, Any] = {"level": node.level, **given, "advised_cap_yuan": node.advised_cap}
        shown = {name: text for name, text in display(found, self.table.rules).items() if name in found}
        if node.depends and "advised_cap_yuan" in shown:
            names = self.table.rules["words"]["and"].join(self.table.fields[axis]["short"] for axis in node.depends)
            shown["advised_cap_yuan"] = self.handbook.interface.labels.decide_depends.format(factors=names)
        settled = {name: value for name, value in found.items() if value is not None}
        return {**settled, "open": bool(node.depends), "display": shown}
