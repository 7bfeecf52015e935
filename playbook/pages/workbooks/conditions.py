"""Conditions as rows of a sheet: a band per row, its ends in cells, whether it holds in each reading of the case."""

from collections.abc import Mapping, Sequence
from typing import Any

from calculators.text import describe_bands
from playbook.model.labels import Labels
from playbook.pages.workbooks.book import HEAD, HEADING, Formula, Sheet
from playbook.pages.workbooks.fields import EMPTY, Choosing
from playbook.pages.workbooks.formulas import either, every

ENDS = {"above": ">", "at_least": ">=", "below": "<", "at_most": "<="}
FIRST_END = 4
"""The column of the first end; they follow each other in the order of ENDS, then the choice."""
CHOICE = FIRST_END + len(ENDS)
FIRST_READING = CHOICE + 1
"""The column of what holds in the first reading; the second one's is beside it."""


class Conditions:
    """Writes conditions to the sheet of the rules."""

    def __init__(self, rules: Mapping[str, Any], sheet: Sheet, readings: Sequence[Choosing]) -> None:
        self.fields = {field["id"]: field for field in rules["fields"]}
        self.rules, self.sheet, self.readings = rules, sheet, readings

    def head(self, title: str, labels: Labels) -> None:
        """Write what the columns hold; numbers from here on are ends, points or what a row gives."""
        outcomes = [labels.outcome, labels.if_known][: len(self.readings)]
        names = [title, labels.rule, labels.condition, *ENDS.values(), labels.choice, *outcomes]
        self.sheet.add(*names, font=HEADING, fill=HEAD)

    def when(self, owner: str, label: str, alternatives: Sequence[Mapping[str, Any]]) -> list[str]:
        """Write a condition; return for each reading the formula that tells whether it holds."""
        found: list[list[str]] = [[] for _ in self.readings]
        for alternative in alternatives:
            factors = [self.bands(owner, label, factor, bands) for factor, bands in alternative.items()]
            for place, parts in enumerate(found):
                parts.append(every([holds[place] for holds in factors]))
        return [either(parts) for parts in found]

    def bands(self, owner: str, label: str, factor: str, bands: Sequence[Mapping[str, Any]]) -> list[str]:
        """Write the bands of one factor; return for each reading the formula that tells whether it is in one."""
        rows = [self._band(owner, label, self.fields[factor], band) for band in bands]
        readings = range(len(self.readings))
        return [either([self.sheet.at(row, FIRST_READING + reading) for row in rows]) for reading in readings]

    def _band(self, owner: str, label: str, field: Mapping[str, Any], band: Mapping[str, Any]) -> int:
        words = describe_bands(field, [band], self.rules)
        ends = [band.get(end) for end in ENDS]
        row = self.sheet.row
        tests = [Formula(self._holds(field, band, reading, row)) for reading in self.readings]
        return self.sheet.add(owner, label, f"{field['short']} {words}", *ends, self._choice(field, band), *tests)

    def _choice(self, field: Mapping[str, Any], band: Mapping[str, Any]) -> str | None:
        """Return the word that the cell of the input must hold, None where the band is one of numbers."""
        words = self.rules["words"]
        if "is" not in band:
            return None
        if field["type"] in ("choices", "flag"):
            return str(words["no" if band["is"] is False else "yes"])
        return str(next(choice["label"] for choice in field["choices"] if choice["id"] == band["is"]))

    def _holds(self, field: Mapping[str, Any], band: Mapping[str, Any], reading: Choosing, row: int) -> str:
        several = field["type"] == "choices" and "is" in band
        cell = reading.cell(field["id"], band["is"] if several else None)
        if "not_given" in band:
            return f"{cell}={EMPTY}"
        if "is" in band:
            return f"{cell}={self.sheet.at(row, CHOICE)}"
        tests = [
            f"{cell}{sign}{self.sheet.at(row, FIRST_END + place)}"
            for place, (end, sign) in enumerate(ENDS.items())
            if end in band
        ]
        return f"IF({cell}={EMPTY},FALSE,{every(tests)})"
