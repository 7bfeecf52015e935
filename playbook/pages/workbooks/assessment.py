"""The workbook that assesses a case: for each decision and points table a sheet to fill in and one with its rules."""

from collections.abc import Mapping
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill

from calculators.text import display
from playbook.model.handbook import Handbook
from playbook.pages.environment import ink
from playbook.pages.workbooks.book import HEAD, HEADING, QUIET, STRONG, TITLE, Book, Formula, Sheet
from playbook.pages.workbooks.conditions import Conditions
from playbook.pages.workbooks.fields import EMPTY, Fields
from playbook.pages.workbooks.formulas import area, literal, lookup
from playbook.pages.workbooks.levels import Levels
from playbook.pages.workbooks.score import Score
from playbook.rules.version import Version

FORM_WIDTHS = (38, 26, 46)
RULES_WIDTHS = (20, 26, 34, 12, 12, 12, 12, 14, 12, 12)


def assessed(handbook: Handbook) -> list[str]:
    """Return the calculators that the workbook holds: what gives the level, and the first score."""
    score = next((name for name, calculator in handbook.calculators.items() if calculator.points), None)
    return [name for name in (handbook.levelled, score) if name]


def assessment(handbook: Handbook, rules: Mapping[str, Mapping[str, Any]], made_by: Version) -> bytes | None:
    """Return the workbook as a file, None for a handbook with none of the calculators it can hold."""
    labels = handbook.interface.labels
    book = Book(labels.workbooks.assessment, handbook.brand.organisation)
    named = assessed(handbook)
    forms = {name: book.sheet(handbook.calculators[name].title, FORM_WIDTHS, protected=True) for name in named}
    working = {}
    for name in named:
        title = f"{labels.workbooks.rules} {handbook.calculators[name].title}"
        working[name] = book.sheet(title, RULES_WIDTHS, protected=True)
    for name in named:
        _Assessment(handbook, rules[name], book, forms[name], working[name]).write(made_by)
    return book.bytes() if named else None


class _Assessment:
    """One calculator: its sheet to fill in and its sheet of rules."""

    def __init__(self, handbook: Handbook, rules: Mapping[str, Any], book: Book, form: Sheet, working: Sheet) -> None:
        self.calculator, self.rules = handbook.calculators[rules["name"]], rules
        self.book, self.form, self.working = book, form, working
        self.all_labels = handbook.interface.labels
        self.labels = self.all_labels.workbooks
        self.colours = {level.name: level.colour for level in handbook.levels.levels}

    def write(self, made_by: Version) -> None:
        """Write both sheets."""
        self.form.add(self.calculator.title, font=TITLE)
        share = self.all_labels.share
        version = (
            share.version_of.format(mark=made_by.mark, day=made_by.day)
            if made_by.day
            else share.version.format(mark=made_by.mark)
        )
        self.form.add(version, font=QUIET)
        self.form.add(self.labels.filling, font=QUIET)
        self.form.add(self.labels.protected, font=QUIET)
        for row in range(2, self.form.row):
            self.form.page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
        self.form.gap()
        self._heading(self.labels.inputs)
        self.working.add(self.labels.rules, self.labels.seen, self.labels.if_known, font=HEADING)
        supposed = self.rules.get("verdict", {}).get("if_unknown")
        known = {supposed["factor"]: supposed["value"]} if supposed else {}
        self.fields = Fields(self.rules, self.labels, self.form, self.working, known)
        self.supposed = supposed
        self.working.gap()
        self.form.gap()
        self._heading(self.labels.results)
        self.problem = self.form.at(
            self.form.add(None, Formula(self.fields.problem()), font=Font(bold=True, color="B3261E")), 2
        )
        self.book.name(f"problem_{self.rules['name'].replace('-', '_')}", self.problem)
        conditions = Conditions(
            self.rules, self.working, self.fields.readings if supposed else self.fields.readings[:1]
        )
        self._levels(conditions) if "verdict" in self.rules else self._score(conditions)

    def _heading(self, text: str) -> None:
        self.form.add(text, None, None, font=HEADING, fill=HEAD)

    def _levels(self, conditions: Conditions) -> None:
        levels = Levels(self.rules, self.working, conditions, self.labels)
        rank = self._result("rank", levels.verdict(0))
        self._result("level", levels.table.of("id", rank))
        said = {"level": levels.table.of("name", rank)}
        if "cost_cap_yuan" in self.rules["levels"][0]:
            self._result("cost_cap_yuan", levels.table.of("cost_cap_yuan", rank))
            said["advised_cap_yuan"] = self._caps(self._result("advised_cap_yuan", levels.advised_cap(rank)))
        said["level_if_vip"] = self._if_known(levels, rank)
        for spec in self.rules["results"]:
            self._show(spec, said.get(spec["id"]) or levels.table.of(f"{spec['id']} text", rank))
        self.form.gap()
        self._heading(self.labels.by_form)
        none = literal(self.rules["words"]["undefined"])
        for form in self.rules["forms"]:
            name = levels.table.of("name", levels.ranks[form["id"]][0])
            self._coloured(self.form.add(form["title"], self._unless_wrong(f"IFERROR({name},{none})")))

    def _if_known(self, levels: Levels, rank: str) -> str:
        """Return the formula that says which level the case would have if what is unknown were at its best."""
        same = next((spec.get("undefined") for spec in self.rules["results"] if spec["id"] == "level_if_vip"), None)
        unchanged = literal(same or self.rules["words"]["undefined"])
        if not self.supposed:
            return unchanged
        place = self.fields.inputs[self.supposed["factor"], None]
        other = self._result("rank_if_known", f"IF({place}={EMPTY},{levels.verdict(1)},{rank})")
        return f"IF({other}={rank},{unchanged},{levels.table.of('name', other)})"

    def _caps(self, cell: str) -> str:
        """Write every cap that can be advised with its words; return the formula that says the one in `cell`."""
        cells = [c["cost_cap"] for form in self.rules["forms"] for c in form.get("cells", ()) if "cost_cap" in c]
        amounts = sorted({*cells, *(level["cost_cap_yuan"] for level in self.rules["levels"])})
        start = self.working.row
        for amount in amounts:
            words = display({"advised_cap_yuan": amount}, self.rules)
            self.working.add(None, None, words.get("advised_cap_yuan"), amount)
        last = self.working.row - 1
        name = self.working.name
        return lookup(area(name, start, last, 3), cell, area(name, start, last, 4))

    def _score(self, conditions: Conditions) -> None:
        conditions.head(self.labels.by_factor, self.labels)
        score = Score(self.rules, self.working, conditions)
        cells = {
            "score": self._result("score", score.score),
            "weighted_score": self._result("weighted_score", score.weighted),
        }
        for spec in self.rules["results"]:
            self._show(spec, f"ROUND({cells[spec['id']]},2)")
        self.form.gap()
        self._heading(self.labels.by_factor)
        for factor in self.rules["points"]["factors"]:
            self.form.add(factor["label"], self._unless_wrong(score.factors[factor["id"]]))

    def _result(self, name: str, formula: str) -> str:
        """Write a machine value beside the rules and give its cell the name out_NAME; return the cell."""
        row = self.working.add(f"out_{name}", Formula(formula))
        place = self.working.at(row, 2)
        self.book.name(f"out_{name}", place)
        return place

    def _unless_wrong(self, formula: str) -> Formula:
        return Formula(f"IF({self.problem}={EMPTY},{formula},{literal(self.rules['words']['undefined'])})")

    def _show(self, spec: Mapping[str, Any], formula: str) -> None:
        row = self.form.add(spec["label"], self._unless_wrong(formula), font=STRONG if spec.get("main") else None)
        if spec.get("unit") == "level":
            self._coloured(row)

    def _coloured(self, row: int) -> None:
        """Give a cell that names a level the level's colour."""
        cell = self.form.page.cell(row, 2)
        for name, colour in self.colours.items():
            fill = PatternFill("solid", bgColor=colour.removeprefix("#").upper())
            font = Font(color=ink(colour).removeprefix("#").upper(), bold=True)
            rule = FormulaRule([f"{cell.coordinate}={literal(name)}"], fill=fill, font=font)  # type: ignore[no-untyped-call]
            self.form.page.conditional_formatting.add(cell.coordinate, rule)
