"""In Chromium: the tree's script is the verdict on every cell; the source's tree and the audit show what they say."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculators.analysis.case_text import typed
from tests.support.browser import DESKTOP, PHONE, OpenPage, offer_sources
from tests.support.decided import shipped

WALK_ALL = """
async ([script, cases]) => {
  const { answersOf, walk } = await import(new URL(script, location.href));
  const data = JSON.parse(document.querySelector("playbook-decide script").textContent);
  return cases.map((values) => {
    const { steps, node } = walk(data, answersOf(data, new Map(Object.entries(values))));
    return [data.nodes[node].level ?? null, steps.length];
  });
}
"""
CELLS = """
async ([script, texts]) => {
  const { cellOf } = await import(new URL(script, location.href));
  const data = JSON.parse(document.querySelector("playbook-decide script").textContent);
  return texts.map(([id, text]) => cellOf(data.factors.find((factor) => factor.id === id), text));
}
"""


def test_the_browsers_answer_is_the_verdict_on_every_cell(desktop: Page) -> None:
    offer_sources(desktop)
    desktop.goto("decide/")
    table = shipped()[1].table
    cases = [{name: typed(value) for name, value in table.case(index).items()} for index in table.outcomes]
    answers = desktop.evaluate(WALK_ALL, ["../script-sources/decide/tree-path.js", cases])
    wrong = [
        (case, answer, outcome.verdict)
        for case, (answer, _), outcome in zip(cases, answers, table.outcomes.values(), strict=True)
        if answer != outcome.verdict
    ]
    assert wrong == []
    assert max(taps for _, taps in answers) == shipped()[1].tree.most <= 6


def test_the_browsers_cells_are_those_of_the_truth_table(desktop: Page) -> None:
    offer_sources(desktop)
    desktop.goto("decide/")
    table = shipped()[1].table
    asked: list[list[str]] = []
    wanted: list[int | None] = []
    for field, values in zip(table.fields, table.cells, strict=True):
        asked += [[field["id"], typed(value)] for value in values]
        wanted += range(len(values))
    asked += [["ltv", text] for text in ("99999.99", "100000.01", "100000.0", "-1", "1e5", "abc", " ", "9" * 16, "1.")]
    axis = [field["id"] for field in table.fields].index("ltv")
    below, above = (place for place, value in enumerate(table.cells[axis]) if value in (75000, 150000))
    wanted += [below, above, below + 1, None, None, None, None, None, 1]
    assert desktop.evaluate(CELLS, ["../script-sources/python/cells.js", asked]) == wanted


def test_the_source_view_says_what_it_misses(desktop: Page) -> None:
    desktop.goto("decide/")
    missed = sum(outcome.levels[1] != outcome.verdict for outcome in shipped()[1].table.outcomes.values())
    expect(desktop.locator("#tree-misses ~ .pb-note").first).to_contain_text(f"{missed} 种")
    expect(desktop.locator("#tree-misses ~ .pb-examples > li")).to_have_count(3)


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_audit_opens_its_cases_in_the_calculator(device: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page(**device)
    page.goto("rules/")
    assert page.evaluate("document.documentElement.scrollWidth") <= device["viewport"]["width"]
    first = page.locator(".pb-class").first
    expect(first).to_contain_text("653 种")
    first.locator(".pb-fill a").click()
    expect(page.locator('[data-result="level"]')).to_have_attribute("data-value", "1")
    changes = page.locator('[data-part="changes"] li')
    expect(changes.first).to_be_visible(timeout=30_000)  # Python's, not the table's
    assert all("级响应" in text for text in changes.all_inner_texts())
