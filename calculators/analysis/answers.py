"""The quickest way there is to a calculator's answers for many cases."""

from collections.abc import Mapping
from typing import Any

from calculators.analysis.by_cell import ByCell, has_cells
from calculators.analysis.by_formula import ByFormula, has_formulas
from calculators.analysis.one_by_one import Meant, OneByOne, Write, as_json


def answers(name: str, rules: Mapping[str, Any], write: Write = as_json, meant: Meant | None = None) -> OneByOne:
    """Return what answers cases of calculator `name`, as OneByOne does; a handbook's own modules are not known here."""
    found = ByCell if has_cells(name, rules) else ByFormula if has_formulas(name, rules) else OneByOne
    return found(name, rules, write, meant)
