"""A peer's decision tables in a handbook: every answer is the peer's, in function, table of answers and questions."""

import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

import calculators
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.pages import decide
from playbook.rules import answer_table
from playbook.rules.report import Audit, audits, problems
from playbook.training import question_pool
from tests.support import peer_handbook
from tests.support.browser import PHONE, ROOT, TOO_WIDE, serving, watched_page
from tests.support.decided import cell_of

NAMES = peer_handbook.names()


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    folder = peer_handbook.written(tmp_path_factory.mktemp("peer") / "handbook").parent
    return load(folder / "content", folder / "settings", folder)


@pytest.fixture(scope="module")
def audited(handbook: Handbook) -> dict[str, Audit]:
    return audits(handbook)


def test_every_table_of_the_package_is_there() -> None:
    assert {"deployer-dt", "supplier-dt"} <= set(NAMES)
    assert (len(list(peer_handbook.cases("deployer-dt"))), len(list(peer_handbook.cases("supplier-dt")))) == (72, 36)
    assert len(NAMES) >= 15


def test_the_handbooks_own_decision_comes_first(handbook: Handbook) -> None:
    assert next(iter(handbook.decisions)) == handbook.levelled == "response-level"
    assert set(handbook.decisions) == {"response-level", *NAMES}


def test_no_table_has_a_gap_or_any_other_fault(handbook: Handbook, audited: dict[str, Audit]) -> None:
    assert [str(problem) for problem in problems(handbook, audited)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_the_peers(name: str, handbook: Handbook, audited: dict[str, Audit]) -> None:
    rules = handbook.rules[name]
    looked_up = answer_table.table(rules)
    tree = decide.data(handbook, audited[name])
    asked = []
    for given, wanted in peer_handbook.cases(name):
        said = calculators.calculate(name, given, rules)
        assert said["level"] == wanted, given
        assert looked_up_in(looked_up, given) == wanted, given
        level, taps = walked(tree, given)
        assert level == wanted, given
        asked.append(taps)
    # The table is whole: so many rows as there are cases, and every case is a cell.
    assert tree["total"] == len(audited[name].table.outcomes) == len(asked)
    assert tree["most"] == max(asked)
    assert tree["mean"] == round(sum(asked) / len(asked), 1)
    print(f"{name}: {len(asked)} rows, {tree['mean']} questions on average, at most {tree['most']}")


def looked_up_in(table: dict[str, Any], given: dict[str, str]) -> Any:
    """The level of a case as the page's script looks it up."""
    place = 0
    for field in table["fields"]:
        place = field["next"][place][field["values"].index(given[field["id"]])]
    results = dict(zip((each["id"] for each in table["results"]), table["answers"][place], strict=True))
    return table["results"][0]["values"][results["level"]][0]


def walked(tree: dict[str, Any], given: dict[str, str]) -> tuple[Any, int]:
    """The level to which the questions lead, and how many were asked."""
    node, taps = tree["nodes"][tree["root"]], 0
    while "options" in node:
        factor = tree["factors"][node["factor"]]
        cell = cell_of(factor, given[factor["id"]])
        node, taps = tree["nodes"][next(o["node"] for o in node["options"] if cell in o["cells"])], taps + 1
    return node["level"], taps


def test_a_change_tells_the_nearest_other_outcome(handbook: Handbook) -> None:
    given = {"exploitation": "none", "system_exposure": "small", "automatable": "no", "human_impact": "low"}
    said = calculators.calculate("deployer-dt", given, handbook.rules["deployer-dt"])
    assert said["display"] == {"level": "Defer"}
    assert said["reasons"][1]["text"].startswith("Deployer Patch Application Priority, row 1: ")
    rules = handbook.rules["deployer-dt"]
    for change in said["changes"]:
        others = [given | {change["factor"]: value} for value in choices(handbook, change["factor"])]
        answers = [calculators.calculate("deployer-dt", other, rules)["level"] for other in others]
        assert change["level"] in answers and change["level"] != "defer"


@pytest.mark.parametrize("name", peer_handbook.DRILLED)
def test_drills_ask_for_each_decisions_own_outcomes(name: str, handbook: Handbook) -> None:
    made = question_pool.pool(handbook)
    skill = f"level-{name}"
    assert {"id": skill, "title": peer_handbook.table(name)["name"], "page": f"rules/{name}"} in made["skills"]
    items = [item for item in made["items"] if item["skill"] == skill]
    assert len(items) >= 20
    known = {frozenset(given.items()): level for given, level in peer_handbook.cases(name)}
    for item in items:
        assert known[frozenset(item["inputs"][0].items())] == item["answer"]
        assert {choice["id"] for choice in item["choices"]} == set(known.values())


def choices(handbook: Handbook, factor: str) -> list[str]:
    fields = {field.id: field for field in handbook.calculators["deployer-dt"].fields}
    return [choice.id for choice in fields[factor].choices]


def test_a_table_reads_alike_from_yaml_and_from_csv(handbook: Handbook, tmp_path: Path) -> None:
    folder = peer_handbook.written(tmp_path / "handbook").parent
    for name in NAMES:
        file = folder / f"content/calculators/{name}.yml"
        text = file.read_text(encoding="utf-8")
        assert ('"file"' in text) == peer_handbook.in_csv(name)
    assert any(peer_handbook.in_csv(name) for name in ("deployer-dt", "supplier-dt"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    config = peer_handbook.written(tmp_path_factory.mktemp("peer-site") / "handbook")
    command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--config", str(config)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return config.parent / "site"


@pytest.mark.parametrize("name", ["deployer-dt", "supplier-dt"])
def test_a_phone_gives_every_answer_by_form_and_by_questions(name: str, site: Path, browser: Browser) -> None:
    """Python in the page, its table and its questions; what is asked by the address is what the peer says."""
    with serving(site) as address, watched_page(browser, f"{address}/", **PHONE) as page:
        page.goto(f"calculators/{name}/")
        level = page.locator('playbook-calculator [data-result="level"]')
        for given, wanted in peer_handbook.cases(name):
            page.evaluate("(hash) => { location.hash = hash; }", urlencode(given))
            expect(page.locator('playbook-calculator [data-part="result"]')).to_have_attribute("data-from", "python")
            expect(level).to_have_attribute("data-value", wanted)
            expect(page.locator('[data-part="differs"]')).to_be_hidden()
        assert page.evaluate(TOO_WIDE, PHONE["viewport"]["width"]) == []
        assert page.locator('[data-part="start"]').count() == 0, "it gives no level of the handbook's"
        page.goto(f"decide/{name}/")
        settled = page.locator('playbook-decide [data-result="level"]')
        for given, wanted in peer_handbook.cases(name):
            page.evaluate("(hash) => { location.hash = hash; }", urlencode(given))
            expect(settled).to_have_attribute("data-value", wanted)
            expect(settled).to_be_visible()
        assert page.evaluate(TOO_WIDE, PHONE["viewport"]["width"]) == []


def test_each_decision_has_its_own_audit_and_sheet(site: Path) -> None:
    audit = (site / "rules/supplier-dt/index.html").read_text(encoding="utf-8")
    assert audit.count("<tr>") == 36 + 1
    sheet = (site / "print/questions/index.html").read_text(encoding="utf-8")
    assert all(f'data-decision="{name}"' in sheet for name in NAMES)
