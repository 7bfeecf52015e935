"""Numbers as readers see them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.text import format_number

UNITS = {
    "days": {"text": "{value} days", "one": "{value} day", "places": 2},
    "hours": {"text": "{value} h", "places": 2},
    "whole": {"text": "{value}", "places": 0},
}


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.125, "hours", "0.13 h"),
        ("-0.125", "hours", "-0.13 h"),
        (Fraction(1, 200), "hours", "0.01 h"),
        (Fraction(2, 3), "hours", "0.67 h"),
        ("-0.001", "hours", "0 h"),
        (0.5, "whole", "1"),
        (2.5, "whole", "3"),
        (1234567.5, "whole", "1,234,568"),
        (100, "whole", "100"),
        ("0.00005", None, "0.0001"),
        (1, "days", "1 day"),
        ("-1", "days", "-1 day"),
        ("0.999", "days", "1 day"),
        ("1.5", "days", "1.5 days"),
        (0, "days", "0 days"),
        (11, "days", "11 days"),
    ],
)
def test_halves_are_shown_as_formulas_round_them(value: float | str | Fraction, unit: str | None, shown: str) -> None:
    assert format_number(value, unit, UNITS) == shown


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=6))
def test_a_number_is_shown_to_the_nearest(value: Decimal) -> None:
    shown = Decimal(format_number(value, "hours", UNITS).removesuffix(" h").replace(",", ""))
    assert shown == value.quantize(Decimal("0.01"), ROUND_HALF_UP)
