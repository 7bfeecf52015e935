"""docs/adding-a-calculator.md, followed to the letter in the smallest folder that `playbook new` makes."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.browser import bundle
from playbook.cli.main import main
from playbook.load.handbook import load
from playbook.pages import rendering
from playbook.source.shipped import CALCULATORS
from tests.support import handbooks
from tests.support.browser import ROOT

PAGE = (ROOT / "docs/adding-a-calculator.md").read_text(encoding="utf-8")
NAMED = re.findall(
    r"`((?:playbook/content/)?calculators/[a-z_-]+\.(?:yml|py))`(?:[^`]|`(?!``))*?```\w+\n(.*?)^```$", PAGE, re.M | re.S
)
COMMAND = re.search(r"^    playbook (calc .*)$", PAGE, re.MULTILINE)
MODULE = "calculators/nearest_place.py"
PLACES = "places=Shop,Distance\nEast,12\nWest,7"


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(arguments))
    return done.exit_code, done.output


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook of one's own with the files of the page in it, and their pages in the navigation."""
    folder = tmp_path / "own"
    assert run("new", str(folder), "--starter", "minimal", "--lang", "en")[0] == 0
    monkeypatch.chdir(folder)
    assert [name for name, _ in NAMED] == [
        "playbook/content/calculators/trip-cost.yml",
        "playbook/content/calculators/nearest-place.yml",
        MODULE,
    ]
    for name, text in NAMED:
        path = folder / name.removeprefix("playbook/")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pages = "calculators/trip-cost, calculators/nearest-place"
    handbooks.edit(folder / "settings/navigation.yml", "calculators/*]", f"{pages}, calculators/*]")
    return folder


def test_the_guide_is_followed(added: Path) -> None:
    assert COMMAND
    code, said = run("check")
    assert code == 0, said
    assert "5 calculators" in said
    code, said = run(*COMMAND[1].split(), "--json")
    assert (code, json.loads(said)["cost"]) == (0, 196)
    code, said = run("calc", "nearest-place", PLACES, "--json")
    result = json.loads(said)
    assert (code, result["nearest"], result["distance"], result["total"]) == (0, "West", 7, 19)
    assert [reason["text"] for reason in result["reasons"]][-1] == "West is nearest."


def test_pages_and_the_browsers_archive_have_them(added: Path) -> None:
    handbook = load(added / "content", added / "settings", added)
    texts = {page.path: page.text for page in rendering.pages(handbook)}
    assert 'name="litres"' in texts["calculators/trip-cost.md"]
    assert 'data-result="nearest"' in texts["calculators/nearest-place.md"]
    archive = bundle.archive(CALCULATORS, handbook.rules, handbook.own_calculators)
    assert "calculators/nearest_place.pyc" in zipfile.ZipFile(BytesIO(archive)).namelist()
