"""Numbers as typed, sent or loaded, and what only looks like one."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

NUMBER = re.compile(r"[+-]?([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)?(\.[0-9]*)?([eE][+-]?[0-9]+)?")
# As a Chinese keyboard types them: full-width forms of ASCII, and the wide space. Not NFKC, which makes 52 of 5².
NARROW = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: " "}
MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
NOT_NUMBERS = {"nan", "snan", "inf", "infinity"}
# Closer to 0 than anything that can be meant; a ratio with it would fill the page with digits.
NOTHING = Decimal("1e-30")
LARGEST = 10**15 - 1  # 15 digits: beyond any amount, and what a float still holds exactly


def decimal(given: Any) -> Decimal | None:
    """Return the number meant, NaN or infinite if that was given, None if it is no number. Text must be narrow."""
    if isinstance(given, bool):
        return None
    if isinstance(given, int | Decimal):
        return Decimal(given)
    if isinstance(given, float):
        return Decimal(repr(given))
    if not isinstance(given, str):
        return None
    text = given.translate(MINUS)
    if text.lstrip("+-.").lower() in NOT_NUMBERS:
        return Decimal("NaN")
    if not NUMBER.fullmatch(text) or not any(c.isdigit() for c in re.split("[eE]", text)[0]):
        return None
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:  # an exponent beyond what Decimal can hold
        return Decimal("Infinity")


def narrow(text: str) -> str:
    """Return text with narrow forms in the place of wide ones, trimmed."""
    return text.translate(NARROW).strip()
