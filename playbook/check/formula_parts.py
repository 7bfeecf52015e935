"""One formula, part by part: what is evaluated, in which unit it is, where it lies, and what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from playbook.check.ranges import Range, between
from playbook.errors import expected
from playbook.model.formula import Node
from playbook.model.measure import Measure

type Tree = list[Any] | dict[str, Any]
"""A formula to evaluate, plain JSON: see calculators/formulas.py."""

PLAIN = Measure()
ANY = Range()
MOST_PLACES = 10
ZERO = "this is 0"
EXTREMES = {"max": "most", "min": "least"}
"""What the greatest and the least of a table's rows are as operations."""
ADDED = {"+": "added to", "-": "subtracted from"}


@dataclass(frozen=True)
class Part:
    """A part of a formula. `measure` is None where any unit will do: of 0, and of what is told of elsewhere.

    `unit` is the name of its unit where it has one of those of the handbook.
    """

    tree: Tree
    measure: Measure | None
    unit: str | None = None
    range: Range = ANY

    @property
    def said(self) -> str:
        """Its unit as messages have it."""
        return self.unit or str(self.measure or PLAIN)


@dataclass(frozen=True)
class Name:
    """What a name stands for. `gap` says when there is none: "planned is not given"; None where there always is one."""

    part: Part
    gap: str | None = None


@dataclass(frozen=True)
class Table:
    """A table of the inputs: its columns of numbers by id, and whether it always has a row."""

    columns: Mapping[str, Name]
    filled: bool


def leaf(kind: str, name: str, unit: str | None, measure: Measure | None, within: Range) -> Part:
    """Return the part that stands for an input, a result or a column; what is evaluated is in units of no others."""
    scaled = {"scale": str(measure.scale)} if measure and measure.scale != 1 else {}
    return Part({kind: name, **scaled}, measure, unit, within)


@dataclass
class Reader:
    """Reads formulas of one calculator. `fault` is told of each that is wrong: where, what."""

    names: Mapping[str, Name]
    tables: Mapping[str, Table]
    unusable: Mapping[str, str]
    fault: Callable[[int, str], None]
    result: Measure | None = None
    gaps: list[tuple[int, str]] = field(default_factory=list)
    _table: str | None = None

    def part(self, node: Node) -> Part:
        """Return a formula's part, whatever is wrong with it."""
        match node.kind:
            case "number":
                value = Fraction(node.text)
                return Part(
                    {"number": node.text}, PLAIN if value else None, None, between(float(value), float(value), 1)
                )
            case "name":
                return self._name(node)
            case "sum" | "count":
                return self._rows(node)
            case "max" | "min" if len(node.of) == 1:
                return self._rows(node)
            case "round" | "ceil" | "floor":
                return self._round(node)
        return OPERATIONS[node.kind](self, node, [self.part(each) for each in node.of])

    def _unknown(self) -> Part:
        return Part({"number": "0"}, None)

    def _name(self, node: Node) -> Part:
        table, dot, column = node.text.partition(".")
        known = self.tables[table].columns if dot and table in self.tables else self.names
        name = column if dot and table in self.tables else node.text
        if dot and table in self.tables and self._table is None:
            self.fault(node.at, expected("a table's column inside sum, count, max or min", repr(node.text)))
            return self._unknown()
        if dot and table in self.tables and table != self._table:
            self.fault(node.at, expected(f"a column of {self._table}, as the others here", repr(node.text)))
            return self._unknown()
        if name not in known:
            if name in self.unusable:
                self.fault(node.at, expected("a number", f"{node.text}, which is {self.unusable[name]}"))
            else:
                what = (
                    f"a column of numbers of {table}" if known is not self.names else "an input, a result or a figure"
                )
                self.fault(node.at, expected(what, repr(name), known))
            return self._unknown()
        found = known[name]
        if found.gap and known is self.names:
            self.gaps.append((node.at, found.gap))
        return found.part

    def _rows(self, node: Node) -> Part:
        (inner,) = node.of
        whole = node.kind != "count" and inner.kind == "name" and inner.text in self.tables
        tables = {name.text.partition(".")[0] for name in inner.every() if name.kind == "name"} & set(self.tables)
        if self._table is not None or not tables or whole or (node.kind == "count" and inner.kind != "name"):
            what = "a table, or one of its columns" if node.kind == "count" else "a table's column, as uses.cost"
            what += ", or several numbers" if node.kind in EXTREMES else ""
            got = "the whole table" if whole else "another sum inside" if self._table is not None else "none"
            self.fault(inner.at, expected(f"{what}, inside {node.kind}(...)", got, self.tables))
            return self._unknown()
        table = next(n.text.partition(".")[0] for n in inner.every() if n.text.partition(".")[0] in tables)
        filled = self.tables[table].filled
        if inner.text == table:
            return Part(["count", {"table": table}], PLAIN, None, Range(int(filled), zero=not filled))
        self._table = table
        found = self.part(inner)
        self._table = None
        columns = [name.text.partition(".")[2] for name in inner.every() if name.text.startswith(f"{table}.")]
        always = filled and not any(
            self.tables[table].columns[name].gap for name in columns if name in self.tables[table].columns
        )
        if node.kind == "count":
            return Part(["count", {"table": table}, found.tree], PLAIN, None, Range(int(always), zero=not always))
        rows = {"table": table, **({"unit": found.unit} if found.unit else {})}
        if found.unit and found.measure and found.measure.scale != 1:
            rows["scale"] = str(found.measure.scale)
        if node.kind in EXTREMES:
            if not always:
                self.gaps.append((node.at, f"{table} has no row with a number here"))
            return replace(found, tree=[EXTREMES[node.kind], rows, found.tree])
        return replace(found, tree=["sum", rows, found.tree], range=found.range.added_up(int(always)))

    def _round(self, node: Node) -> Part:
        inner = self.part(node.of[0])
        places = 0
        if len(node.of) == 2:
            given = node.of[1]
            places = int(given.text) if given.kind == "number" and given.text.isdigit() else MOST_PLACES + 1
            if places > MOST_PLACES:
                what = f"a whole number of decimals from 0 to {MOST_PLACES}"
                self.fault(start(given), expected(what, _written(given)))
                places = 0
        # In its own unit, where it has one; what is made of several is rounded in the unit of the result.
        measure = inner.measure or PLAIN
        whole = self.result and not inner.unit and measure.powers == self.result.powers
        step = (self.result.scale if whole and self.result else measure.scale) / 10**places
        within = {"round": inner.range.rounded, "ceil": inner.range.raised, "floor": inner.range.lowered}[node.kind]
        return replace(inner, tree=[node.kind, inner.tree, str(step)], range=within(float(step)))

    def alike(self, node: Node, parts: list[Part], why: str) -> Part:
        """Return the first part that has a unit; tell of one whose unit is another."""
        first = next((part for part in parts if part.measure is not None), parts[0])
        for part, own in zip(parts, node.of, strict=True):
            if part.measure is not None and first.measure and part.measure.powers != first.measure.powers:
                self.fault(start(own), expected(f"{first.said}, the unit of {why}", part.said))
                return self._unknown()
        return first


def _sum(reader: Reader, node: Node, parts: list[Part]) -> Part:
    left, right = parts
    alike = reader.alike(node, parts, f"what it is {ADDED[node.kind]}")
    within = left.range + (right.range if node.kind == "+" else -right.range)
    return replace(alike, tree=[node.kind, left.tree, right.tree], range=within)


def _times(reader: Reader, node: Node, parts: list[Part]) -> Part:
    left, right = parts
    tree, within = ["*", left.tree, right.tree], left.range * right.range
    if left.measure is None or right.measure is None:
        return Part(tree, None, None, within)
    beside = ((left, right.measure), (right, left.measure))
    named = next((each for each, other in beside if each.unit and not other.powers), None)
    return _in_unit(named, Part(tree, left.measure.times(right.measure), None, within))


def _over(reader: Reader, node: Node, parts: list[Part]) -> Part:
    left, right = parts
    if right.range.zero:
        reader.gaps.append((start(node.of[1]), ZERO))
    tree, within = ["/", left.tree, right.tree], left.range / right.range
    if left.measure is None or right.measure is None:
        return Part(tree, None, None, within)
    named = left if not right.measure.powers else None
    return _in_unit(named, Part(tree, left.measure.times(right.measure, -1), None, within))


def _in_unit(named: Part | None, made: Part) -> Part:
    """Return a product in the unit of the factor that alone has one; of others the unit has no name."""
    assert made.measure
    scale = named.measure.scale if named and named.measure and named.unit else Fraction(1)
    return replace(made, unit=named.unit if named else None, measure=Measure(made.measure.powers, scale))


def start(node: Node) -> int:
    """Return where a part begins: what is parted by a sign begins with what stands before it."""
    return min(part.at for part in node.every())


def _written(node: Node) -> str:
    """Return a part as a message shows it: a name or a number as it stands, and what is worked out as such."""
    if node.kind == "neg" and node.of[0].kind == "number":
        return repr(f"-{node.of[0].text}")
    return repr(node.text) if node.kind in ("number", "name") else "a formula"


def _negative(reader: Reader, node: Node, parts: list[Part]) -> Part:
    return replace(parts[0], tree=["neg", parts[0].tree], range=-parts[0].range)


def _absolute(reader: Reader, node: Node, parts: list[Part]) -> Part:
    return replace(parts[0], tree=["abs", parts[0].tree], range=abs(parts[0].range))


def _extreme(reader: Reader, node: Node, parts: list[Part]) -> Part:
    alike = reader.alike(node, parts, "the first of them")
    within = parts[0].range
    for part in parts[1:]:
        within = within.least(part.range) if node.kind == "min" else within.most(part.range)
    return replace(alike, tree=[node.kind, *(part.tree for part in parts)], range=within)


OPERATIONS: Mapping[str, Callable[[Reader, Node, list[Part]], Part]] = {
    "+": _sum,
    "-": _sum,
    "*": _times,
    "/": _over,
    "neg": _negative,
    "abs": _absolute,
    "min": _extreme,
    "max": _extreme,
}
