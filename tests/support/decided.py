"""The default handbook's decision, audited once, and its tree, for the tests that look at it from several sides."""

from functools import cache
from typing import Any

from playbook.model.handbook import Handbook
from playbook.pages import decide
from playbook.rules.report import Audit, audits
from tests.support.browser import ROOT
from tests.support.handbooks import read

NAME = "response-level"


@cache
def shipped() -> tuple[Handbook, Audit]:
    """The default handbook and the audit of its decision."""
    handbook = read(ROOT)
    return handbook, audits(handbook)[NAME]


@cache
def tree() -> dict[str, Any]:
    """The tree as the page has it."""
    return decide.data(*shipped())


def cell_of(factor: dict[str, Any], text: str) -> int:
    """The cell of a value, found as the script finds it."""
    if "numbers" not in factor or text == "":
        return int(factor["values"].index(text))
    numbers, value = factor["numbers"], float(text)
    passed = sum(cut < value for cut in numbers["cuts"])
    exact = passed < len(numbers["cuts"]) and numbers["cuts"][passed] == value
    return int(numbers["below"] + 2 * passed + exact)
