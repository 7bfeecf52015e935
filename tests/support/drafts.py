"""Drafts as somebody who tries things makes them: some numbers moved, some rules left out, some in another order."""

from random import Random
from typing import Any

from calculators.analysis.draft import drafted
from calculators.errors import InputError
from playbook.model.handbook import Handbook
from playbook.rules.knobs import knobs
from tests.support.drafted import lists


def draft(chance: Random, handbook: Handbook) -> dict[str, Any]:
    """Return a draft that can be put into the rules: numbers moved, rules left out, rules in another order."""
    known = knobs(handbook)
    while True:
        numbers = {}
        for knob in chance.sample(known, k=chance.randrange(min(4, len(known)))):
            moved = (
                round(knob.value * chance.choice((0.5, 0.9, 1.1, 1.25, 2)), 3) if knob.value else chance.choice((1, 5))
            )
            numbers[knob.id] = int(moved) if moved == int(moved) or knob.kind == "count" else moved
        off, order = [], {}
        for calculator, form, _, ids in lists(handbook):
            if chance.random() < 0.4:
                off += [f"{calculator}.{form}.{rule}" for rule in chance.sample(ids, k=min(2, len(ids) - 1))]
            if chance.random() < 0.4:
                order[f"{calculator}.{form}"] = chance.sample(ids, k=len(ids))
        made = {"numbers": numbers, "off": off, "order": order}
        try:
            drafted(handbook.rules, [knob.as_data() for knob in known], made)
        except InputError:
            continue
        if any(made.values()):
            return made
