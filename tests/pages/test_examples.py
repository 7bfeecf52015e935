"""Worked examples on a calculator's page: their inputs as the calculator reads them."""

from pathlib import Path

import pytest

from playbook.load.handbook import load
from playbook.pages.rendering import pages
from tests.support.handbooks import bakery

CALCULATOR = """\
title: Loaves
description: How many loaves there are
lead: Fill in.
no_script: See the table.
sources: [BK-01]
fields:
  - {id: made, type: number, label: Made, sources: [BK-01], short: Made, unit: hours, minimum: 0, default: 2}
  - {id: kind, type: choice, label: Kind, sources: [BK-01], short: Kind, choices: [{id: rye, label: Rye bread}]}
  - {id: extras, type: choices, label: Extras, sources: [BK-01], short: Extras, choices: [{id: nuts, label: Nuts}]}
  - {id: sold, type: flag, label: Sold, sources: [BK-01], short: Sold, default: false}
  - {id: name, type: text, label: Name, sources: [BK-01], short: Name}
  - {id: day, type: date, label: Day, sources: [BK-01], short: Day}
  - {id: shops, type: table, label: Shops, sources: [BK-01], short: Shops, columns: [{id: town, type: text, label: T}]}
results: [{id: loaves, label: Loaves, unit: hours, main: true, formula: made * 2}]
examples: [{title: One, sources: [BK-01], inputs: {INPUT}}]
"""


def page_of(given: str, folder: Path, unit: str = "hours") -> str:
    """The page of a calculator with an example of these inputs."""
    bakery(folder)
    text = CALCULATOR.replace("{INPUT}", f"{{{given}}}").replace("unit: hours", f"unit: {unit}")
    (folder / "content/calculators/loaves.yml").write_text(text, encoding="utf-8")
    handbook = load(folder / "content", folder / "settings", folder)
    (page,) = [page for page in pages(handbook) if page.name == "calculators/loaves"]
    return page.text


def shown(given: str, folder: Path) -> str:
    """What the page says of the only input of an example."""
    examples = page_of(given, folder).partition('class="pb-examples"')[2]
    return examples.partition('<p class="pb-muted">')[2].partition("</p>")[0].strip()


@pytest.mark.parametrize("name", ["Made", "Kind", "Extras", "Sold", "Name", "Day", "Shops"])
def test_what_is_given_as_nothing_is_not_given(name: str, tmp_path: Path) -> None:
    for number, nothing in enumerate(('""', '" "')):
        said = shown(f"{name.lower()}: {nothing}", tmp_path / str(number))
        assert said.startswith(name) and said.endswith("not given"), said


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("made: 1.5", "1.5 h"),
        ('made: "1.50 h"', "1.5 h"),
        ("kind: [rye]", "Rye bread"),
        ("extras: nuts", "Nuts"),
        ("extras: []", "none"),
        ('sold: "yes"', "yes"),
        ('shops: "T\\nA\\n\\nB"', "2 rows"),
    ],
)
def test_what_is_given_in_any_way_is_shown_as_it_is_read(given: str, wanted: str, tmp_path: Path) -> None:
    assert wanted in shown(given, tmp_path)


@pytest.mark.parametrize(("made", "wanted"), [(0.5, "Rush"), (2, "4")])
def test_a_number_with_the_unit_level_is_a_level_or_a_number(made: float, wanted: str, tmp_path: Path) -> None:
    assert wanted in page_of(f"made: {made}", tmp_path, "level").partition('class="pb-examples"')[2]
