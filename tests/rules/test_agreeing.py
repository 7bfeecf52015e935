"""Agreeing to where forms of a decision differ: what `playbook check` lists, what `playbook accept` asks and writes."""

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.cli import starters
from playbook.cli.main import main
from playbook.model.handbook import Handbook
from playbook.rules.report import audits, problems, report
from tests.support import handbooks
from tests.support.browser import ROOT
from tests.support.decided import NAME, shipped

LOCK = f"{handbooks.CONTENT}/rules.lock.yml"
FILE = f"{handbooks.CONTENT}/calculators/{NAME}.yml"
TABLE = re.compile(r"    - decided_by: \[table\]\n(      .*\n)+")
LATE = ("when: {situation: stranded}, level: 1", "when: {situation: stranded}, level: 2")
"""An edit that changes answers: who is stranded on the road can wait."""


def run(folder: Path, *arguments: str) -> Result:
    command = [arguments[0], *arguments[1:], "--config", str(folder / "mkdocs.yml")]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def without_reason(folder: Path) -> Path:
    """A copy whose description does not say why the table decides alone, and in which nothing was agreed to."""
    handbooks.copied(folder)
    text = (folder / FILE).read_text(encoding="utf-8")
    assert len(TABLE.findall(text)) == 1
    (folder / FILE).write_text(TABLE.sub("", text), encoding="utf-8")
    (folder / LOCK).unlink()
    return folder


def audited(folder: Path) -> list[str]:
    return unsound(handbooks.read(folder))


def unsound(handbook: Handbook) -> list[str]:
    return [str(problem) for problem in problems(handbook, audits(handbook))]


def test_no_content_holds_a_mark() -> None:
    files = [path for path in (ROOT / handbooks.CONTENT).rglob("*.yml") if not path.name.endswith(".lock.yml")]
    marked = [
        path for path in files if re.search(r"^\s*(mark|seal|agreement):", path.read_text(encoding="utf-8"), re.M)
    ]
    assert [path for path in marked if path.name != "alliance.yml"] == []  # it has an agreement of another sort


def test_what_was_agreed_to_is_agreed_to(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    before = (folder / LOCK).read_bytes()
    assert run(folder, "accept").output == "nothing to agree to\n"
    assert (folder / LOCK).read_bytes() == before
    assert before.startswith(b"# Written by `playbook accept`")


def test_check_lists_every_class_with_an_example(tmp_path: Path) -> None:
    _, audit = shipped()
    agreement = audit.agreement
    folder = handbooks.copied(tmp_path)
    said = run(folder, "check").output
    assert said.count(" alone through ") == said.count("for example ") == len(agreement.classes) == 5
    (folder / LOCK).unlink()
    listed = audited(folder)
    assert len(listed) == 5
    for item in agreement.classes:
        forms = f"decided by {', '.join(item.decided_by)} alone"
        (problem,) = (
            each for each in listed if f": disagreement: {item.cells} of {agreement.total} cells, {forms} " in each
        )
        assert problem.startswith(f"{FILE}:") and problem.endswith(": run `playbook accept`")
    assert run(folder, "build", "--no-pdf", "--out", str(tmp_path / "site")).exit_code == 1


def test_reasons_of_the_description_are_taken(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    before = (folder / LOCK).read_bytes()
    (folder / LOCK).unlink()
    done = run(folder, "accept")
    assert (done.exit_code, (folder / LOCK).read_bytes()) == (0, before)
    assert audited(folder) == []


def test_without_a_terminal_what_is_missing_is_said(tmp_path: Path) -> None:
    folder = without_reason(tmp_path)
    for options in ((), ("--yes",)):
        done = run(folder, "accept", *options)
        assert (done.exit_code, done.stderr) == (2, 'not agreed; say\n  --reason table "..."\n')
        assert not (folder / LOCK).exists()
    done = run(folder, "accept", "--reason", "tabel", "x")
    assert done.exit_code == 2
    assert "expected one of the classes to agree to, got 'tabel' (choices: table" in " ".join(done.stderr.split())


def test_a_reason_that_was_given_is_shown_with_the_sources_of_the_forms(tmp_path: Path) -> None:
    folder = without_reason(tmp_path)
    assert run(folder, "accept", "--reason", "table", "It asks more.").exit_code == 0
    handbook = handbooks.read(folder)
    audit = audits(handbook)[NAME]
    (found,) = (each for each in report(handbook, audit)["classes"] if each["decided_by"] == ["table"])
    assert found["ruling"] == {"reason": "It asks more.", "sources": ["ET-07", "ET-08"], "rulings": []}
    assert audited(folder) == []
    # It stays when something else is agreed to later.
    handbooks.edit(folder / FILE, *LATE)
    assert run(folder, "accept", "--yes").exit_code == 0
    assert "It asks more." in (folder / LOCK).read_text(encoding="utf-8")


def test_a_reason_that_is_taken_out_again_is_missed(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(TABLE.sub("", text), encoding="utf-8")
    (problem,) = audited(folder)
    assert "nobody says why: 653 of 4536 cells, decided by table alone" in problem


def test_answers_that_changed_are_shown_and_agreed_to_on_purpose(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    handbooks.edit(folder / FILE, *LATE)
    assert any("answers have changed since they were agreed to" in problem for problem in audited(folder))
    done = run(folder, "accept")
    assert done.exit_code == 2
    assert "  --yes  if the answers to what triggers,tree,table decide are meant as they are now" in done.stderr
    assert "    response-level level: " in done.stdout
    assert "      1 -> 2: " in done.stdout and "for example situation=stranded" in done.stdout
    assert re.search(
        r"  changed: [0-9]+ of 4536 cells, decided by triggers alone .*\n    agreed to were 375 cells\n", done.stdout
    )
    assert run(folder, "accept", "--yes").exit_code == 0
    assert audited(folder) == []
    assert run(folder, "accept").output == "nothing to agree to\n"


def test_a_class_that_is_no_more_is_named(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    handbooks.edit(folder / FILE, "most_urgent_of: [triggers, tree, table]", "most_urgent_of: [triggers, table]")
    done = run(folder, "accept")
    assert "  no more: 16 cells decided by triggers, tree alone\n" in done.stdout


def test_another_threshold_in_the_same_order_is_agreed_to_already(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    handbooks.edit(folder / handbooks.CONTENT / "figures.yml", "vip_ltv: {value: 100000", "vip_ltv: {value: 90000")
    assert run(folder, "accept").output == "nothing to agree to\n"


def test_other_faults_of_the_rules_come_first(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    handbooks.edit(folder / FILE, "          - {grade: 3, bands: {below: middle_ltv}}\n", "")
    done = run(folder, "accept", "--yes")
    assert done.exit_code == 1
    assert "gap: ltv has no grade" in done.stderr and "disagreement" not in done.stderr


def test_where_one_form_decides_there_is_nothing_to_agree_to(tmp_path: Path) -> None:
    folder = tmp_path / "bakery"
    shutil.copytree(ROOT / "tests/bakery", folder, ignore=shutil.ignore_patterns("schemas"))
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: material\nmarkdown_extensions: [attr_list]\n"
        "plugins: [{playbook: {content: content, settings: settings}}]\n",
        encoding="utf-8",
    )
    assert not (folder / "content/rules.lock.yml").exists()
    assert run(folder, "accept").output == "nothing to agree to\n"
    assert not (folder / "content/rules.lock.yml").exists()
    assert unsound(handbooks.load(folder / "content", folder / "settings", folder)) == []


def test_a_handbook_without_an_inventory_agrees_without_sources(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    starters.start(starters.chosen("minimal", "en"), folder)
    handbooks.edit(
        folder / "content/calculators/response-level.yml",
        "    otherwise: 2 # none of them\n",
        "    otherwise: 2\n"
        "  - {id: tree, type: first_match, hit_policy: first, title: One question, otherwise: 2,\n"
        "     rules: [{id: still, label: It stands still, when: {stopped: stands_still}, level: 1}]}\n",
    )
    assert run(folder, "check").exit_code == 1
    done = run(folder, "accept", "--reason", "rules", "Time presses.", "--reason", "tree", "Nobody can work.")
    assert done.exit_code == 0, done.output
    assert run(folder, "check").exit_code == 0
    assert run(folder, "build", "--no-pdf", "--out", str(tmp_path / "site")).exit_code == 0


def test_a_file_that_was_edited_is_a_problem_with_its_place(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    handbooks.edit(folder / LOCK, '    mark: "67257905"', '    mark: "67"')
    assert handbooks.problems(folder) == [f"{LOCK}:6:11: expected text of the form ^[0-9a-f]{{8}}$, got '67'"]
    handbooks.edit(folder / LOCK, '    mark: "67"', '    mark: "67257906"')
    assert any("answers have changed since they were agreed to: 2951 of 4536" in each for each in audited(folder))


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("Because.\n", 0, "agreed; wrote "),
        ("\nBecause.\n", 0, "agreed; wrote "),
    ],
)
def test_a_terminal_is_asked_for_the_reason(typed: str, status: int, said: str, tmp_path: Path) -> None:
    folder = without_reason(tmp_path)
    code, output = talk(folder, typed)
    assert (code, said in output) == (status, True), output
    assert "What is the reason for the cases decided by table alone?" in output
    assert '"reason": "Because."' in (folder / LOCK).read_text(encoding="utf-8")


def test_a_terminal_is_asked_whether_changes_are_meant(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    handbooks.edit(folder / FILE, *LATE)
    before = (folder / LOCK).read_bytes()
    code, output = talk(folder, "n\n")
    assert (code, (folder / LOCK).read_bytes()) == (1, before)
    assert f"nothing was written; change {FILE}, then run `playbook accept` again" in output
    code, output = talk(folder, "\n" * 20)
    assert code == 0, output
    assert audited(folder) == []


def talk(folder: Path, typed: str) -> tuple[int, str]:
    """Run `playbook accept` on a terminal of its own on which this is typed; return its exit status and all it says."""
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    command = [sys.executable, "-m", "playbook", "accept", "--config", str(folder / "mkdocs.yml")]
    process = subprocess.run(command, stdin=theirs, capture_output=True, check=False, cwd=ROOT, timeout=120)
    os.close(theirs)
    os.close(ours)
    return process.returncode, (process.stdout + process.stderr).decode()
