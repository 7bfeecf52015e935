"""The response level as formulas: each form of the decision, the verdict, and what follows from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculators.text import display
from playbook.model.labels import Labels
from playbook.pages.workbooks.book import HEAD, Formula, Sheet
from playbook.pages.workbooks.conditions import FIRST_READING, Conditions
from playbook.pages.workbooks.formulas import area, first, lookup

NONE = 99
"""Stands for no level: milder than any rank, so that the least of several ranks is the most urgent."""
NO_CAP = 1e15
PRESSED = 100
"""A matrix cell's key is its row's number times this, plus its column's."""


@dataclass(frozen=True)
class Table:
    """The levels by rank, the most urgent first: for each column the area of its cells."""

    columns: Mapping[str, str]

    def of(self, column: str, rank: str) -> str:
        return f"INDEX({self.columns[column]},{rank})"


class Levels:
    """Writes the forms of one decision; `ranks` is, by form and reading, the cell with the rank that it gives."""

    def __init__(self, rules: Mapping[str, Any], sheet: Sheet, conditions: Conditions, labels: Labels) -> None:
        self.rules, self.sheet, self.conditions = rules, sheet, conditions
        self.order = [level["id"] for level in rules["levels"]]
        self.table = self._table()
        self.ranks: dict[str, list[str]] = {}
        self.caps: dict[str, str] = {}
        for form in rules["forms"]:
            conditions.head(form["title"], labels)
            made = _FORMS[form["type"]](self, form)
            row = self._row(form["title"], None, made)
            sheet.page.cell(row, 1).fill = HEAD
            self.ranks[form["id"]] = [sheet.at(row, FIRST_READING + place) for place in range(len(made))]

    def verdict(self, reading: int) -> str:
        """Return the formula for the rank of the most urgent of the forms that count."""
        cells = [self.ranks[form][reading] for form in self.rules["verdict"]["most_urgent_of"]]
        return f"MIN({','.join(cells)})"

    def advised_cap(self, rank: str) -> str:
        """Return the formula for the advised cap, in yuan, of a case whose rank stands in the cell `rank`."""
        rated = [self.caps[form] for form in self.rules["verdict"]["spending"] if form in self.caps]
        own = self.table.of("cost_cap_yuan", rank)
        full = self.conditions.when("", "", self.rules["verdict"]["full_cap_when"])[0]
        return f"IF({full},{own},MIN({','.join([own, *rated])}))"

    def _table(self) -> Table:
        known = ("find_within_hours", "deliver_within_hours", "cost_cap_yuan")
        names = [spec["id"] for spec in self.rules["results"] if spec["id"] in known]
        keys = ["id", "name", "cost_cap_yuan", *(f"{name} text" for name in names)]
        self.sheet.add(*keys, fill=HEAD)
        start = self.sheet.row
        for level in self.rules["levels"]:
            words = display({**level, "level": level["id"]}, self.rules)
            self.sheet.add(level["id"], level["name"], level["cost_cap_yuan"], *(words[name] for name in names))
        self.sheet.gap()
        last = start + len(self.order) - 1
        return Table({key: area(self.sheet.name, start, last, column) for column, key in enumerate(keys, 1)})

    def _row(self, owner: str, label: str | None, made: Sequence[str]) -> int:
        """Write what a rule or form gives in each reading."""
        empty = [None] * (FIRST_READING - 3)
        return self.sheet.add(owner, label, *empty, *map(Formula, made))

    def _rank(self, level: int | None) -> str:
        return str(NONE if level is None else self.order.index(level) + 1)

    def _rules(self, form: Mapping[str, Any]) -> list[list[str]]:
        """Write the rules of a form; return for each reading the cells with the rank of each rule that holds."""
        cells: list[list[str]] = [[] for _ in self.conditions.readings]
        for rule in form["rules"]:
            holds = self.conditions.when(form["title"], rule["label"], rule["when"])
            given = [f"IF({test},{self._rank(rule['level'])},{NONE})" for test in holds]
            row = self._row(form["title"], rule["label"], given)
            for place, held in enumerate(cells):
                held.append(self.sheet.at(row, FIRST_READING + place))
        return cells

    def any_of(self, form: Mapping[str, Any]) -> list[str]:
        otherwise = self._rank(form.get("otherwise"))
        return [f"IF(MIN({','.join(c)})<{NONE},MIN({','.join(c)}),{otherwise})" for c in self._rules(form)]

    def first_match(self, form: Mapping[str, Any]) -> list[str]:
        otherwise = self._rank(form.get("otherwise"))
        return [first([(f"{cell}<{NONE}", cell) for cell in cells], otherwise) for cells in self._rules(form)]

    def rows(self, form: Mapping[str, Any]) -> list[str]:
        return self.any_of(form) if form["hit_policy"] == "priority" else self.first_match(form)

    def graded(self, form: Mapping[str, Any]) -> list[str]:
        cells: list[list[str]] = [[] for _ in self.conditions.readings]
        for row in form["rows"]:
            graded: list[list[tuple[str, str]]] = [[] for _ in cells]
            for grade in row["grades"]:
                holds = self.conditions.bands(form["title"], row["label"], row["factor"], grade["bands"])
                for place, test in enumerate(holds):
                    graded[place].append((test, str(grade["grade"])))
            written = self._row(form["title"], row["label"], [first(pairs, "0") for pairs in graded])
            for place, held in enumerate(cells):
                held.append(self.sheet.at(written, FIRST_READING + place))
        return [
            first(
                [
                    (f"{'+'.join(f'({c}={n["grade"]})' for c in held)}>={n['at_least']}", self._rank(n["level"]))
                    for n in form["counts"]
                ],
                self._rank(form.get("otherwise")),
            )
            for held in cells
        ]

    def matrix(self, form: Mapping[str, Any]) -> list[str]:
        axes = [self._axis(form, axis) for axis in ("rows", "columns")]
        places = [{item["id"]: place for place, item in enumerate(form[axis], 1)} for axis in ("rows", "columns")]
        start = self.sheet.row
        for cell in form["cells"]:
            key = places[0][cell["row"]] * PRESSED + places[1][cell["column"]]
            self.sheet.add(form["title"], key, int(self._rank(cell["level"])), cell["cost_cap"])
        keys, ranks, caps = (area(self.sheet.name, start, self.sheet.row - 1, column) for column in (2, 3, 4))
        wanted = [f"{row}*{PRESSED}+{column}" for row, column in zip(*axes, strict=True)]
        row = self._row(form["title"], None, [f"IFERROR({lookup(caps, wanted[0], keys)},{NO_CAP:.0f})"])
        self.caps[form["id"]] = self.sheet.at(row, FIRST_READING)
        return [f"IFERROR({lookup(ranks, key, keys)},{NONE})" for key in wanted]

    def _axis(self, form: Mapping[str, Any], axis: str) -> list[str]:
        """Write the rows or columns of a matrix; return for each reading the cell with the number that holds."""
        found: list[list[tuple[str, str]]] = [[] for _ in self.conditions.readings]
        for number, item in enumerate(form[axis], 1):
            for place, test in enumerate(self.conditions.when(form["title"], item["label"], item["when"])):
                found[place].append((test, str(number)))
        row = self._row(form["title"], None, [first(pairs, "0") for pairs in found])
        return [self.sheet.at(row, FIRST_READING + place) for place in range(len(found))]


_FORMS: dict[str, Callable[[Levels, Mapping[str, Any]], list[str]]] = {
    "any_of": Levels.any_of,
    "first_match": Levels.first_match,
    "graded": Levels.graded,
    "matrix": Levels.matrix,
    "rows": Levels.rows,
}
