"""What a unit measures: other units multiplied and divided, and how many of those it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from playbook.errors import expected
from playbook.model.formula import Misread, Node, read
from playbook.model.settings import Unit


@dataclass(frozen=True)
class Measure:
    """`powers` of units that are made of no others, by name, sorted; one of the unit is so many (`scale`) of these."""

    powers: tuple[tuple[str, int], ...] = ()
    scale: Fraction = Fraction(1)

    def times(self, other: "Measure", sign: int = 1) -> "Measure":
        """Return the measure of a product; with `sign` -1, of a quotient."""
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + sign * power
        kept = tuple(sorted((name, power) for name, power in powers.items() if power))
        return Measure(kept, self.scale * other.scale**sign)

    def __str__(self) -> str:
        """The units as a formula has them."""
        over, under = ([n for n, p in self.powers for _ in range(sign * p)] for sign in (1, -1))
        return " / ".join([" * ".join(over) or "1", *under]) if self.powers else "no unit"


def measure(name: str, units: Mapping[str, Unit], inside: tuple[str, ...] = ()) -> Measure:
    """Return what the unit `name` measures. Raises Misread where what it is said to be cannot be used."""
    unit = units[name]
    if unit.is_ is not None:
        return _of(read(unit.is_), units, (*inside, name))
    for other, larger in units.items():
        if name in (larger.also or {}) and other not in inside:
            return measure(other, units, (*inside, name)).times(Measure(scale=Fraction(1, (larger.also or {})[name])))
    return Measure(((name, 1),))


def _of(node: Node, units: Mapping[str, Unit], inside: tuple[str, ...]) -> Measure:
    match node.kind:
        case "*" | "/":
            left, right = (_of(part, units, inside) for part in node.of)
            return left.times(right, 1 if node.kind == "*" else -1)
        case "number" if Fraction(node.text):
            return Measure(scale=Fraction(node.text))
        case "name" if node.text in units and node.text not in inside:
            return measure(node.text, units, inside)
    wanted = "numbers above 0 and other units of this file, multiplied or divided"
    raise Misread(
        node.at, expected(wanted, repr(node.text or node.kind), [name for name in units if name not in inside])
    )
