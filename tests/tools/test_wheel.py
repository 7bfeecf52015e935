"""The wheel that people install: one package by one name, with everything inside, that works away from the project."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_starters import NAMES
from tests.support.browser import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this project."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked into a folder of packages, as an installer does."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_it_installs_one_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.partition("/")[0] for name in names} == {"playbook", "playbook_handbook-0.1.0.dist-info"}
    inside = {name.removeprefix("playbook/") for name in names}
    assert inside >= {"_shipped/calculators/__init__.py", "starters/every/any/dot.gitignore"}
    assert inside >= {f"starters/car/zh/{name}" for name in ("mkdocs.yml", "playbook/content/levels.yml")}
    assert inside >= {f"starters/{name}/{language}/settings/brand.yml" for name in NAMES for language in ("en", "zh")}
    assert inside >= {
        "starters/every/en/GUIDE.md",
        "starters/every/zh/GUIDE.md",
        "starters/every/any/adding-a-calculator.md",
    }
    assert not [name for name in names if "/schemas/" in name or "__pycache__" in name]
    assert wheel.stat().st_size < 1_250_000


def test_a_new_handbook_is_made_checked_and_built_from_it(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed), "PLAYBOOK_PDF": "0"}

    def run(*arguments: str, cwd: Path = tmp_path) -> str:
        command = [sys.executable, "-m", *arguments]
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    (tmp_path / "where.py").write_text("import playbook as one, calculators as two\nprint(one.__file__, two.__file__)")
    assert all(Path(name).is_relative_to(installed) for name in run("where").split())
    handbook = tmp_path / "handbook"
    run("playbook", "new", "handbook")
    (handbook / "calculators").mkdir()
    (handbook / "calculators/__init__.py").write_text("raise ImportError('of the handbook, not ours')")
    assert run("playbook", "check", cwd=handbook).startswith("no problems: ")
    assert run("playbook", "calc", "roi", "logistics=1", cwd=handbook)
    run("playbook", "build", cwd=handbook)
    assert (handbook / "site/index.html").is_file()
    assert run("playbook", "new", "small", "--starter", "minimal", "--lang", "en").startswith("started small\n")
    assert run("playbook", "check", cwd=tmp_path / "small").startswith("no problems: ")
    assert {"GUIDE.md", "README.md"} <= {path.name for path in (tmp_path / "small").iterdir()}
