"""What the templates show besides a page's own words: by page, made from the handbook once for all of them."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from calculators import working
from calculators.inputs import parse, said
from playbook.load import own_answers
from playbook.model.blocks.base import Block
from playbook.model.blocks.calculator import CalculatorBlock
from playbook.model.blocks.links import Links
from playbook.model.calculator import Calculator
from playbook.model.handbook import Handbook, behind
from playbook.model.page import Page, shown_blocks
from playbook.model.pages import CHANGES, DECIDE, LAB, PRINT, RULES, TRAINING, PageKind
from playbook.pages import contacts, decide, incidents, lab, sheets
from playbook.pages.navigation import matching
from playbook.rules import answer_table, changelog
from playbook.rules.case_address import address
from playbook.rules.report import Audit, report
from playbook.training import page_questions, question_pool

type Context = dict[str, Any]


class Shown:
    """A handbook with what several pages show of it."""

    def __init__(self, handbook: Handbook, audited: Mapping[str, Audit]) -> None:
        self.handbook, self.audited = handbook, audited

    def decided(self, names: Iterable[str]) -> Context:
        """Return these decisions as templates take them."""
        return {"decisions": {name: self.handbook.calculators[name] for name in names}, "rules_of": self.handbook.rules}

    def own_levels(self, name: str) -> Context:
        """Return the levels of a page about one decision, nothing where they are the handbook's."""
        own = self.handbook.calculators[name].levels
        return {"levels": {level.id: level for level in own}} if own else {}

    @cached_property
    def reports(self) -> dict[str, Any]:
        """The audit of each decision as data."""
        return {name: report(self.handbook, item) for name, item in self.audited.items()}

    @cached_property
    def answers(self) -> dict[str, Any]:
        """The table of answers of each calculator that can have one."""
        return answer_table.tables(self.handbook.rules)

    @cached_property
    def pool(self) -> dict[str, Any]:
        """The questions of the training."""
        return question_pool.pool(self.handbook)

    @cached_property
    def touched(self) -> list[dict[str, Any]]:
        """The boundaries whose questions the latest change of the rules touches."""
        return question_pool.changed(self.handbook, self.pool)

    @cached_property
    def sheets(self) -> Context:
        """What the sheets to print show."""
        return sheets.context(self.handbook, self.audited)

    def of(self, name: str, page: PageKind, head: Any) -> Context:
        """Return what the template of a page is given besides its words."""
        made = MADE[page.name](self, name, head) if page.name in MADE else {}
        guard = behind(name, self.handbook.guards)
        guarded = {page for page, other in self.guarded.items() if other != guard}
        inside = {page: head for page, head in self.handbook.inside(name).items() if page not in guarded}
        blocks = shown_blocks(head, self.handbook.pages) if isinstance(head, Page) else []
        if any(isinstance(block, CalculatorBlock) for block in blocks):
            made["answers_of"] = self.answers
        made["leads_inside"] = any(page in inside for page in linked(self.handbook, blocks))
        before = self.handbook.guards[guard] if guard and guard != name else None
        return {"inside": inside, "guarded": guarded, "guard": before, **made}

    @cached_property
    def guarded(self) -> dict[str, str]:
        """The pages behind a guard, each with that guard's page: lists of pages that stand elsewhere lack them."""
        found = {name: behind(name, self.handbook.guards) for name in self.handbook.every_page}
        return {name: guard for name, guard in found.items() if guard}


def linked(handbook: Handbook, blocks: Iterable[Block]) -> list[str]:
    """Return the pages to which blocks have links."""
    found = [block for block in blocks if isinstance(block, Links)]
    named = [link.page for block in found for link in block.links]
    return [*named, *(page for block in found for page in matching(handbook, block.pages))]


def _decide(shown: Shown, name: str, head: Any) -> Context:
    made = _rules(shown, name, head)
    trees = {name: decide.data(shown.handbook, shown.audited[name]) for name in made["decisions"]}
    return {"trees": trees, **made}


def _rules(shown: Shown, name: str, head: Any) -> Context:
    """Return the decision that a page is about: the first, or the one that it is named after."""
    _, inner, stem = name.partition("/")
    names = [stem] if inner else list(shown.handbook.decisions)[:1]
    levels = {key: value for each in names for key, value in shown.own_levels(each).items()}
    return {"reports": shown.reports, **shown.decided(names), **levels}


def _scripts(shown: Shown, name: str, head: Any) -> Context:
    return {"scripts": sorted(shown.handbook.scripts.items(), key=lambda item: item[1].order)}


def _calculator(shown: Shown, name: str, calculator: Calculator) -> Context:
    stem = name.rpartition("/")[2]
    rules = shown.handbook.rules[stem]
    labelled = {field.id: field.short for field in calculator.fields}
    labelled |= {result.id: result.label for result in calculator.results}
    examples = [
        {
            "example": example,
            "result": own_answers.calculate(stem, example.inputs, rules),
            "inputs": _as_read(example.inputs, rules),
            "hash": address(example.inputs),
        }
        for example in calculator.examples
    ]
    about = {"calculator": calculator, "id": stem, "rules": rules, "names": labelled, **shown.own_levels(stem)}
    about["formulas"] = working.formulas(rules)
    return about | {"examples": examples, "answers": shown.answers.get(stem)}


def _as_read(inputs: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return an example's inputs as the calculator reads them; None for what says nothing, whatever counts instead."""
    fields, values = {field["id"]: field for field in rules["fields"]}, parse(inputs, rules)
    return {name: None if said(fields[name], value) is None else values[name] for name, value in inputs.items()}


def _sheets(shown: Shown, name: str, head: Any) -> Context:
    return {"sheets": sheets.items(shown.handbook)}


def _sheet(shown: Shown, name: str, head: Any) -> Context:
    return {"item": next(item for item in sheets.items(shown.handbook) if item.page == name), **shown.sheets}


def _changes(shown: Shown, name: str, head: Any) -> Context:
    told = {"versions": changelog.versions(shown.handbook), "steps": changelog.steps(shown.handbook)}
    return told | {"drills": shown.touched}


MADE: Mapping[str, Callable[[Shown, str, Any], Context]] = {
    DECIDE: _decide,
    f"{DECIDE}/*": _decide,
    "levels": lambda shown, name, head: shown.decided(filter(None, [shown.handbook.levelled])),
    "scripts": _scripts,
    "contacts": lambda shown, name, head: contacts.context(shown.handbook),
    "incidents": lambda shown, name, head: incidents.context(shown.handbook, head),
    "calculators/*": _calculator,
    f"{TRAINING}/*": lambda shown, name, head: page_questions.lesson(shown.handbook, shown.pool, name),
    f"{TRAINING}/practice": lambda shown, name, head: page_questions.practice(shown.pool, shown.touched),
    f"{TRAINING}/exam": lambda shown, name, head: page_questions.exam(shown.pool),
    PRINT: _sheets,
    f"{PRINT}/*": _sheet,
    RULES: _rules,
    f"{RULES}/*": _rules,
    CHANGES: _changes,
    LAB: lambda shown, name, head: lab.context(shown.handbook),
}
"""The pages that show more than their own words, by their names in the registry."""
