"""Chance that is the same everywhere: in CPython, in the browser's Python and, four lines long, in a page's script.

SplitMix's construction (Steele, Lea and Flood, 2014: a counter that grows by the golden ratio, and a function that
scrambles it) with the 32-bit scrambler that ends MurmurHash3 (Appleby, public domain). 32 bits, because a script's
numbers are exact to 53. Not for secrets.
"""

from collections.abc import Sequence

GOLDEN = 0x9E3779B9
MASK = 0xFFFFFFFF


def scrambled(number: int) -> int:
    """Return a number of 32 bits, scrambled so that each of its bits bears on all."""
    number ^= number >> 16
    number = number * 0x85EBCA6B & MASK
    number ^= number >> 13
    number = number * 0xC2B2AE35 & MASK
    return number ^ number >> 16


class Chance:
    """A row of numbers that only its seed decides. Seeds next to each other give rows that have nothing in common."""

    def __init__(self, *seeds: int) -> None:
        self._state = 0
        for seed in seeds:
            self._state = scrambled(self._state ^ seed & MASK)

    def below(self, end: int) -> int:
        """Return a whole number from 0 up to, not including, `end`, which is at most 2**21."""
        self._state = self._state + GOLDEN & MASK
        return scrambled(self._state) * end >> 32

    def one[T](self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[self.below(len(items))]

    def shuffled[T](self, items: Sequence[T]) -> list[T]:
        """Return the items in another order (Fisher and Yates)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
