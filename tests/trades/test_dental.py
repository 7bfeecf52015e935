"""A third trade from a page of wishes (dental/brief.md): the small starter, files of words and numbers, no more."""

import difflib
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_cli import run

FOLDER = Path(__file__).parent / "dental"
WRITTEN = [path.relative_to(FOLDER) for path in sorted(FOLDER.rglob("*")) if path.parent != FOLDER and path.is_file()]
MOST_FILES, MOST_LINES = 14, 180


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clinic's handbook: a new one of the small starter, with what was written for the brief put over it."""
    folder = tmp_path_factory.mktemp("trades") / "clinic"
    assert run("new", folder, "--starter", "minimal", "--lang", "en").exit_code == 0
    for name in WRITTEN:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FOLDER / name, folder / name)
    return folder


def test_what_it_takes(clinic: Path, tmp_path: Path) -> None:
    """Words and numbers only: how many files and lines a person has to touch."""
    assert {path.suffix for path in WRITTEN} == {".yml", ".md"}
    before = tmp_path / "before"
    assert run("new", before, "--starter", "minimal", "--lang", "en").exit_code == 0
    absent = [path for path in before.rglob("*") if not (clinic / path.relative_to(before)).exists()]
    assert absent == [], "nothing was deleted"
    touched = {}
    for name in WRITTEN:
        old = (before / name).read_text(encoding="utf-8").splitlines() if (before / name).exists() else []
        new = (clinic / name).read_text(encoding="utf-8").splitlines()
        changed = [line for line in difflib.ndiff(old, new) if line.startswith("+ ")]
        if changed:
            touched[name.as_posix()] = len(changed)
    new_files = [name for name in touched if not (before / name).exists()]
    lines = sum(touched.values())
    print(f"{len(touched)} files, {len(new_files)} of them new, {lines} lines written")
    assert new_files == ["content/calculators/empty-chair.yml", "content/scripts/missed.yml", "settings/units.yml"]
    assert len(touched) <= MOST_FILES and lines <= MOST_LINES


def test_it_checks_and_builds(clinic: Path) -> None:
    checked = run("check", "--config", clinic / "mkdocs.yml")
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert checked.stdout.startswith("no problems: 0 sources, 3 levels, 4 calculators, 2 scripts, ")
    built = run("build", "--config", clinic / "mkdocs.yml", "--out", clinic / "site", "--no-pdf")
    assert built.exit_code == 0, built.stderr
    contacts = (clinic / "site/contacts/index.html").read_text(encoding="utf-8")
    assert all(role in contacts for role in ("Dentist on call", "Reception", "Head of the practice"))


# Worked out by hand from the brief.
LEVELS = [
    ("pain=strong", "Today"),
    ("deadline_days=1", "Today"),
    ("deadline_days=2", "This week"),
    ("deadline_days=7", "This week"),
    ("deadline_days=8", "Next free"),
    ("pain=some waiting_days=14", "This week"),
    ("pain=some waiting_days=13", "Next free"),
    ("waiting_days=90", "Next free"),
]
SCORES = [
    ("waiting_days=14 way=30 moved=true", 100),
    ("waiting_days=7 way=31", 25),
    ("waiting_days=6 way=10", 30),
    ("waiting_days=20 way=45 moved=true", 70),
]
COSTS = [
    ("empty=40", 120, 120),
    ("empty=30 fee=85 times=4", 175, 700),
    ("empty=20 fee=60 filled=45", 75, 75),
    ("empty=60 rate=200 filled=250", -50, -50),
]


def answer(clinic: Path, calculator: str, inputs: str) -> dict[str, object]:
    done = run("calc", calculator, *inputs.split(), "--json", "--config", clinic / "mkdocs.yml")
    assert done.exit_code == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_its_calculators_answer_as_the_brief_says(clinic: Path) -> None:
    for inputs, level in LEVELS:
        display = answer(clinic, "response-level", inputs)["display"]
        assert isinstance(display, dict) and display["level"] == level, inputs
    for inputs, score in SCORES:
        assert answer(clinic, "priority-score", inputs)["score"] == score, inputs
    for inputs, cost, month in COSTS:
        found = answer(clinic, "empty-chair", inputs)
        assert (found["cost"], found["month"]) == (cost, month), inputs
    shown = answer(clinic, "empty-chair", "empty=30 fee=85 times=4")["display"]
    assert isinstance(shown, dict) and shown["month"] == "£700"
