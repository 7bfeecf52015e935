"""The inputs of a calculator as cells to fill in: drop-downs, limits, what an empty cell counts as."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from calculators.text import format_number
from playbook.model.labels import Labels
from playbook.pages.workbooks.book import BOX, INPUT, OPEN, QUIET, Formula, Sheet
from playbook.pages.workbooks.formulas import area, either, every, literal

EMPTY = literal("")


@dataclass(frozen=True)
class Choosing:
    """What a case is read from: for each field (or field and choice) the cell that holds what rules see."""

    cells: Mapping[tuple[str, str | None], str]

    def cell(self, field: str, choice: str | None = None) -> str:
        """Return the cell of a field, of one choice where several can be chosen."""
        return self.cells[field, choice]


class Fields:
    """Writes the inputs of one calculator to `form` and what rules see of them to `working`.

    `supposed` maps a field to the value that counts, in a second reading of the case, where it is not given.
    """

    def __init__(
        self,
        rules: Mapping[str, Any],
        labels: Labels,
        form: Sheet,
        working: Sheet,
        supposed: Mapping[str, Any],
    ) -> None:
        self.rules, self.labels, self.form, self.working = rules, labels, form, working
        self.inputs: dict[tuple[str, str | None], str] = {}
        self.valid: list[str] = []
        self.missing: list[str] = []
        actual: dict[tuple[str, str | None], str] = {}
        other: dict[tuple[str, str | None], str] = {}
        for field in rules["fields"]:
            for key, label, text in self._parts(field):
                place = self._ask(field, key, label, text)
                row = working.row
                empty = self._empty(field)
                counts = field.get("unknown_counts_as")
                second = supposed.get(field["id"], counts)
                working.add(
                    label,
                    self._seen(place, empty if counts is None else counts),
                    self._seen(place, empty if second is None else second),
                )
                actual[key], other[key] = working.at(row, 2), working.at(row, 3)
        self.readings = (Choosing(actual), Choosing(other))

    def _parts(self, field: Mapping[str, Any]) -> list[tuple[tuple[str, str | None], str, str]]:
        """Return the cells that a field needs: key, label and help."""
        if field["type"] != "choices":
            return [((field["id"], None), field["label"], self._help(field))]
        return [
            (
                (field["id"], choice["id"]),
                f"{field['short']}{self.labels.colon}{choice['label']}",
                choice.get("help", ""),
            )
            for choice in field["choices"]
        ]

    def _help(self, field: Mapping[str, Any]) -> str:
        said = [field["help"]] if "help" in field else []
        said += [
            f"{choice['label']}{self.labels.colon}{choice['help']}"
            for choice in field.get("choices", ())
            if "help" in choice
        ]
        return "\n".join(said)

    def _empty(self, field: Mapping[str, Any]) -> Any:
        """Return what an empty cell means, "" where it means not given."""
        words = self.rules["words"]
        if field["type"] in ("choices", "flag"):
            return words["yes"] if field.get("default") is True else words["no"]
        if field["type"] == "choice" and field.get("default") is not None:
            return next(c["label"] for c in field["choices"] if c["id"] == field["default"])
        return field.get("default", "")

    @staticmethod
    def _seen(place: str, empty: Any) -> Formula:
        return Formula(f"IF({place}={EMPTY},{literal(empty)},{place})")

    def _ask(self, field: Mapping[str, Any], key: tuple[str, str | None], label: str, text: str) -> str:
        """Write one input with its drop-down or limits; return its cell."""
        name = f"{label} {self.labels.required}" if field["required"] else label
        row = self.form.add(name, None, text)
        cell, place = self.form.page.cell(row, 2), self.form.at(row, 2)
        cell.fill, cell.border, cell.protection = INPUT, BOX, OPEN
        self.form.page.cell(row, 3).font = QUIET
        self.form.page.row_dimensions[row].height = 16.0 * max(1, text.count("\n") + 1)
        limits, test = self._number(field, place) if field["type"] == "number" else self._list(field, place)
        limits.add(cell)
        limits.errorTitle, limits.showErrorMessage, limits.allow_blank = label[:32], True, True
        self.form.page.add_data_validation(limits)
        self.valid.append(either([f"{place}={EMPTY}", test]))
        if field["required"]:
            self.missing.append(f"{place}={EMPTY}")
        self.inputs[key] = place
        self.form.book.name("in_" + "_".join(part for part in key if part), place)
        return place

    def _number(self, field: Mapping[str, Any], place: str) -> tuple[DataValidation, str]:
        ends = {end: field[end] for end in ("minimum", "maximum") if end in field}
        shown = {end: format_number(value, field.get("unit"), self.rules["units"]) for end, value in ends.items()}
        match ends:
            case {"minimum": low, "maximum": high}:
                limits = DataValidation(
                    type="decimal", operator="between", formula1=literal(low), formula2=literal(high)
                )
                limits.error = self.labels.number_between.format(**shown)
            case {"minimum": low}:
                limits = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1=literal(low))
                limits.error = self.labels.number_from.format(**shown)
            case _:
                limits = DataValidation(type="decimal", operator="notEqual", formula1="1E+99")
                limits.error = self.labels.number
        tests = [f"ISNUMBER({place})"]
        tests += [f"{place}>={literal(ends['minimum'])}"] if "minimum" in ends else []
        tests += [f"{place}<={literal(ends['maximum'])}"] if "maximum" in ends else []
        return limits, every(tests)

    def _list(self, field: Mapping[str, Any], place: str) -> tuple[DataValidation, str]:
        words = self.rules["words"]
        offered = [words["yes"], words["no"]]
        if field["type"] == "choice":
            offered = [choice["label"] for choice in field["choices"]]
        start = self.working.row
        for item in offered:
            self.working.add(None, None, None, item)
        listed = area(self.working.name, start, self.working.row - 1, 4)
        name = f"list_{field['id']}"
        self.form.book.name(name, listed)  # not every program takes another sheet's cells for a drop-down
        limits = DataValidation(type="list", formula1=name)
        limits.error = self.labels.choose
        return limits, f"ISNUMBER(MATCH({place},{listed},0))"

    def problem(self) -> Formula:
        """Return the formula of what is wrong with the inputs, as a text that is empty where nothing is."""
        required = f"IF({either(self.missing)},{literal(self.labels.fill_in_required)},{EMPTY})"
        return Formula(f"IF({every(self.valid)},{required},{literal(self.labels.check_inputs)})")
