"""The audit of a decision: how far the forms agree, the rulings on where they do not, and every kind of fault."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import calculators
from calculators.analysis.case_text import typed, written
from playbook.rules.case_address import address
from playbook.rules.report import audits, problems, report
from tests.support.decided import NAME, shipped
from tests.support.handbooks import CONTENT, copied, edit, read
from tests.support.oracle import response_level

FILE = f"{CONTENT}/calculators/{NAME}.yml"


def cases() -> list[dict[str, str]]:
    """Every cell of the default rules, as typed."""
    table = shipped()[1].table
    return [{name: typed(value) for name, value in table.case(index).items()} for index in table.outcomes]


def test_the_default_rules_have_no_finding() -> None:
    assert shipped()[1].findings == ()


def test_the_survey_says_what_the_rulings_say_on_every_cell() -> None:
    _, audit = shipped()
    forms = [form["id"] for form in audit.table.rules["forms"]]
    for case, outcome in zip(cases(), audit.table.outcomes.values(), strict=True):
        wanted = response_level(case)
        assert dict(zip(forms, outcome.levels, strict=True)) == wanted["forms"], case
        assert outcome.verdict == wanted["level"], case
        assert outcome.advised_cap is not None
        assert audit.table.caps[outcome.advised_cap] == wanted["advised_cap_yuan"], case


def test_agreement_is_what_counting_gives() -> None:
    _, audit = shipped()
    found, answers = audit.agreement, [response_level(case) for case in cases()]
    assert found.total == len(answers) == 4536
    for (one, other), share in found.pairs.items():
        same = sum(answer["forms"][one] == answer["forms"][other] for answer in answers)
        assert share == pytest.approx(same / found.total)
    deciding = Counter(
        tuple(form for form in found.forms if answer["forms"][form] == answer["level"]) for answer in answers
    )
    assert deciding.pop(found.forms) == found.agreed.cells
    assert deciding == {item.decided_by: item.cells for item in found.classes}


def test_classes_are_few_and_the_largest_comes_first() -> None:
    _, audit = shipped()
    sizes = [item.cells for item in audit.agreement.classes]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) <= 6
    assert sum(sizes) + audit.agreement.agreed.cells == audit.agreement.total


def test_a_witness_shows_its_class() -> None:
    _, audit = shipped()
    for item in audit.agreement.classes:
        result = calculators.calculate(NAME, item.witness, audit.table.rules)
        assert result["forms"] == item.levels
        decided = [form for form in audit.agreement.forms if item.levels[form] == result["level"]]
        assert tuple(decided) == item.decided_by


def test_the_report_is_plain_json_and_complete() -> None:
    handbook, audit = shipped()
    found = report(handbook, audit)
    assert json.loads(json.dumps(found)) == found
    assert found["forms"]["triggers"]["cells"] == found["cells"] == 4536
    assert found["taps"]["most"] == audit.tree.most
    assert found["findings"] == []
    for item in found["classes"]:
        assert item["ruling"]["reason"]
        assert item["ruling"]["sources"]
        assert sum(pattern["cells"] for pattern in item["patterns"]) == item["cells"]
    milder = {
        form: sum(c["cells"] for c in found["classes"] if form not in c["decided_by"]) for form in ("tree", "table")
    }
    assert milder == {form: found["forms"][form]["milder"] for form in milder}


def test_cases_are_written_as_they_are_typed() -> None:
    case = {"ltv": Decimal("150000.50"), "customer": ("vip", "referrer"), "loud": True, "none": None}
    assert written(case) == "ltv=150000.5 customer=vip,referrer loud=true"
    assert address({"customer": ("vip", "referrer"), "title": "a b"}) == "customer=vip,referrer&title=a+b"
    assert written({"ltv": None, "loud": False}) == "no input"


FAULTS: dict[str, tuple[str, str, str]] = {
    "gap": (
        "        level: 2\n        sources: [ET-06]\n    otherwise: 3\n",
        "        level: 2\n        sources: [ET-06]\n",
        "gap: no rule of tree answers in",
    ),
    "gap in a grade": (
        "          - {grade: 3, bands: {below: middle_ltv}}\n",
        "",
        "gap: ltv has no grade",
    ),
    "conflict": (
        "when: {ltv: {at_least: ordinary_ltv, at_most: vip_ltv}}",
        "when: {ltv: {at_least: ordinary_ltv}}",
        "conflict: the rows vip and ordinary of matrix hold at once (hit policy unique)",
    ),
    "conflict in a grade": (
        "          - {grade: 2, bands: {at_least: middle_ltv, at_most: vip_ltv}}\n",
        "          - {grade: 2, bands: {at_least: middle_ltv}}\n",
        "conflict: ltv has the grades 1 and 2 at once",
    ),
    "never fires": (
        "      - {id: promised, label: 预约后发现缺货, when: {situation: promised}, level: 2, sources: [ET-03]}\n",
        "      - {id: promised, label: 预约后发现缺货, when: {situation: promised}, level: 2, sources: [ET-03]}\n"
        "      - {id: again, label: 又一条, when: {safety: high}, level: 2, sources: [ET-03]}\n",
        "the rule again of triggers can never fire",
    ),
    "a count that no case reaches": (
        "      - {label: 至少两个因素在第 2 档, grade: 2, at_least: 2, level: 2}\n",
        "      - {label: 至少两个因素在第 2 档, grade: 2, at_least: 2, level: 2}\n"
        "      - {label: 又一条, grade: 2, at_least: 9, level: 2}\n",
        "the rule count/3 of table can never fire",
    ),
    "a count behind one that is easier to reach": (
        "      - {label: 任一因素在第 1 档, grade: 1, at_least: 1, level: 1}\n",
        "      - {label: 任一因素在第 1 档, grade: 1, at_least: 1, level: 1}\n"
        "      - {label: 又一条, grade: 1, at_least: 2, level: 1}\n",
        "the rule count/2 of table can never fire",
    ),
    "never matters": (
        "when: {business: high}, level: 2, sources: [ET-03]",
        "when: {business: high}, level: 3, sources: [ET-03]",
        "the factor business never changes what triggers answers",
    ),
    "milder": (
        "        when: {deadline_hours: {below: urgent_hours}}\n",
        "        when: {deadline_hours: {above: urgent_hours}}\n",
        "tree gets milder, from 2 to 3, when deadline_hours gets worse",
    ),
    "ruling that no longer applies": (
        "    - decided_by: [triggers, tree]\n",
        "    - decided_by: [tree]\n",
        "this ruling no longer applies: tree never decide alone",
    ),
    "idle waiver": (
        "  disagreements:\n",
        "  waivers: [{finding: milder, form: tree, name: ltv, reason: 试一试}]\n  disagreements:\n",
        "nothing needs this waiver any more",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_at_its_place(fault: str, tmp_path: Path) -> None:
    old, new, message = FAULTS[fault]
    edit(copied(tmp_path) / FILE, old, new)
    handbook = read(tmp_path)
    found = [problem for problem in problems(handbook, audits(handbook)) if message in problem.message]
    assert found, [str(problem) for problem in problems(handbook, audits(handbook))]
    assert all(problem.path == FILE and problem.line > 1 for problem in found)


def test_a_finding_names_a_case_that_shows_it(tmp_path: Path) -> None:
    old, new, _ = FAULTS["conflict"]
    edit(copied(tmp_path) / FILE, old, new)
    (finding,) = [f for f in audits(read(tmp_path))[NAME].findings if f.kind == "conflict"]
    assert finding.witness["ltv"] > 100000
    assert f"for example {written(finding.witness)}" in str(finding)


def test_a_waiver_silences_its_finding_only(tmp_path: Path) -> None:
    file = copied(tmp_path) / FILE
    old, new, message = FAULTS["never matters"]
    edit(file, old, new)
    before = messages(tmp_path)
    edit(
        file,
        "  disagreements:\n",
        "  waivers: [{finding: never_matters, form: triggers, name: business, reason: 试一试}]\n  disagreements:\n",
    )
    assert [text for text in before if message not in text] == messages(tmp_path)


def messages(folder: Path) -> list[Any]:
    """What is wrong with the rules of the handbook in `folder`."""
    return [str(finding) for finding in audits(read(folder))[NAME].findings]


def test_another_threshold_in_the_same_order_changes_no_mark(tmp_path: Path) -> None:
    file = copied(tmp_path) / CONTENT / "figures.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count("value: 100000") == 1
    file.write_text(text.replace("value: 100000", "value: 80000"), encoding="utf-8")
    assert messages(tmp_path) == []
