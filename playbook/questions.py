"""A tree of questions made from the verdict: the fewest taps to the level, equal to it on every cell.

A node is what is still open: for each factor the cells its value may be in. It asks the factor that tells most about the
level; answers that leave the same cases open are one option. Equal nodes are one node, so the tree is kept as a graph.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import log2, prod
from typing import Any

from playbook.survey import Index, Survey

type Open = tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Leaf:
    """A settled case: its level, and the advised cap in yuan where that is settled too."""

    level: int | None
    advised_cap: float | None


@dataclass(frozen=True)
class Option:
    """An answer: the cells of the factor that it covers, in the factor's order, and the node it leads to."""

    cells: tuple[int, ...]
    node: int


@dataclass(frozen=True)
class Question:
    """A question about one factor (an axis of the survey)."""

    axis: int
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Tree:
    """Nodes by number; `root` is asked first. `most` and `mean` count the taps to a level, over all cells."""

    nodes: tuple[Question | Leaf, ...]
    root: int
    most: int
    mean: float

    def level(self, index: Index) -> int | None:
        """Return the level that the answers of a cell lead to."""
        node = self.nodes[self.root]
        while isinstance(node, Question):
            place = index[node.axis]
            node = self.nodes[next(option.node for option in node.options if place in option.cells)]
        return node.level


class _Builder:
    """Grows the graph from the root; nodes that are equal are made once."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.axes = range(len(survey.fields))
        self.nodes: list[Question | Leaf] = []
        self.numbers: dict[Question | Leaf, int] = {}
        self.known: dict[Open, int] = {}

    @cached_property
    def groups(self) -> list[list[list[int]]]:
        """For each axis, its cells in groups that no verdict tells apart."""
        return [self._alike(axis, tuple(frozenset(range(len(c))) for c in self.survey.cells)) for axis in self.axes]

    @cached_property
    def weights(self) -> list[dict[int, float]]:
        """For each axis, the weight of each cell: groups weigh the same, whatever the number of their cells."""
        return [{cell: 1 / len(groups) / len(group) for group in groups for cell in group} for groups in self.groups]

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
        levels = {self.survey.outcomes[index].verdict for index in product(*space)}
        if len(levels) == 1:
            return Leaf(levels.pop(), self._cap(space))
        axis = max(
            (axis for axis in self.axes if len(self._alike(axis, space)) > 1), key=lambda a: (self._gain(a, space), -a)
        )
        options = tuple(
            Option(tuple(group), self.node((*space[:axis], frozenset(group), *space[axis + 1 :])))
            for group in self._alike(axis, space)
        )
        return Question(axis, options)

    def _cap(self, space: Open) -> float | None:
        ranks = {self.survey.outcomes[index].advised_cap for index in product(*space)}
        return self.survey.caps[ranks.pop() or 0] if len(ranks) == 1 else None

    def _alike(self, axis: int, space: Open) -> list[list[int]]:
        """Return the open cells of an axis in groups with the same levels in all open cases."""
        rest = [sorted(cells) for other, cells in enumerate(space) if other != axis]
        groups: dict[tuple[int | None, ...], list[int]] = {}
        for cell in sorted(space[axis]):
            key = tuple(self.survey.outcomes[(*index[:axis], cell, *index[axis:])].verdict for index in product(*rest))
            groups.setdefault(key, []).append(cell)
        return list(groups.values())

    def _gain(self, axis: int, space: Open) -> float:
        """Return how much asking an axis tells about the level, in bits, rounded so that ties are ties."""
        groups = self._alike(axis, space)
        left = 0.0
        for group in groups:
            inside = (*space[:axis], frozenset(group), *space[axis + 1 :])
            left += self._entropy(inside) / len(groups)
        return round(self._entropy(space) - left, 9)

    def _entropy(self, space: Open) -> float:
        totals: dict[int | None, float] = {}
        for index in product(*space):
            weight = prod(self.weights[axis][cell] for axis, cell in enumerate(index))
            level = self.survey.outcomes[index].verdict
            totals[level] = totals.get(level, 0) + weight
        whole = sum(totals.values())
        return -sum(part / whole * log2(part / whole) for part in totals.values())


def tree(survey: Survey) -> Tree:
    """Return the tree of questions for a decision."""
    builder = _Builder(survey)
    root = builder.node(tuple(frozenset(range(len(values))) for values in survey.cells))
    nodes = tuple(builder.nodes)
    taps = [_taps(nodes, root, index) for index in survey.outcomes]
    return Tree(nodes, root, max(taps), sum(taps) / len(taps))


def _taps(nodes: Sequence[Question | Leaf], root: int, index: Index) -> int:
    node, taps = nodes[root], 0
    while isinstance(node, Question):
        node = nodes[next(option.node for option in node.options if index[node.axis] in option.cells)]
        taps += 1
    return taps


def bands(survey: Survey, axis: int, cells: Sequence[int]) -> list[Mapping[str, Any]]:
    """Return the cells of one factor as bands, neighbouring numbers joined, "not given" last."""
    item, values = survey.fields[axis], survey.cells[axis]
    if item["type"] != "number":
        return [{"not_given": True} if values[cell] is None else {"is": values[cell]} for cell in cells]
    missing = [{"not_given": True}] if any(values[cell] is None for cell in cells) else []
    numbers = [cell for cell in cells if values[cell] is not None]
    return [*(_band(survey, axis, run) for run in _runs(numbers)), *missing]


def _runs(cells: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for cell in cells:
        if run and cell != run[-1] + 1:
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _band(survey: Survey, axis: int, run: Sequence[int]) -> Mapping[str, Any]:
    """Return the interval that a run of a number's cells covers; a cut point is a cell of its own."""
    values, points = survey.cells[axis], set(survey.cuts[axis])
    band: dict[str, Any] = {}
    if values[run[0]] in points:
        band["at_least"] = values[run[0]]
    elif run[0] > 0 and values[run[0] - 1] is not None:
        band["above"] = values[run[0] - 1]
    if values[run[-1]] in points:
        band["at_most"] = values[run[-1]]
    elif run[-1] + 1 < len(values):
        band["below"] = values[run[-1] + 1]
    if "below" in band or "at_most" in band:
        if band.get("at_least") == survey.fields[axis].get("minimum"):
            band.pop("at_least", None)
    return band
