"""A tree of questions made from the verdict: the fewest taps to the level, equal to it on every cell.

A node is what is still open: for each factor the cells its value may be in. It asks the factor that tells most about
the level; answers that leave the same cases open are one option. Equal nodes are one node, so the tree is kept as a
graph.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import log2
from typing import Any

from calculators.analysis.truth_table import Index, TruthTable
from calculators.forms import Level

type Open = tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Leaf:
    """A settled case: its level, and the advised cap in yuan where that is settled too.

    Where it is not, `depends` names the factors (axes of the truth table) that it still hangs on.
    """

    level: Level | None
    advised_cap: float | None
    depends: tuple[int, ...] = ()


@dataclass(frozen=True)
class Option:
    """An answer: the cells of the factor that it covers, in the factor's order, and the node it leads to."""

    cells: tuple[int, ...]
    node: int


@dataclass(frozen=True)
class Question:
    """A question about one factor (an axis of the truth table)."""

    axis: int
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Tree:
    """Nodes by number; `root` is asked first. `most` and `mean` count the taps to a level, over all cells."""

    nodes: tuple[Question | Leaf, ...]
    root: int
    most: int
    mean: float

    def level(self, index: Index) -> Level | None:
        """Return the level that the answers of a cell lead to."""
        node = self.nodes[self.root]
        while isinstance(node, Question):
            place = index[node.axis]
            node = self.nodes[next(option.node for option in node.options if place in option.cells)]
        return node.level


class _Builder:
    """Grows the graph from the root; nodes that are equal are made once.

    It works on groups of cells that no verdict tells apart: a node is what is still open of each factor's groups. All
    groups of a factor weigh the same, whatever the number of their cells.
    """

    def __init__(self, table: TruthTable) -> None:
        self.table = table
        self.axes = range(len(table.fields))
        self.nodes: list[Question | Leaf] = []
        self.numbers: dict[Question | Leaf, int] = {}
        self.known: dict[Open, int] = {}
        self.groups = _groups(table)
        self.verdicts = {
            places: table.outcomes[tuple(self.groups[axis][place][0] for axis, place in enumerate(places))].verdict
            for places in product(*(range(len(groups)) for groups in self.groups))
        }

    def node(self, space: Open) -> int:
        if space not in self.known:
            self.known[space] = self._number(self._make(space))
        return self.known[space]

    def _number(self, node: Question | Leaf) -> int:
        if node not in self.numbers:
            self.numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return self.numbers[node]

    def _make(self, space: Open) -> Question | Leaf:
        levels = {self.verdicts[places] for places in product(*space)}
        if len(levels) == 1:
            return Leaf(levels.pop(), *self._cap(space))
        answers = [self._alike(axis, space) for axis in self.axes]
        axis = max(
            (axis for axis in self.axes if len(answers[axis]) > 1),
            key=lambda axis: (self._gain(axis, answers[axis], space), -axis),
        )
        options = tuple(
            Option(self._cells(axis, places), self.node(_within(space, axis, places))) for places in answers[axis]
        )
        return Question(axis, options)

    def _cells(self, axis: int, places: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(cell for place in places for cell in self.groups[axis][place]))

    def _cap(self, space: Open) -> tuple[float | None, tuple[int, ...]]:
        cells = (self._cells(axis, places) for axis, places in enumerate(space))
        ranks = {index: self.table.outcomes[index].advised_cap for index in product(*cells)}
        rank = next(iter(ranks.values()))
        if all(other == rank for other in ranks.values()):
            return (None if rank is None else self.table.caps[rank]), ()
        return None, tuple(axis for axis in self.axes if _varies(ranks, axis))

    def _alike(self, axis: int, space: Open) -> list[list[int]]:
        """Return the open groups of an axis, those with the same levels in all open cases together."""
        rest = list(product(*(places for other, places in enumerate(space) if other != axis)))
        found: dict[tuple[Level | None, ...], list[int]] = {}
        for place in sorted(space[axis]):
            key = tuple(self.verdicts[(*places[:axis], place, *places[axis:])] for places in rest)
            found.setdefault(key, []).append(place)
        return list(found.values())

    def _gain(self, axis: int, answers: Sequence[Sequence[int]], space: Open) -> float:
        """Return how much asking an axis tells about the level, in bits, rounded so that ties are ties."""
        left = sum(self._entropy(_within(space, axis, places)) for places in answers) / len(answers)
        return round(self._entropy(space) - left, 9)

    def _entropy(self, space: Open) -> float:
        counts = Counter(self.verdicts[places] for places in product(*space))
        whole = counts.total()
        return -sum(count / whole * log2(count / whole) for count in counts.values())


def _groups(table: TruthTable) -> list[list[list[int]]]:
    """Return, for each axis, its cells in groups that no verdict tells apart, in the cells' order."""
    slices: list[list[list[Level | None]]] = [[[] for _ in values] for values in table.cells]
    for index, outcome in table.outcomes.items():
        for axis, cell in enumerate(index):
            slices[axis][cell].append(outcome.verdict)
    found: list[list[list[int]]] = []
    for parts in slices:
        groups: dict[tuple[Level | None, ...], list[int]] = {}
        for cell, part in enumerate(parts):
            groups.setdefault(tuple(part), []).append(cell)
        found.append(list(groups.values()))
    return found


def _within(space: Open, axis: int, places: Iterable[int]) -> Open:
    return (*space[:axis], frozenset(places), *space[axis + 1 :])


def _varies(values: Mapping[Index, Any], axis: int) -> bool:
    """Tell whether values differ between cases that are the same but for one axis."""
    found: dict[Index, Any] = {}
    return any(found.setdefault((*i[:axis], *i[axis + 1 :]), value) != value for i, value in values.items())


def tree(table: TruthTable) -> Tree:
    """Return the tree of questions for a decision."""
    builder = _Builder(table)
    root = builder.node(tuple(frozenset(range(len(groups))) for groups in builder.groups))
    nodes = tuple(builder.nodes)
    taps = [_taps(nodes, root, index) for index in table.outcomes]
    return Tree(nodes, root, max(taps), sum(taps) / len(taps))


def _taps(nodes: Sequence[Question | Leaf], root: int, index: Index) -> int:
    node, taps = nodes[root], 0
    while isinstance(node, Question):
        node = nodes[next(option.node for option in node.options if index[node.axis] in option.cells)]
        taps += 1
    return taps
