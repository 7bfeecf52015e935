"""Drafts as somebody who tries things makes them: some numbers moved, some rules left out, some in another order."""

from random import Random
from typing import Any

from calculators.analysis.draft import IN_ORDER, LISTS, drafted
from calculators.errors import InputError
from playbook.model.handbook import Handbook
from playbook.rules.knobs import Knob, knobs

MOVES = (0.5, 0.8, 0.9, 1.1, 1.5, 2)


def draft(chance: Random, handbook: Handbook) -> dict[str, Any]:
    """Return a draft that can be put into the handbook's rules."""
    known = knobs(handbook)
    while True:
        made = _draft(chance, handbook, known)
        try:
            drafted(handbook.rules, [knob.as_data() for knob in known], made)
        except InputError:
            continue
        return made


def _draft(chance: Random, handbook: Handbook, known: list[Knob]) -> dict[str, Any]:
    moved = chance.sample(known, k=min(len(known), chance.choice((0, 1, 1, 2, 3))))
    made: dict[str, Any] = {"numbers": {knob.id: _moved(chance, knob) for knob in moved}, "off": [], "order": {}}
    for name, rules in handbook.rules.items():
        for form in rules["forms"]:
            if form["type"] in LISTS and chance.random() < 0.3:
                ids = [rule.get("id", rule.get("factor")) for rule in form[LISTS[form["type"]]]]
                made["off"].append(f"{name}.{form['id']}.{chance.choice(ids)}")
            elif form["type"] in IN_ORDER and chance.random() < 0.3:
                made["order"][f"{name}.{form['id']}"] = chance.sample(
                    [rule["id"] for rule in form["rules"]], k=len(form["rules"])
                )
    return made if made["numbers"] or made["off"] or made["order"] else _draft(chance, handbook, known)


def _moved(chance: Random, knob: Knob) -> int | float:
    number = round(knob.value * chance.choice(MOVES), 2) if knob.value else chance.choice((1, 5, 500))
    return int(number) if number == int(number) else number
