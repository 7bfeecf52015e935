"""Levels that limit neither time nor cost: a trade may have no such thing."""

import re
import shutil
from pathlib import Path

import pytest

from calculators import calculate
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.pages import incidents
from playbook.pages.rendering import pages
from playbook.pages.workbooks import workbooks
from tests.support.browser import ROOT
from tests.support.handbooks import edit, said

LIMITS = ("find_within_hours", "deliver_within_hours", "update_every_hours", "cost_cap_yuan", "cost_note", "means")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The small handbook with nothing in its levels but what they are, and nothing anywhere of what is spent."""
    shutil.copytree(ROOT / "tests/bakery", tmp_path, ignore=shutil.ignore_patterns("schemas"), dirs_exist_ok=True)
    for name, pattern in {
        "levels": rf"    (?:{'|'.join(LIMITS)}):.*\n",
        "calculators/response-level": r"  - \{id: (?:find|deliver|cost|advised)\w+, .*\n|  spending: .*\n"
        r"|, cost_cap: \w+|, roi: [^,}]+",
        "sop": r"    limits: .*\n",
        "drills/response-level": r"^spending:\n(?:  .*\n)+",
    }.items():
        file = tmp_path / f"content/{name}.yml"
        file.write_text(re.sub(pattern, "", file.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    return tmp_path


def read(folder: Path) -> Handbook:
    return load(folder / "content", folder / "settings", folder)


def test_nothing_is_said_of_what_levels_do_not_limit(bare: Path) -> None:
    handbook = read(bare)
    found = calculate("response-level", {"loaves": 50, "hours_left": 1}, handbook.rules["response-level"])
    assert found["level"] == 1
    assert not {key for key in found if "hours" in key or "cap" in key}
    shown = {page.name: page.text for page in pages(handbook)}
    labels = handbook.interface.labels
    for name in ("levels", "decide", "calculators/response-level", "print/wall"):
        text = re.sub("(?s)<script.*?</script>|<template.*?</template>", "", shown[name])
        for label in (labels.deliver_within, labels.find_within, labels.cost_cap, labels.means):
            assert label not in text, (name, label)
    assert handbook.incidents
    assert {plan["cap_yuan"] for plan in incidents.context(handbook, handbook.incidents)["data"]["plans"]} == {None}
    assert workbooks(handbook)


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("levels", '    colour: "#ffe680"', '    colour: "#ffe680"\n    cost_cap_yuan: 0', "levels.yml:2:5: "),
        (
            "calculators/response-level",
            "results:",
            "results:\n  - {id: cost_cap_yuan, label: Cap, unit: yuan}",
            ":19:10: ",
        ),
    ],
)
def test_a_limit_of_some_levels_only_is_told(bare: Path, file: str, old: str, new: str, place: str) -> None:
    edit(bare / f"content/{file}.yml", old, new)
    assert [line for line in said(bare) if place in line], said(bare)
