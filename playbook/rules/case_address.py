"""A case as the part of an address that fills a calculator's form."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from calculators.analysis.case_text import typed


def address(case: Mapping[str, Any]) -> str:
    """Return the part of an address, after the #, that fills a calculator's form with a case."""
    return urlencode({name: typed(value) for name, value in case.items()}, safe=",")
