"""The formulas of a calculator's description: read in the order in which they are worked out, checked as they are read.

What comes out is what calculators/formulas.py evaluates; a fault is told with the place within the formula.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from calculators import declared
from playbook.check.calculator_module import columns_by_id
from playbook.check.formula_cases import Cases, Values, narrowed, values_of
from playbook.check.formula_parts import PLAIN, ZERO, Name, Part, Reader, Table, leaf, start
from playbook.check.ranges import Range, between
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.calculator import Calculator
from playbook.model.condition import plain_when
from playbook.model.fields import ResultField
from playbook.model.formula import Alternative, Misread, Node, read
from playbook.model.measure import Measure, measure
from playbook.model.reference import FigureEntry
from playbook.model.settings import Unit
from playbook.source.document import Document, Location

type Read = tuple[int, Alternative, Node]
"""An alternative that can be read, and which of them it is."""

type Columns = Mapping[str, Mapping[str, Any]]
"""The columns of each table of the inputs, by their ids."""


@dataclass
class Formulas:
    """The formulas of one description.

    `always` are the results that must have a value, whatever the inputs are. `read` fills `compiled` and `faults`:
    location, place in the formula, message.
    """

    calculator: Calculator
    columns: Columns
    units: Mapping[str, Unit]
    figures: Mapping[str, FigureEntry]
    always: Collection[str] = ()
    compiled: list[dict[str, Any]] = field(default_factory=list)
    faults: list[tuple[Location, int, str]] = field(default_factory=list)

    def read(self) -> "Formulas":
        """Read all formulas. Returns itself."""
        self._names = {name: self._figure(name, figure) for name, figure in self.figures.items()}
        self._names |= {item.id: self._input("name", item) for item in self.calculator.fields if item.type == "number"}
        self._tables = {
            item.id: Table(
                {
                    name: self._input("column", column)
                    for name, column in self.columns[item.id].items()
                    if column.type == "number"
                },
                item.required,
            )
            for item in self.calculator.fields
            if item.type == "table"
        }
        self._unusable = {item.id: f"a {item.type}" for item in self.calculator.fields if item.type != "number"}
        texts = {result.id: self._nodes(index, result) for index, result in enumerate(self.calculator.results)}
        self._nodes_of = {name: nodes for name, nodes in texts.items() if nodes is not None}
        self._unusable |= {
            result.id: "no result of a formula" for result in self.calculator.results if not result.formula
        }
        self._places = {result.id: index for index, result in enumerate(self.calculator.results)}
        depths: dict[str, int] = {}
        for name in texts:
            self._work_out(name, depths, ())
        # What a reader is shown goes from the inputs to the results.
        self.compiled.sort(key=lambda each: (depths[each["id"]], self._places[each["id"]]))
        return self

    def _measure(self, unit: str | None) -> Measure | None:
        """Return what a unit measures; None where it is faulty or unknown, which is told of at its own place."""
        if unit is None:
            return PLAIN
        try:
            return measure(unit, self.units)
        except (Misread, KeyError):
            return None

    def _figure(self, name: str, figure: FigureEntry) -> Name:
        own = self._measure(figure.unit)
        within = between(figure.value, figure.value, _scale(own))
        part = leaf("number", f"{figure.value}", figure.unit, own, within)
        shown = {"unit": figure.unit} if figure.unit else {}
        return Name(replace(part, tree={**part.tree, **shown}))  # type: ignore[dict-item]

    def _input(self, kind: str, item: Any) -> Name:
        """Return what an input of numbers, or a table's column, stands for."""
        own = self._measure(item.unit)
        within = between(item.minimum, item.maximum, _scale(own))
        counts = (getattr(item, key, None) for key in ("default", "unknown_counts_as"))  # a record's column has neither
        always = getattr(item, "required", False) or any(value is not None for value in counts)
        return Name(leaf(kind, item.id, item.unit, own, within), None if always else f"{item.id} is not given")

    def _nodes(self, index: int, result: ResultField) -> list[Read] | None:
        """Return a result's formulas, those that can be read; None where it has none."""
        found = []
        for place, alternative in enumerate(result.formula):
            try:
                found.append((place, alternative, read(alternative.formula)))
            except Misread as error:
                self.faults.append((_at(index, place), error.at, str(error)))
        return found if result.formula else None

    def _work_out(self, name: str, depths: dict[str, int], inside: tuple[str, ...]) -> int:
        """Read a result's formulas, those of the results that it is computed from first; return how deep it lies."""
        if name in depths or name not in self._nodes_of:
            return depths.get(name, -1)
        depths[name] = 0
        index, nodes = self._places[name], self._nodes_of[name]
        for place, alternative, node in nodes:
            used = [(part.text, part.at) for part in node.every() if part.kind == "name"]
            used += [(factor, 0) for every in alternative.when or () for factor in every]
            for other, at in used:
                if other == name or other in inside:
                    what = expected(f"what is known before {name}", f"{other!r}, which is computed from it")
                    self.faults.append((_at(index, place), at, what))
                    self._names.setdefault(other, Name(Part({"number": "0"}, None)))
                else:
                    depths[name] = max(depths[name], self._work_out(other, depths, (*inside, name)) + 1)
        self._compile(index, self.calculator.results[index], nodes)
        return depths[name]

    def _compile(self, index: int, result: ResultField, nodes: list[Read]) -> None:
        own = self._measure(result.unit)
        gaps: list[tuple[int, int, str]] = []  # which alternative, where in it, and when there is no value
        parts: list[tuple[Alternative, Part]] = []
        reached: list[Range] = []  # where the values of those alternatives lie that may hold
        cases = self._cases(nodes)
        for place, alternative, node in nodes:
            names = self._narrowed(cases.of(alternative.when))
            cases.take(alternative.when)
            reader = Reader(names or self._names, self._tables, self._unusable, self._told(index, place), own)
            part = reader.part(node)
            if part.measure is not None and own is not None and part.measure.powers != own.powers:
                unit = f"{result.unit}, the unit of {result.id}" if result.unit else f"no unit, as {result.id} has none"
                self.faults.append((_at(index, place), start(node), expected(unit, part.said)))
            parts.append((alternative, part))
            if names is not None:
                gaps += [(place, at, gap) for at, gap in reader.gaps]
                reached.append(part.range)
            elif alternative.when or any(before.when is None for before, _ in parts[:-1]):
                # A last one without a condition may stand after conditions that leave nothing: to be safe.
                what = expected("an alternative that can hold where none before it does", "one that never holds")
                self.faults.append((_at(index, place), 0, what))
        if len(nodes) < len(result.formula):  # what cannot be read may be what holds there
            gaps = []
        elif not cases.none:
            gaps.append((len(result.formula) - 1, 0, "none of its conditions holds"))
        if gaps and (result.id in self.always or not result.undefined):
            place, at, gap = min(gaps, key=lambda each: each[2] != ZERO)
            what = f"the key 'undefined', with what is shown of {result.id} where {gap}"
            if result.id in self.always:
                what = f"a formula that has a value where {gap}, for more is computed from {result.id}"
            self.faults.append((_at(index, place), at, expected(what, "none")))
        within = reached[0] if reached else Range()
        for each in reached[1:]:
            within = within.either(each)
        known = leaf("name", result.id, result.unit, own, within)
        self._names[result.id] = Name(known, f"{result.id} has no value" if gaps else None)
        compiled: dict[str, Any] = {"id": result.id, "tree": _chosen(parts)}
        compiled |= {"scale": str(own.scale)} if own and own.scale != 1 else {}
        self.compiled.append({**compiled, "sources": list(result.sources or self.calculator.sources)})

    def _told(self, index: int, place: int) -> Any:
        return lambda at, message: self.faults.append((_at(index, place), at, message))

    def _cases(self, nodes: list[Read]) -> Cases:
        """Return the cases that a formula's alternatives part among them."""
        fields = {item.id: item for item in self.calculator.fields}
        scales = {name: _scale(known.part.measure) for name, known in self._names.items()}
        conditions = [alternative.when for _, alternative, _ in nodes if alternative.when]
        return Cases(values_of(conditions, fields, self._names, scales))

    def _narrowed(self, values: Mapping[str, Values] | None) -> dict[str, Name] | None:
        """Return the names as they are where an alternative counts; None where it never does."""
        if values is None:
            return None
        known = {name: self._names[name] for name in values if name in self._names}
        return self._names | {
            name: narrowed(each, values[name], _scale(each.part.measure)) for name, each in known.items()
        }


def _at(index: int, place: int) -> Location:
    return ("results", index, "formula", place, "formula")


def _scale(own: Measure | None) -> float:
    return float(own.scale) if own else 1


def _chosen(parts: list[tuple[Alternative, Part]]) -> Any:
    """Return what is evaluated of a formula's alternatives."""
    if len(parts) == 1 and not parts[0][0].when:
        return parts[0][1].tree
    return ["choose", *([plain_when(alternative.when or ({},)), part.tree] for alternative, part in parts)]


def problems(name: str, calculator: Calculator, reading: Reading, document: Document) -> list[Problem]:
    """Return what is wrong with the formulas of calculator `name`; nothing where what they name could not be read."""
    models = reading.models
    known = all(models[kind] for kind in ("units", "figures"))
    if not known or any(columns_by_id(item, models) is None for item in calculator.fields if item.type == "table"):
        return []
    found = formulas(calculator, models, declared(reading.modules.get(name), "FORMULAS"))
    twice = [document.problem(*each) for each in _of_figures(calculator, models["figures"].figures)]
    return [*twice, *(document.problem_within(*fault) for fault in found.faults)]


def _of_figures(calculator: Calculator, figures: Collection[str]) -> Iterator[tuple[Location, str]]:
    """Yield the inputs and results that have the name of a figure, where a formula could mean either."""
    if not any(result.formula for result in calculator.results):
        return
    inputs, results = [field.id for field in calculator.fields], [result.id for result in calculator.results]
    for key, names in (("fields", inputs), ("results", results)):
        for index, name in enumerate(names):
            if name in figures:
                yield (key, index, "id"), expected("an id that no figure has, for formulas name both", repr(name))


def formulas(calculator: Calculator, models: Mapping[str, Any], always: Collection[str] = ()) -> Formulas:
    """Return a calculator's formulas, read. The files that it names must be among `models`."""
    columns = {item.id: columns_by_id(item, models) or {} for item in calculator.fields if item.type == "table"}
    return Formulas(calculator, columns, models["units"].units, models["figures"].figures, always).read()


def unit_problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with what the handbook's own units are said to be."""
    document = reading.documents.get("units")
    if not document or not reading.models["units"]:
        return []
    return [
        document.problem_within(("units", name, "is"), error.at, str(error))
        for name, error in _misread(reading.models["units"].units)
        if name in document.data["units"]
    ]


def _misread(units: Mapping[str, Unit]) -> Iterator[tuple[str, Misread]]:
    for name, unit in units.items():
        try:
            if unit.is_ is not None:
                measure(name, units)
        except Misread as error:
            yield name, error
