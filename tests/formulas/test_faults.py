"""Formulas that are wrong: each fault at its line and its column within the formula, in words."""

import os
from pathlib import Path

import pytest

from playbook.source import document
from tests.formulas.handbook import CALCULATOR, FOLDER, with_formulas
from tests.support import handbooks
from tests.support.browser import ROOT

COMPUTED = "calculators/roi.yml"
CLASSES = "calculators/abc-class.yml"
# Faults of what the small handbook does not have.
OTHERS = [
    (COMPUTED, "- {id: bonus,", "- {id: bonuses,", "expected an input, a result or a figure, got 'bonus'"),
    (COMPUTED, "maximum: 100, default: 0", "maximum: 100, default: 101", "expected a number from 0 to 100, got 101"),
    (
        COMPUTED,
        "minimum: 0, maximum: 100, default: 0",
        "minimum: 1, default: 0",
        "expected a number of at least 1, got 0",
    ),
    (
        COMPUTED,
        "minimum: 0, maximum: 100, default: 0",
        "maximum: 9, default: 10",
        "expected a number of at most 9, got 10",
    ),
    (COMPUTED, "maximum: 100, default: 0", "maximum: -1, default: 0", "expected a number not below the minimum, 0"),
    (COMPUTED, "maximum: 100, default: 0", "maximum: 100", "is shown of churn_avoided where churn_before is not given"),
    (CLASSES, "{id: year,", "{id: week,", "expected a choice of period, got 'year'"),
    (CLASSES, "id: monthly_demand", "id: monthly", "expected a formula for monthly_demand, which"),
    ("calculators/quota.yml", "    default: quarter_quota\n", "", "expected a number with a default, or required"),
    ("calculators/quota.yml", "999, required: true}", "999}", "expected a column cost with a default, or required"),
    (
        COMPUTED,
        "text: 净 ROI 可与投入矩阵的预期比较。",
        'text: "{costs}"',
        "expected an input or result between braces, got 'costs'",
    ),
    (
        CLASSES,
        "    required: true\n",
        "",
        "expected a formula that has a value where demand is not",
    ),
    (
        "calculators/quota.yml",
        "    columns:",
        "    columns_of: quota\n    columns:",
        "expected a kept table, or a calculator",
    ),
]
GOLDEN = ROOT / "tests/golden/errors/formulas.txt"


def test_what_faults_of_formulas_say(tmp_path: Path) -> None:
    now = ""
    for number, fault in enumerate(document.read(FOLDER / "faults.yml").data):
        folder = with_formulas(tmp_path / str(number))
        handbooks.edit(folder / fault.get("file", CALCULATOR), fault["old"], fault["new"])
        now += "\n".join([f"# {fault['name']}", *handbooks.said(folder), "", ""])
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(now, encoding="utf-8")
    assert now == GOLDEN.read_text(encoding="utf-8")
    assert "(nothing)" not in now


@pytest.mark.parametrize(("file", "old", "new", "part"), OTHERS, ids=[other[2] for other in OTHERS])
def test_faults_of_modules_and_formulas(file: str, old: str, new: str, part: str, tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    path = folder / handbooks.CONTENT / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert part in handbooks.problems(folder)[0]


def test_formulas_of_another_trade_are_sound(tmp_path: Path) -> None:
    assert handbooks.said(with_formulas(tmp_path)) == ["(nothing)"]


# Formulas whose alternatives need what those before them leave.
SOUND = [
    "[{when: {vendor: {at_most: 0}}, formula: 0}, {formula: rush_cap * rush_cap / vendor}]",
    "[{when: {saved: not_given}, formula: vendor}, {formula: saved * rate}]",
    "[{when: {vendor: {below: 3}}, formula: vendor}, {when: {vendor: {at_least: 3}}, formula: 2 * vendor}]",
    "[{when: {kind: once}, formula: vendor}, {when: {kind: often}, formula: 2 * vendor}]",
    "[{when: {saved: {at_least: 1}}, formula: saved * rate}, {formula: vendor}]",
    "[{when: [{saved: not_given}, {vendor: {at_most: 0}}], formula: 0}, {formula: saved * rate / (vendor / rush_cap)}]",
    "[{when: {kind: once}, formula: 0}, {when: {kind: often, vendor: {at_most: 0}}, formula: 0}, "
    "{formula: rush_cap * rush_cap / vendor}]",
    "vendor / floor(1 + overtime / soon_hours)",
    "vendor / ceil(soon_hours / soon_hours / 3)",
    "[{when: {kind: [once, often]}, formula: vendor}, {formula: 0}]",
]


@pytest.mark.parametrize("formula", SOUND)
def test_an_alternative_knows_what_those_before_it_leave(formula: str, tmp_path: Path) -> None:
    folder = with_formulas(tmp_path)
    handbooks.edit(folder / CALCULATOR, "vendor + overtime * rate", formula)
    assert handbooks.said(folder) == ["(nothing)"]
