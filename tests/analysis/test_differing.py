"""How answers differ is found over classes of cells: the same as one finds by asking every cell of both versions."""

import json
from collections import Counter
from itertools import product
from random import Random
from typing import Any

import pytest

from calculators.analysis.differing import DECIDED, differing, shared
from calculators.analysis.draft import drafted
from calculators.analysis.spaces import joined
from calculators.cells import cells
from calculators.conditions import effective
from calculators.decision import caps, judge, verdict
from calculators.priority_score import points
from playbook.rules.knobs import knobs
from tests.support import drafts, handbooks


def _asked(rules: Any, case: Any) -> tuple[Any, ...]:
    answers = judge(case, rules)
    return verdict(answers, rules), *caps(case, answers, rules)


def _by_hand(before: Any, after: Any) -> dict[str, Counter[Any]]:
    """Return how many cells go from which answer to which, asked one by one."""
    found: dict[str, Counter[Any]] = {}
    fields, both = shared(before, after), joined((before, after))
    rest = {field["id"]: field.get("default") for field in after["fields"]}
    for picked in product(*(cells(field, both) for field in fields)) if "verdict" in after else ():
        case = {**rest, **dict(zip([field["id"] for field in fields], picked, strict=True))}
        for name, old, new in zip(DECIDED, _asked(before, case), _asked(after, case), strict=True):
            found.setdefault(name, Counter())[old, new] += old != new
    for old_factor, factor in zip(
        *(rules.get("points", {}).get("factors", ()) for rules in (before, after)), strict=True
    ):
        read = {
            name for each in (old_factor, factor) for item in each["items"] for when in item["when"] for name in when
        }
        used = [field for field in fields if field["id"] in read]
        for picked in product(*(cells(field, both) for field in used)):
            case = effective(
                {**rest, **dict(zip([field["id"] for field in used], picked, strict=True))}, after["fields"]
            )
            old, new = points(old_factor, case), points(factor, case)
            found.setdefault(factor["id"], Counter())[old, new] += old != new
    return found


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("starter", ["car", "helpdesk", "service"])
def test_classes_of_cells_say_what_the_cells_say(starter: str, seed: int) -> None:
    handbook = handbooks.started(starter)
    rules = json.loads(json.dumps(handbook.rules))
    tried = drafts.draft(Random(f"{starter}-{seed}"), handbook)
    after = drafted(rules, [knob.as_data() for knob in knobs(handbook)], tried)
    for name in rules:
        if rules[name].get("forms") or "points" in rules[name]:
            by_hand = _by_hand(rules[name], after[name])
            for answers in differing(rules[name], after[name]):
                groups = {(group.old, group.new): group.cells for group in answers.groups}
                assert groups == +by_hand[answers.answer], (name, answers.answer, tried)
                for group in answers.groups:
                    rest = {field["id"]: field.get("default") for field in after[name]["fields"]}
                    case = {**rest, **group.witness}
                    if answers.answer in DECIDED:
                        place = DECIDED.index(answers.answer)
                        said = tuple(_asked(each, case)[place] for each in (rules[name], after[name]))
                        assert said == (group.old, group.new)
