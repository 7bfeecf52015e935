"""Of one draft the lab's page, `playbook diff` and the handbook that it is put into say one thing."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from calculators.analysis.case_text import typed
from calculators.analysis.lab import answered
from calculators.analysis.truth_table import TruthTable
from calculators.inputs import parse
from playbook.errors import Problems
from playbook.model.handbook import Handbook
from playbook.rules.compare import difference
from playbook.rules.draft_edits import as_edited, edits
from playbook.rules.draft_file import read_draft
from playbook.rules.knobs import knobs
from playbook.rules.snapshot import taken
from tests.apply.test_random_drafts import config, written
from tests.support import drafts
from tests.support.drafted import EVERY, read
from tests.support.fuzzing import amount

TODAY = {"rules": None, "draft": None}


def in_the_page(handbook: Handbook, made: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """What the lab says, by calculator and answer: cells in all, and each class's cells and example."""
    rules = json.loads(json.dumps(handbook.rules))
    ask = {"ask": "effect", "knobs": [knob.as_data() for knob in knobs(handbook)], "before": TODAY}
    found = {}
    for name, each in rules.items():
        if each["forms"] or "points" in each:
            request = {**ask, "calculator": name, "after": {"rules": None, "draft": made}}
            for told in answered(request, rules)["answers"]:
                classes = [(group["cells"], group["inputs"]) for group in told["groups"]]
                found[name, told["answer"]] = (told["total"], classes)
    return {key: told for key, told in found.items() if told[1]}


def by_diff(before: Handbook, after: Handbook) -> dict[tuple[str, str], Any]:
    return {
        (each.calculator, each.answer): (
            each.total,
            [(group.cells, {name: typed(value) for name, value in group.witness.items()}) for group in each.groups],
        )
        for each in difference(taken(before), taken(after)).answers
        if each.changed
    }


@pytest.mark.fuzz
@pytest.mark.parametrize("name", ["car", "helpdesk-en"])
def test_page_diff_and_changed_handbook_say_one_thing(name: str, tmp_path: Path) -> None:
    folder = EVERY[name](tmp_path)
    handbook, chance, done = read(folder), Random(name), 0
    while done < amount(3, 50):
        made = drafts.draft(chance, handbook)
        found = read_draft(written(folder, handbook, made), handbook)
        try:
            changed = as_edited(config(folder), handbook, found, edits(config(folder), handbook, found))
        except Problems:  # what it would be is not sound
            continue
        assert in_the_page(handbook, made) == by_diff(handbook, changed)
        for decision in handbook.decisions:
            old, new = (TruthTable(each.rules[decision]) for each in (handbook, changed))
            for answers in difference(taken(handbook), taken(changed)).answers:
                if (answers.calculator, answers.answer) == (decision, "level"):
                    for group in answers.groups:
                        inputs = {name: typed(value) for name, value in group.witness.items()}
                        values = parse(inputs, changed.rules[decision])
                        verdicts = [table.outcomes[table.index(values)].verdict for table in (old, new)]
                        assert verdicts == [group.old, group.new]
        done += 1
