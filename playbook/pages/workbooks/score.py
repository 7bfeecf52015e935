"""A points table as formulas: what each item gives, each factor's sum up to its cap, the score and the weighted one."""

from collections.abc import Mapping
from typing import Any

from calculators.priority_score import best
from playbook.pages.workbooks.book import HEAD, Formula, Sheet
from playbook.pages.workbooks.conditions import CHOICE, FIRST_READING, Conditions
from playbook.pages.workbooks.formulas import first

POINTS, WEIGHT, BEST = CHOICE - 1, CHOICE - 2, CHOICE
"""The columns of an item's points, and of a factor's weight and best points."""


class Score:
    """Writes the points table; `factors` is the cell with each factor's points, `score` and `weighted` are formulas."""

    def __init__(self, rules: Mapping[str, Any], sheet: Sheet, conditions: Conditions) -> None:
        self.sheet, self.conditions = sheet, conditions
        self.factors: dict[str, str] = {}
        weighted = []
        for factor in rules["points"]["factors"]:
            row = self._factor(factor)
            self.factors[factor["id"]] = sheet.at(row, FIRST_READING)
            weighted.append(f"{sheet.at(row, FIRST_READING)}*{sheet.at(row, WEIGHT)}/{sheet.at(row, BEST)}")
        self.score = "+".join(self.factors.values())
        self.weighted = "+".join(weighted)

    def _factor(self, factor: Mapping[str, Any]) -> int:
        cells = []
        for item in factor["items"]:
            test = self.conditions.when(factor["label"], item["label"], item["when"])[0]
            points = self.sheet.at(self.sheet.row, POINTS)
            row = self._row(factor["label"], item["label"], {POINTS: item["points"]}, f"IF({test},{points},0)")
            cells.append((test, self.sheet.at(row, FIRST_READING)))
        total = first(cells, "0") if factor["hit_policy"] == "unique" else "+".join(cell for _, cell in cells)
        if factor.get("cap") is not None:
            total = f"MIN({total},{factor['cap']})"
        row = self._row(factor["label"], None, {WEIGHT: factor["weight"], BEST: float(best(factor))}, total)
        self.sheet.page.cell(row, 1).fill = HEAD
        return row

    def _row(self, owner: str, label: str | None, numbers: Mapping[int, float], formula: str) -> int:
        between = [numbers.get(column) for column in range(3, FIRST_READING)]
        return self.sheet.add(owner, label, *between, Formula(formula))
