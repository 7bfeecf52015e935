"""Handbooks survive an upgrade: those that earlier releases made are sound today, and give the answers they gave."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from playbook.model.settings import FORMAT
from playbook.source.document import read
from tests.cli.test_cli import run

FOLDER = Path(__file__).parent
HANDBOOKS = sorted(path.parent for path in FOLDER.glob("release-*/*/mkdocs.yml"))
SEALS = {"release-0.1": "066bf35144816786"}
"""A digest of each release's files, which are never edited."""

ANSWERS = [
    ("release-0.1/minimal-en", "response-level hours_left=4", "level", "Now"),
    ("release-0.1/minimal-en", "response-level people=3", "level", "In turn"),
    ("release-0.1/minimal-en", "priority-score waiting_days=5 promised=true", "score", "100 points"),
    ("release-0.1/minimal-en", "time-lost requests=30 each=10 fix=10", "months", "2"),
    ("release-0.1/service-zh", "response-level need=vital frail=true", "level", "紧急"),
    ("release-0.1/service-zh", "response-level hours_left=25", "level", "预约"),
    ("release-0.1/service-zh", "overtime overtime=2 distance=20 visits_saved=1", "net", "-30 元（亏）"),
]


def digest(folder: Path) -> str:
    """A digest of the names and texts below a folder, equal on every system."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "schemas" not in path.parts):
        text = path.read_text(encoding="utf-8")
        found.update(f"{path.relative_to(folder).as_posix()}\0{text}\0".encode())
    return found.hexdigest()[:16]


def test_nobody_has_edited_them() -> None:
    assert {path.name: digest(path) for path in FOLDER.glob("release-*")} == SEALS


@pytest.mark.parametrize("handbook", HANDBOOKS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_an_old_handbook_checks_and_builds(handbook: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(handbook, tmp_path / "old")
    assert read(folder / "settings/brand.yml").data["playbook"] == FORMAT
    checked = run("check", "--config", folder / "mkdocs.yml")
    assert (checked.exit_code, checked.stderr) == (0, "")
    built = run("build", "--config", folder / "mkdocs.yml", "--out", folder / "site", "--no-pdf")
    assert built.exit_code == 0, built.stderr
    assert (folder / "site/index.html").is_file()


@pytest.mark.parametrize(("handbook", "asked", "result", "shown"), ANSWERS)
def test_an_old_handbook_answers_as_it_did(handbook: str, asked: str, result: str, shown: str) -> None:
    done = run("calc", *asked.split(), "--json", "--config", FOLDER / handbook / "mkdocs.yml")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["display"][result] == shown
