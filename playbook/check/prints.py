"""Checks of the sheets to print: each shows something."""

from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.pages import DECISIONS

SHOWN = {
    "wall": ("levels", "levels.yml"),
    "tree": (DECISIONS, "a calculator that decides"),
    "cards": ("scripts", "scripts"),
}
"""What a sheet is made of by its layout: a kind of file, and what it is called."""


def problems(reading: Reading) -> list[Problem]:
    """Return the sheets of print.yml of whose matter there is none."""
    return [
        document.problem(
            ("sheets", index, "layout"), expected(f"{SHOWN[sheet.layout][1]} to print", "none"), absent=True
        )
        for _, prints, document in reading.each("prints")
        for index, sheet in enumerate(prints.sheets)
        if not reading.stems[SHOWN[sheet.layout][0]]
    ]
