"""A calculator as its writer describes it: inputs, results, and the rules between them.

The inputs are described here once; the native call, the command line, the form, the permalink and the browser all use
this description.
"""

from typing import Annotated, Literal

from pydantic import Field

from playbook.model.base import (
    Amount,
    CalculatorName,
    Figure,
    Given,
    Id,
    Key,
    LevelId,
    Model,
    Number,
    PageName,
    Sourced,
    SourceIds,
    Template,
    Text,
    template,
)
from playbook.model.condition import Alternatives, Bands, When
from playbook.model.fields import InputField, Listing, ResultField


class Rule(Sourced):
    """A condition and the level it leads to."""

    id: Id
    label: Text
    question: Text | None = None
    when: When
    level: LevelId


class Grade(Model):
    """The bands of one factor that earn a grade."""

    grade: Annotated[int, Field(ge=1)]
    bands: Bands


class GradedRow(Sourced):
    """One factor of a graded table."""

    factor: Key
    label: Text
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]


class Count(Model):
    """So many factors of one grade make a level."""

    label: Text
    grade: int
    at_least: Annotated[int, Field(ge=1)]
    level: LevelId


class Axis(Sourced):
    """A row or column of a matrix."""

    id: Id
    label: Text
    when: When


class Cell(Sourced):
    """What a matrix says for one row and column; the cap, in yuan, and the ROI in percent where it limits spending."""

    row: Id
    column: Id
    level: LevelId
    cost_cap: Amount | None = None
    roi: Text | None = None


class Form(Sourced):
    """What every form of a decision has."""

    id: Id
    title: Text
    note: Text | None = None


class AnyOf(Form):
    """Every rule is tried; the most urgent level wins."""

    type: Literal["any_of"]
    hit_policy: Literal["priority"]
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    otherwise: LevelId | None = None


class FirstMatch(Form):
    """Rules are tried in order; the first that holds wins."""

    type: Literal["first_match"]
    hit_policy: Literal["first"]
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    otherwise: LevelId | None = None


class Graded(Form):
    """Each factor gets a grade; the grades are counted, first count that is reached wins."""

    type: Literal["graded"]
    hit_policy: Literal["count"]
    rows: Annotated[tuple[GradedRow, ...], Field(min_length=1)]
    counts: Annotated[tuple[Count, ...], Field(min_length=1)]
    otherwise: LevelId | None = None


class Matrix(Form):
    """One row and one column hold; their cell answers."""

    type: Literal["matrix"]
    hit_policy: Literal["unique"]
    cell_label: Annotated[Text, template("row", "column")]
    rows: Annotated[tuple[Axis, ...], Field(min_length=1)]
    columns: Annotated[tuple[Axis, ...], Field(min_length=1)]
    cells: Annotated[tuple[Cell, ...], Field(min_length=1)]


AnyForm = Annotated[AnyOf | FirstMatch | Graded | Matrix, Field(discriminator="type")]


class Supposed(Model):
    """The value that an unknown factor is tried with, to say what would follow if it were so."""

    factor: Key
    value: Figure


class Disagreement(Sourced):
    """Why one class of cases is decided as it is: those that only the forms `decided_by` rate as urgently as it is."""

    decided_by: Annotated[tuple[Id, ...], Field(min_length=1)]
    reason: Text


class AuditWaiver(Model):
    """A finding of the audit that is accepted: its kind, the form and the rule or factor, and why."""

    finding: Literal["never_fires", "never_matters", "milder"]
    form: Id
    name: str
    reason: Text


class Verdict(Sourced):
    """How the forms make one answer: the most urgent of some; the lower cap of some, with exceptions."""

    most_urgent_of: Annotated[tuple[Id, ...], Field(min_length=1)]
    spending: tuple[Id, ...] = ()
    full_cap_when: Alternatives = ()
    if_unknown: Supposed | None = None
    disagreements: tuple[Disagreement, ...] = ()
    waivers: tuple[AuditWaiver, ...] = ()


class PointsItem(Model):
    """Points for a condition."""

    label: Text
    when: When
    points: Figure


class PointsFactor(Sourced):
    """One factor of a points table. `unique`: the one item that holds counts; `sum`: all that hold, up to the cap."""

    id: Key
    label: Text
    weight: Figure
    hit_policy: Literal["unique", "sum"]
    cap: Figure | None = None
    logic: Text | None = None
    items: Annotated[tuple[PointsItem, ...], Field(min_length=1)]


class Points(Sourced):
    """A points table: factors with weights in percent that add up to 100."""

    note: Text | None = None
    factors: Annotated[tuple[PointsFactor, ...], Field(min_length=1)]


class Step(Model):
    """A sentence beside a calculation's formulas. `text` shows inputs and results as {id}."""

    id: Key
    text: Template
    needs: Key | None = None
    when_negative: Key | None = None
    when_zero: Key | None = None
    sources: SourceIds = ()


class Example(Sourced):
    """A worked case shown on the page: its inputs, and where the source's own figure differs, that figure."""

    title: Text
    inputs: dict[Key, Given]
    source_says: Text | None = None
    note: Text | None = None


class Benchmark(Model):
    """A result held against a figure of a page; `times` brings the figure's unit to the result's."""

    result: Key
    page: PageName
    metric: Id
    times: Number = 1


class Calculator(Sourced):
    """calculators/NAME.yml.

    `based_on` names a calculator whose fields and points this one uses, `reads` the lists of pages that it is computed
    from, `phrases` the sentences that it makes.
    """

    title: Text
    description: Text
    lead: Text
    no_script: Text
    fields: Annotated[tuple[InputField, ...], Field(min_length=1)]
    results: Annotated[tuple[ResultField, ...], Field(min_length=1)]
    forms: tuple[AnyForm, ...] = ()
    verdict: Verdict | None = None
    points: Points | None = None
    based_on: CalculatorName | None = None
    reads: dict[Key, Listing] = Field(default_factory=dict)
    benchmarks: tuple[Benchmark, ...] = ()
    phrases: dict[Key, Template] = Field(default_factory=dict)
    working: tuple[Step, ...] = ()
    examples: tuple[Example, ...] = ()
    notes: tuple[Text, ...] = ()
