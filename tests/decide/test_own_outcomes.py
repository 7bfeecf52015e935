"""A decision with outcomes of its own, written down in each of the five ways."""

from pathlib import Path

import pytest
import yaml

from calculators import calculate
from playbook.cli import starters
from playbook.load.handbook import load
from playbook.pages.rendering import pages
from playbook.rules.report import audits, problems
from tests.support.handbooks import edit, said

REFUND = """\
title: Refund
description: How much money comes back
lead: Fill in what you know.
no_script: Ask the office.
fields:
  - {id: state, type: choice, label: State, short: State, default: used, worse: listed_first,
     choices: [{id: broken, label: Broken}, {id: used, label: Used}]}
  - {id: loyal, type: flag, label: Often here, short: Often, default: false}
results:
  - {id: level, label: Refund, unit: level, main: true}
  - {id: share, label: Share, unit: percent}
levels:
  - {id: full, name: All of it, colour: "#b3261e", shape: square, gives: {share: 100}}
  - {id: half, name: Half, colour: "#1a5fb4", shape: circle, gives: {share: 50}}
"""
FORMS = {
    "any_of": """\
{id: f, type: any_of, hit_policy: priority, title: F, otherwise: half, rules: [
  {id: broken, label: Broken, when: {state: broken}, level: full}, {id: o, label: O, when: {loyal: true}, level: full}]}
""",
    "first_match": """\
{id: f, type: first_match, hit_policy: first, title: F, otherwise: half, rules: [
  {id: broken, label: Broken, when: {state: broken}, level: full}, {id: o, label: O, when: {loyal: true}, level: full}]}
""",
    "graded": """\
{id: f, type: graded, hit_policy: count, title: F, otherwise: half, rows: [
  {factor: state, label: State, grades: [{grade: 1, bands: broken}, {grade: 2, bands: used}]},
  {factor: loyal, label: Often, grades: [{grade: 1, bands: true}, {grade: 2, bands: false}]}],
  counts: [{label: One, grade: 1, at_least: 1, level: full}]}
""",
    "matrix": """\
{id: f, type: matrix, hit_policy: unique, title: F, cell_label: "{row}, {column}",
  rows: [{id: b, label: Broken, when: {state: broken}}, {id: u, label: Used, when: {state: used}}],
  columns: [{id: o, label: Often, when: {loyal: true}}, {id: s, label: Seldom, when: {loyal: false}}],
  cells: [{row: b, column: o, level: full}, {row: b, column: s, level: full},
    {row: u, column: o, level: full}, {row: u, column: s, level: half}]}
""",
    "rows": """\
{id: f, type: rows, hit_policy: unique, title: F, columns: [state, loyal], rows: [
  {when: [broken, any], level: full}, {when: [used, true], level: full}, {when: [used, false], level: half}]}
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    starters.start(starters.chosen("minimal", "en"), tmp_path / "new")
    return tmp_path / "new"


def written(folder: Path, form: str) -> Path:
    file = folder / "content/calculators/refund.yml"
    file.write_text(REFUND + yaml.safe_dump({"forms": [yaml.safe_load(FORMS[form])]}), encoding="utf-8")
    return file


@pytest.mark.parametrize("form", FORMS)
def test_each_way_to_decide_answers_and_is_shown(form: str, folder: Path) -> None:
    written(folder, form)
    handbook = load(folder / "content", folder / "settings", folder)
    audited = audits(handbook)
    assert problems(handbook, audited) == []
    for state, loyal, level, share in [
        ("broken", False, "full", 100),
        ("used", True, "full", 100),
        ("used", False, "half", 50),
    ]:
        found = calculate("refund", {"state": state, "loyal": loyal}, handbook.rules["refund"])
        assert (found["level"], found["share"]) == (level, share)
    text = {page.name: page.text for page in pages(handbook, audited=audited)}
    for name in ("calculators/refund", "decide/refund", "rules/refund"):
        assert "All of it" in text[name]


WHATEVER = "{{type: rows, hit_policy: unique, columns: [state, loyal], rows: [{{when: [any, any], level: {}}}]}}"
SENTENCES = [
    ([FORMS["rows"]], ["According to F: Half.", "F, row 3: State Used; Often no -> Half."]),
    ([WHATEVER.format("half")], ["According to F: Half.", "F, row 1: whatever the case -> Half."]),
    ([FORMS["any_of"], FORMS["rows"]], ["F, G all say Half.", "F: nothing holds -> Half."]),
    ([FORMS["any_of"], WHATEVER.format("full")], ["According to G: All of it.", "F: nothing holds -> Half."]),
]


@pytest.mark.parametrize(("forms", "wanted"), SENTENCES, ids=["one", "whatever", "both", "the most urgent"])
def test_what_is_said_of_an_answer_fits_how_many_say_it(forms: list[str], wanted: list[str], folder: Path) -> None:
    made = [
        {**yaml.safe_load(form), "id": name, "title": name.upper()} for form, name in zip(forms, "fg", strict=False)
    ]
    described = yaml.safe_dump({"forms": made, "verdict": {"most_urgent_of": [form["id"] for form in made]}})
    (folder / "content/calculators/refund.yml").write_text(REFUND + described, encoding="utf-8")
    handbook = load(folder / "content", folder / "settings", folder)
    reasons = calculate("refund", {}, handbook.rules["refund"])["reasons"]
    assert [each["text"] for each in reasons][:2] == wanted


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("gives: {share: 50}", "gives: {shere: 50}", ":14:70: expected a result of this calculator, got 'shere'"),
        (", gives: {share: 50}", "", ":14:5: expected share in 'gives', as other levels have, got none"),
    ],
)
def test_what_outcomes_give_is_shown_and_given_by_each(old: str, new: str, wanted: str, folder: Path) -> None:
    edit(written(folder, "rows"), old, new)
    assert [line for line in said(folder) if wanted in line], said(folder)
