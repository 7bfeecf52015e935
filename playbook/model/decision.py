"""A decision as its writer describes it: the levels that it answers with, its forms, and the verdict they make.

A form is a way to write rules down. Rules refer to levels by id: the handbook's, or the decision's own.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from playbook.model.base import Amount, Cited, Colour, Figure, Id, Key, Model, RuledLevelId, Sourced, Text, template
from playbook.model.condition import Alternatives, Bands, When
from playbook.model.reference import Shape


class OwnLevel(Cited):
    """A level of one decision's own. `gives` are further results by id: numbers, as hours or an amount."""

    id: Id
    name: Text
    colour: Colour
    shape: Shape
    summary: Text | None = None
    gives: dict[Key, Figure] = Field(default_factory=dict)


class Rule(Sourced):
    """A condition and the level it leads to."""

    id: Id
    label: Text
    question: Text | None = None
    when: When
    level: RuledLevelId


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
    level: RuledLevelId


class Axis(Sourced):
    """A row or column of a matrix."""

    id: Id
    label: Text
    when: When


class Cell(Sourced):
    """What a matrix says for one row and column: a level, and where spending is limited the cap in yuan, the ROI."""

    row: Id
    column: Id
    level: RuledLevelId
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
    otherwise: RuledLevelId | None = None


class FirstMatch(Form):
    """Rules are tried in order; the first that holds wins."""

    type: Literal["first_match"]
    hit_policy: Literal["first"]
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    otherwise: RuledLevelId | None = None


class Graded(Form):
    """Each factor gets a grade; the grades are counted, first count that is reached wins."""

    type: Literal["graded"]
    hit_policy: Literal["count"]
    rows: Annotated[tuple[GradedRow, ...], Field(min_length=1)]
    counts: Annotated[tuple[Count, ...], Field(min_length=1)]
    otherwise: RuledLevelId | None = None


class Matrix(Form):
    """One row and one column hold; their cell answers."""

    type: Literal["matrix"]
    hit_policy: Literal["unique"]
    cell_label: Annotated[Text, template("row", "column")]
    rows: Annotated[tuple[Axis, ...], Field(min_length=1)]
    columns: Annotated[tuple[Axis, ...], Field(min_length=1)]
    cells: Annotated[tuple[Cell, ...], Field(min_length=1)]


class TableRow(Model):
    """A row of a full table: a band for each column, or `any`, and the level that it leads to."""

    when: Annotated[tuple[Bands, ...], Field(min_length=1)]
    level: RuledLevelId
    label: Text | None = None


class TableFile(Model):
    """A CSV file in the calculators' folder that holds the rows; its heading names the columns."""

    file: Annotated[str, Field(min_length=1)]


Written = Annotated[tuple[TableRow, ...], Field(min_length=1)]


class Rows(Form):
    """A full table: factors for columns, a rule in each row. It is written here or in a CSV file beside it.

    `unique`: one row holds in each case; `first`: the first that holds wins; `priority`: the most urgent of those.
    """

    type: Literal["rows"]
    hit_policy: Literal["unique", "first", "priority"]
    columns: tuple[Key, ...] = ()
    rows: Annotated[Written, BeforeValidator(lambda rows: rows, json_schema_input_type=Written | TableFile)]
    otherwise: RuledLevelId | None = None


AnyForm = Annotated[AnyOf | FirstMatch | Graded | Matrix | Rows, Field(discriminator="type")]


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
    """How the forms make one answer: the most urgent of some, or of all where none is named; the lower cap of some,
    with exceptions.
    """

    most_urgent_of: tuple[Id, ...] = ()
    spending: tuple[Id, ...] = ()
    full_cap_when: Alternatives = ()
    if_unknown: Supposed | None = None
    disagreements: tuple[Disagreement, ...] = ()
    waivers: tuple[AuditWaiver, ...] = ()
