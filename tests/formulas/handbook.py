"""The small handbook with a calculator that is formulas alone."""

import shutil
from pathlib import Path

from tests.support.browser import ROOT
from tests.support.handbooks import edit

FOLDER = ROOT / "tests/formulas"
CALCULATOR = "content/calculators/roi.yml"
UNITS = "settings/units.yml"


def with_formulas(folder: Path) -> Path:
    """Put the small handbook into `folder`, with formulas and the units they are in; return it."""
    shutil.copytree(ROOT / "tests/bakery", folder, dirs_exist_ok=True)
    shutil.copy(FOLDER / "roi.yml", folder / CALCULATOR)
    edit(folder / UNITS, "percent: {", "percent: {is: 1 / 100, ")
    edit(folder / UNITS, "places: 1}\n  minutes", "places: 1, also: {minutes: 60}}\n  minutes")
    edit(folder / UNITS, "units:\n", 'units:\n  hourly: {is: yuan / hours, text: "{value} coins an hour"}\n')
    return folder
