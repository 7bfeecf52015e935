"""Deleting never breaks: whatever files are taken away, the rest is a handbook without a link that leads nowhere."""

import posixpath
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from playbook.check import rendered
from playbook.load.handbook import load
from playbook.model.absent import is_absent, near
from playbook.model.handbook import Handbook
from playbook.model.written import ENDING
from playbook.pages.navigation import navigation
from playbook.pages.rendering import pages
from playbook.pages.workbooks import workbooks
from playbook.rules import report
from tests.support.browser import ROOT
from tests.support.handbooks import CONTENT, SETTINGS, copied, edit, problems, read

SEED = 1
SETS = 200
AT_ONCE = 12
"""Sets that the ordinary tests try; all of them are tried by `make test-full`."""
AGREED = f"rules{ENDING}"
"""What `playbook accept` wrote is no file of one's choice: without it nothing is agreed to."""
OURS = sorted(
    path.relative_to(ROOT / CONTENT)
    for path in (ROOT / CONTENT).rglob("*.yml")
    if "schemas" not in path.parts and path.name != AGREED
)
HREF = re.compile(r'href="([^"#:]+)[^":]*"')


def random_sets() -> list[list[Path]]:
    """Sets of optional files, small ones and ones of any size by turns."""
    chance = random.Random(SEED)
    return [chance.sample(OURS, chance.randint(2, 8 if place % 2 else len(OURS) - 1)) for place in range(SETS)]


def without(folder: Path, files: Sequence[Path]) -> Handbook:
    """The default handbook without these files, and all that is made of it."""
    copied(folder)
    for file in files:
        (folder / CONTENT / file).unlink()
    handbook = read(folder)
    whole(handbook)
    return handbook


def whole(handbook: Handbook) -> None:
    """See that everything can be made of a handbook, and that no link leads nowhere."""
    audited = report.audits(handbook)
    assert report.problems(handbook, audited) == []
    books = workbooks(handbook)
    made = pages(handbook, audited=audited, books=books)
    assert navigation(handbook)
    assert rendered.problems(handbook, {page.name: page.text for page in made}) == []
    there = {page.name for page in made} | {""}
    for page in made:
        at = "/" if page.name == "home" else f"/{page.name}"
        for link in HREF.findall(page.text):
            leads = posixpath.normpath(posixpath.join(at, link)).strip("/")
            assert "." in leads or leads in there, (page.name, link)


@pytest.mark.parametrize("file", OURS, ids=str)
def test_a_file_can_be_taken_away(file: Path, tmp_path: Path) -> None:
    without(tmp_path, [file])


@pytest.mark.parametrize("place", range(AT_ONCE))
def test_many_files_can_be_taken_away(place: int, tmp_path: Path) -> None:
    without(tmp_path, random_sets()[place])


@pytest.mark.full
@pytest.mark.parametrize("place", range(AT_ONCE, SETS))
def test_any_files_can_be_taken_away(place: int, tmp_path: Path) -> None:
    without(tmp_path, random_sets()[place])


@pytest.mark.full
@pytest.mark.parametrize("place", range(6))
def test_what_is_left_is_built_without_a_warning(place: int, tmp_path: Path) -> None:
    without(tmp_path, random_sets()[place])
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--config", str(tmp_path / "mkdocs.yml")]
    built = subprocess.run([*command, "--out", str(tmp_path / "site")], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stdout + built.stderr and "note:" not in built.stdout


def test_any_file_of_another_trade_can_be_taken_away(bakery: Path) -> None:
    for file in sorted((bakery / "content").rglob("*.yml")):
        kept = file.read_bytes()
        file.unlink()
        whole(load(bakery / "content", bakery / "settings", bakery))
        file.write_bytes(kept)


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    for folder in ("content", "settings"):
        for file in (ROOT / "tests/bakery" / folder).rglob("*.yml"):
            if "schemas" not in file.parts:
                target = tmp_path / file.relative_to(ROOT / "tests/bakery")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
    return tmp_path


# A reference: the file, what stands there, a slip of the pen, a name of nothing, and what is left out then.
NAMES = [
    ("a link of a page", "pages/alliance.yml", "page: records/stock,", "page: records/stok,", "page: gone,",
     "the link"),
    ("a block of another page", "pages/cases/chengdu.yml", "page: metrics/chengdu", "page: metrics/chengud",
     "page: gone", "the block"),
    ("what a calculator reads", "calculators/abc-class.yml", "page: shortage/abc,", "page: shortage/abd,",
     "page: gone,", "the file"),
    ("a calculator's base", "calculators/allocation.yml", "based_on: priority-score", "based_on: priority-scor",
     "based_on: gone", "the file"),
    ("a benchmark", "calculators/monthly-review.yml", "{result: lead_time, page: metrics/alliance",
     "{result: lead_time, page: metrics/aliance", "{result: lead_time, page: gone", "the benchmark"),
    ("a ledger's review", "ledger.yml", "calculator: monthly-review", "calculator: monthly-revue", "calculator: gone",
     "the file"),
    ("a script that is asked for", "script-drill.yml", "{script: can-transfer", "{script: can-tranfser",
     "{script: gone", "the script"),
    ("a page to read", "drills/response-level.yml", "  page: spending", "  page: spendings", "  page: gone",
     "the page to read"),
    ("the row of an incident", "incidents.yml", "record: records/ledger", "record: records/leger", "record: gone",
     "the row"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "slip", "gone", "part"), [n[1:] for n in NAMES], ids=[n[0] for n in NAMES])
def test_a_slip_is_a_fault_and_what_is_not_there_is_left_out(
    file: str, old: str, slip: str, gone: str, part: str, tmp_path: Path
) -> None:
    path = copied(tmp_path) / CONTENT / file
    edit(path, old, slip)
    found = problems(tmp_path)
    assert any(f"{CONTENT}/{file}:" in each for each in found), found
    edit(path, slip, gone)
    handbook = read(tmp_path)
    own = [str(note) for note in handbook.left_out if note.path.endswith(file)]
    assert any("'gone'" in note and note.endswith(f"left out: {part}") for note in own), handbook.left_out
    whole(handbook)


def test_a_link_in_markdown_to_no_page_is_a_fault(tmp_path: Path) -> None:
    page = copied(tmp_path) / CONTENT / "pages/how.md"
    page.write_text("---\ntitle: How\ndescription: How\n---\nSee [that](alliance.md).\n", encoding="utf-8")
    assert problems(tmp_path) == []
    (tmp_path / CONTENT / "pages/alliance.yml").unlink()
    (found,) = problems(tmp_path)
    assert found.startswith(f"{CONTENT}/pages/how.md:5:") and "expected the file of a page" in found


def test_pages_that_were_guarded_are_not_there_without_their_guard(tmp_path: Path) -> None:
    handbook = without(tmp_path, [Path("levels.yml")])
    assert not any(name.startswith("last-resorts") for name in handbook.every_page)


def test_what_is_wrong_is_told_before_anything_is_left_out(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / CONTENT / "pages/records/stock.yml").unlink()
    edit(folder / SETTINGS / "navigation.yml", "- {title: 缺货了,", "- {titel: 缺货了,")
    (found,) = problems(folder)
    assert "expected the key 'title', got 'titel'" in found


def test_which_names_are_slips() -> None:
    known = ["calculators/roi", "cases/two-scenes", "reports/2024", "sop", "training/levels"]
    for name in ("calculators/rio", "calculator/roi", "cases/two-scense", "Reports/2024", "sopp"):
        assert near(name, known) and not is_absent(name, known), name
    for name in ("calculators/quota", "cases/two-centres", "reports/2023", "roi", "levels"):
        assert is_absent(name, known), name
    for name in ("https://example.org", "sop.yml", "pages/sop-x", "/away", "two words"):
        assert not is_absent(name, known), name
