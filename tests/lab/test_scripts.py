"""A draft as a file, a replay's totals: what the page's scripts write and add up, Python reads and adds up as well."""

import random
from pathlib import Path
from typing import Any

from calculators.analysis import replay
from playbook.source.document import read
from tests.support.browser import SOURCES
from tests.support.handbooks import rules
from tests.support.node import answering

NAMES = (
    "vip_ltv",
    "yes",
    "on",
    "priority-score.waiting.waiting_days.4",
    "response-level.tree",
    "1",
    "null",
    "a-b",
    "高",
)


def imported(file: str, names: str) -> str:
    return f'import {{ {names} }} from "{(SOURCES / "lab" / file).as_posix()}";'


def test_every_draft_is_read_as_it_was_written(tmp_path: Path) -> None:
    chance = random.Random(1)
    function = "({ draft, mark, today }) => yamlOf(draft, { mark, comment: 'What\\nit: is', valueOf: () => today })"
    with answering(imported("yaml.js", "yamlOf"), function, tmp_path) as written:
        for _ in range(200):
            names = chance.sample(NAMES, 4)
            numbers = {name: chance.choice((0, -3, 0.25, 1e21, 1e-7, 123456.789, 80000)) for name in names[:2]}
            off, order = names[: chance.randrange(3)], {names[3]: chance.sample(NAMES, 3)}
            mark = chance.choice(("3fae12bc", "12345678", "123e4567", "00000012"))
            text = written({"draft": {"numbers": numbers, "off": off, "order": order}, "mark": mark, "today": 5})
            assert text.startswith("# What\n# it: is\n")
            file = tmp_path / "draft.yml"
            file.write_text(text, encoding="utf-8")
            found = read(file).data
            assert found["mark"] == mark
            assert found["numbers"] == {name: {"from": 5, "to": number} for name, number in numbers.items()}
            assert found.get("off", ()) == tuple(sorted(off))
            assert found["order"] == {name: tuple(ids) for name, ids in order.items()}


def test_what_is_not_changed_is_not_written(tmp_path: Path) -> None:
    function = "(draft) => yamlOf(draft, { mark: 'ab', comment: 'x', valueOf: () => 0 })"
    with answering(imported("yaml.js", "yamlOf"), function, tmp_path) as written:
        assert written({"numbers": {}, "off": [], "order": {}}) == "# x\nmark: ab\n"


def cases(chance: random.Random, count: int) -> list[dict[str, Any]]:
    """Cases of which some lack an input, and some have one that nobody can read."""
    found = []
    for row in range(count):
        given = {
            "ltv": chance.choice(("", "90000", "20000", "many")),
            "deadline_hours": chance.choice(("", "24", "80")),
        }
        given |= {"safety": chance.choice(("high", "low")), "publicity": "low", "business": "low", "situation": "none"}
        if chance.random() < 0.2:
            del given["situation"]
        found.append({"row": row, "inputs": given})
    return found


def test_parts_of_a_replay_add_up_as_in_python(tmp_path: Path) -> None:
    chance, before = random.Random(2), rules()["response-level"]
    after = {**before, "levels": [{**level, "cost_cap_yuan": 77.7} for level in before["levels"]]}
    parts = [replay.replayed("response-level", before, after, cases(chance, 40))["totals"] for _ in range(4)]
    with answering(imported("totals.js", "added, countsOf"), "(parts) => parts.reduce(added, null)", tmp_path) as added:
        found = added(parts)
    wanted = parts[0]
    for part in parts[1:]:
        wanted = replay.added(wanted, part)
    assert {key: found[key] for key in replay.COUNTS} == {key: wanted[key] for key in replay.COUNTS}
    assert found["missing"] == wanted["missing"]
    assert found["sums"] == {
        name: {side: each[side] for side in ("before", "after")} for name, each in wanted["sums"].items()
    }
    assert sum(each["count"] for each in found["levels"]) == sum(each["count"] for each in wanted["levels"]) > 0
