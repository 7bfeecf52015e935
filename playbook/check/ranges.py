"""Between which numbers a part of a formula lies, and whether it may be 0: then a quotient needs words."""

from dataclasses import dataclass
from itertools import product
from math import inf, isnan


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, both included; `zero` tells whether 0 is among the numbers."""

    low: float = -inf
    high: float = inf
    zero: bool = True

    def __neg__(self) -> "Range":
        return Range(-self.high, -self.low, self.zero)

    def __add__(self, other: "Range") -> "Range":
        low, high = self.low + other.low, self.high + other.high
        # At an end of the sum both are at theirs: none of them may be 0 there if the sum is to be.
        at_an_end = 0 in (low, high) and 0 in (self.low, self.high) and 0 in (other.low, other.high)
        return Range(low, high, low <= 0 <= high and (not at_an_end or (self.zero and other.zero)))

    def __mul__(self, other: "Range") -> "Range":
        ends = [a * b if a and b else 0.0 for a, b in product((self.low, self.high), (other.low, other.high))]
        return Range(min(ends), max(ends), self.zero or other.zero)

    def __truediv__(self, other: "Range") -> "Range":
        if other.zero or other.low < 0 < other.high:
            return Range(zero=self.zero)
        low, high = 1 / other.high if other.high else -inf, 1 / other.low if other.low else inf
        return self * Range(low, high, zero=False)

    def __abs__(self) -> "Range":
        if self.low >= 0 or self.high <= 0:
            return self if self.low >= 0 else -self
        return Range(0, max(-self.low, self.high), self.zero)

    def least(self, other: "Range") -> "Range":
        """Return where the lesser of two numbers lies."""
        return -(-self).most(-other)

    def most(self, other: "Range") -> "Range":
        """Return where the greater of two numbers lies."""
        low, high = max(self.low, other.low), max(self.high, other.high)
        return Range(low, high, low <= 0 <= high and (self.zero or other.zero))

    def either(self, other: "Range") -> "Range":
        """Return where a number lies that is in one of two ranges."""
        return Range(min(self.low, other.low), max(self.high, other.high), self.zero or other.zero)

    def both(self, other: "Range") -> "Range":
        """Return where a number lies that is in both ranges."""
        return Range(max(self.low, other.low), min(self.high, other.high), self.zero and other.zero)

    def rounded(self, step: float) -> "Range":
        """Return where the nearest whole number of steps lies."""
        return Range(self.low - step, self.high + step, self.low < step and self.high > -step)

    def raised(self, step: float) -> "Range":
        """Return where the least whole number of steps lies that is not below it."""
        # What is above -step and not above 0 becomes 0.
        zero = self.zero if self.low >= 0 else self.high > -step
        return Range(self.low, self.high + step, zero)

    def lowered(self, step: float) -> "Range":
        """Return where the greatest whole number of steps lies that is not above it."""
        return -(-self).raised(step)

    def added_up(self, least: int) -> "Range":
        """Return where the sum of any count of such numbers lies, of so many at the least."""
        zero = not (least and not self.zero and (self.low >= 0 or self.high <= 0))
        return Range(-inf if self.low < 0 else 0, inf if self.high > 0 else 0, zero)


def between(minimum: float | None, maximum: float | None, scale: float) -> Range:
    """Return the range of an input with these limits; a limit that could not be read is none."""
    low = -inf if minimum is None or isnan(minimum) else minimum * scale
    high = inf if maximum is None or isnan(maximum) else maximum * scale
    return Range(low, high, low <= 0 <= high)
