"""Drills as their writer describes them: how a case is told, what is asked, and how a mistake is explained."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import (
    CalculatorName,
    Given,
    Key,
    Model,
    PageName,
    Quantity,
    RulingIds,
    ScriptName,
    Sourced,
    Text,
    template,
)
from playbook.model.condition import When

Words = Annotated[tuple[Text, ...], Field(min_length=1)]
Told = Annotated[Text, template("value")]
Mark = Annotated[str, Field(min_length=1)]  # as it is written: in English a space belongs to it


class Phrase(Model):
    """Ways to say one input's value, {value} being its words. `when` limits them to some cases; no way: left unsaid."""

    when: When | None = None
    say: tuple[Told, ...]


class Skill(Model):
    """What every kind of question has: its name, the page to read, and ways to ask."""

    title: Text
    page: PageName | None = None
    questions: Words
    read: Annotated[Text, template("label", "value", "band", "answer")]
    """A wrong answer from taking `value` for one in `band`."""


class LevelSkill(Skill):
    """Which level? Explanations of answers that are wrong for another reason than one input misread."""

    form: Annotated[Text, template("form", "answer", "right")]
    count: Annotated[Text, template("form", "grade", "needed", "found", "answer")]
    milder: Annotated[Text, template("answer", "right")]
    stricter: Annotated[Text, template("answer", "right")]


class SpendingSkill(Skill):
    """May this be spent? {amount} in the questions is what it costs; the amounts are multiples of `step`, in yuan."""

    questions: Annotated[tuple[Annotated[Text, template("amount")], ...], Field(min_length=1)]
    step: Annotated[Quantity, Field(gt=0)]
    yes: Text
    no: Text
    cap: Annotated[Text, template("cap")]
    lower: Text
    full: Text
    allowed: Annotated[Text, template("amount", "cap")]
    refused: Annotated[Text, template("amount", "cap")]
    no_cap: Annotated[Text, template("amount")]
    inside: Annotated[Text, template("amount", "cap")]
    at_cap: Annotated[Text, template("amount", "cap")]
    at_zero: Annotated[Text, template("amount", "cap")]
    own_cap: Annotated[Text, template("amount", "own", "cap")]
    full_cap: Annotated[Text, template("amount", "rated", "cap")]
    rulings: RulingIds = ()


Ranked = Annotated[Text, template("first", "second")]


class RankingBoundaries(Model):
    """What the boundaries are called that are none of an input: ties, the weights, a factor's cap."""

    tie_waiting: Text
    tie_request: Text
    weighted: Text
    capped: Annotated[Text, template("label", "cap")]


class PrioritySkill(Skill):
    """Which of two customers first? The `first` comes before the `second`; `hours` are those of requests, early first.

    `waiting` is the input that says how long a customer has waited.
    """

    read: Annotated[Text, template("name", "label", "value", "band", "answer")]
    waiting: Key
    names: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]
    customer: Annotated[Text, template("name", "story")]
    request: Annotated[Text, template("hour")]
    hours: Annotated[tuple[Text, ...], Field(min_length=2)]
    boundaries: RankingBoundaries
    score: Annotated[Text, template("name", "score", "points")]
    point: Annotated[Text, template("label", "points")]
    ahead: Ranked
    tie_waiting: Ranked
    tie_request: Ranked
    capped: Annotated[Text, template("first", "second", "label", "cap")]
    weighted: Ranked
    rulings: RulingIds = ()


Sentences = Annotated[tuple[Annotated[tuple[Key, ...], Field(min_length=1)], ...], Field(min_length=1)]


class Story(Sourced):
    """drills/NAME.yml: how cases of the calculator NAME are told, in sentences of inputs, and what is asked of them.

    `steps` says how far from a cut point a number near it lies. `rest` stands for what is left unsaid.
    """

    sentences: Sentences
    joint: Mark
    stop: Mark
    rest: tuple[Text, ...] = ()
    steps: dict[Key, Annotated[Quantity, Field(gt=0)]]
    telling: dict[Key, Annotated[tuple[Phrase, ...], Field(min_length=1)]]
    level: LevelSkill | None = None
    spending: SpendingSkill | None = None
    priority: PrioritySkill | None = None

    @property
    def skills(self) -> dict[str, Skill]:
        """What is asked, by skill."""
        asked = {"level": self.level, "spending": self.spending, "priority": self.priority}
        return {name: skill for name, skill in asked.items() if skill}


class FactValue(Model):
    """A value of a fact: what explanations call it, and ways to say it.

    `inputs` is what it says of the calculator's inputs: the level is then at least as urgent as they make it. Beside a
    value that stands `alone` nothing else is said.
    """

    id: Key
    label: Text
    say: Words
    alone: bool = False
    inputs: dict[Key, Given] = Field(default_factory=dict)


class ScriptFact(Model):
    """One of the things that decide which script fits."""

    id: Key
    values: Annotated[tuple[FactValue, ...], Field(min_length=2)]


class Fit(Model):
    """The values of facts that a script needs. Which levels it serves stands in the script itself."""

    script: ScriptName
    needs: Annotated[dict[Key, Annotated[tuple[Key, ...], Field(min_length=1)]], Field(min_length=1)]


class ScriptDrill(Sourced):
    """script-drill.yml: situations made of facts, told in sentences of facts. The fact `level` is there by itself.

    `calculator` says which levels go with a value that has `inputs`.
    """

    title: Text
    page: PageName | None = None
    calculator: CalculatorName
    questions: Words
    sentences: Sentences
    joint: Mark
    stop: Mark
    level: Annotated[Text, template("level")]
    either: Text
    facts: Annotated[tuple[ScriptFact, ...], Field(min_length=1)]
    fits: Annotated[tuple[Fit, ...], Field(min_length=2)]
    right: Annotated[Text, template("script", "facts")]
    wrong: Annotated[Text, template("script", "needed", "value")]
