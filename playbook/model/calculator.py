"""A calculator as its writer describes it: inputs, results, and the rules between them.

The inputs are described here once; the native call, the command line, the form, the permalink and the browser all use
this description.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from playbook.model.base import (
    CalculatorName,
    Figure,
    Given,
    Id,
    Key,
    Model,
    Number,
    PageName,
    Sourced,
    SourceIds,
    Template,
    Text,
)
from playbook.model.condition import When
from playbook.model.decision import AnyForm, OwnLevel, Verdict
from playbook.model.fields import InputField, Listing, ResultField


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

    One with `forms` is a decision; it answers with the handbook's levels, or with `levels` of its own, the most urgent
    first. `based_on` names a calculator whose fields and points this one uses, `reads` the lists of pages that it is
    computed from, `phrases` the sentences that it makes.
    """

    title: Text
    description: Text
    lead: Text
    no_script: Text
    fields: Annotated[tuple[InputField, ...], Field(min_length=1)]
    results: Annotated[tuple[ResultField, ...], Field(min_length=1)]
    levels: tuple[OwnLevel, ...] = ()
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

    @property
    def is_changeable(self) -> bool:
        """Whether it has rules, points or formulas, which can be tried otherwise."""
        return bool(self.forms or self.points or any(result.formula for result in self.results))

    @property
    def judged(self) -> Verdict | None:
        """How the forms make one answer: as described, or the most urgent of all; None where there are no forms."""
        if not self.forms:
            return None
        verdict = self.verdict or Verdict.model_construct(sources=self.sources)
        return verdict.model_copy(
            update={"most_urgent_of": verdict.most_urgent_of or tuple(form.id for form in self.forms)}
        )


def deciding(calculators: Mapping[str, Calculator]) -> dict[str, bool]:
    """Return the decisions among the calculators, each with whether it has levels of its own."""
    return {name: bool(each.levels) for name, each in calculators.items() if each.forms}


def levelled(decisions: Mapping[str, bool], chosen: str | None) -> str | None:
    """Return the decision that gives the handbook's level: the one that was chosen, or else the only one that can.

    `decisions` says of each whether it has levels of its own.
    """
    return chosen or next((name for name, has_own in decisions.items() if not has_own), None)


def ordered(decisions: Mapping[str, bool], chosen: str | None) -> list[str]:
    """Return the names of the decisions in their order: that of the handbook's level first. Arguments as above."""
    first = levelled(decisions, chosen)
    return sorted(decisions, key=lambda name: name != first)
