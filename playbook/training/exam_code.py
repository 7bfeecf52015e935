"""The result of a sitting as a short code that people can read out, copy and type.

Crockford's base 32 (no I, L, O, U; small letters and hyphens do not matter) and his check symbol, the number modulo 37:
it finds every single wrong symbol and every two neighbours that changed places. The symbols hold, in bits from the
left: the edition of the questions (20), the number of the sitting (20), and for every question the place of the choice
taken, from 1, or 0 for none (3 each). The last symbol but the check is filled up with zeros.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = DIGITS + "*~$=U"
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
GROUP = 5
HEAD = 20
"""Bits of the edition, and of the sitting."""
ANSWER = 3
SITTINGS = 1 << HEAD


class CodeError(ValueError):
    """A code that cannot be read; its text says why."""


@dataclass(frozen=True)
class Result:
    """What a code holds: `edition` as five hexadecimal digits, the sitting, the places of the answers, 0 for none."""

    edition: str
    sitting: int
    answers: tuple[int, ...]


def encode(result: Result) -> str:
    """Return the code of a result, in groups of five symbols."""
    bits = f"{int(result.edition, 16):0{HEAD}b}{result.sitting:0{HEAD}b}"
    bits += "".join(f"{answer:0{ANSWER}b}" for answer in result.answers)
    bits += "0" * (-len(bits) % 5)
    symbols = "".join(DIGITS[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))
    symbols += CHECKS[_remainder(symbols)]
    return "-".join(symbols[at : at + GROUP] for at in range(0, len(symbols), GROUP))


def decode(code: str, questions: int) -> Result:
    """Return what the code of a sitting with so many questions holds. Raises CodeError."""
    symbols = re.sub(r"[-\s]", "", code).upper()
    symbols, check = symbols[:-1].translate(ALIKE), symbols[-1:].translate(ALIKE)
    unknown = [symbol for symbol in symbols if symbol not in DIGITS] + [check] * (check not in CHECKS)
    if unknown:
        raise CodeError(f"expected letters and digits of a code, got {unknown[0]!r}")
    length = -(-(2 * HEAD + ANSWER * questions) // 5)
    if len(symbols) != length:
        raise CodeError(f"expected {length + 1} symbols for {questions} questions, got {len(symbols) + len(check)}")
    if CHECKS[_remainder(symbols)] != check:
        raise CodeError("the code was altered: its check symbol does not fit; compare it symbol by symbol")
    bits = "".join(f"{DIGITS.index(symbol):05b}" for symbol in symbols)
    starts = range(2 * HEAD, 2 * HEAD + ANSWER * questions, ANSWER)
    answers = tuple(int(bits[at : at + ANSWER], 2) for at in starts)
    return Result(f"{int(bits[:HEAD], 2):05x}", int(bits[HEAD : 2 * HEAD], 2), answers)


def _remainder(symbols: Sequence[str]) -> int:
    rest = 0
    for symbol in symbols:
        rest = (rest * 32 + DIGITS.index(symbol)) % 37
    return rest
