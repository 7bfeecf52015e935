"""What is exported is a site that other engines build as it is."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from playbook.source import shipped
from tests.support.browser import ROOT
from tests.support.handbooks import leaves


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exported") / "out"
    command = [sys.executable, "-m", "playbook", "export", str(out)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return out


def test_the_export_needs_nothing_of_this_package(exported: Path) -> None:
    config = yaml.safe_load((exported / "mkdocs.yml").read_text(encoding="utf-8"))
    assert "plugins" not in config
    pages = {path.relative_to(exported / "docs").as_posix() for path in exported.rglob("*.md")}
    assert set(leaves(config["nav"])) == {page for page in pages if not page.startswith("last-resorts/")}


def test_what_pages_carry_goes_with_its_licences(exported: Path) -> None:
    static = shipped.path("site_config") / "static"
    licences = [path.relative_to(static) for path in static.rglob("licences/*")]
    assert licences
    assert all((exported / "docs" / path).is_file() for path in licences)
    assert list((exported / "docs/assets/playbook/runtime").glob("engine-*.wasm.gz"))
    assert not list((exported / "docs").rglob("*.yml"))


@pytest.mark.parametrize("engine", ["properdocs", "mkdocs"])
def test_another_engine_builds_it_without_a_warning(engine: str, exported: Path, tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).with_name(engine)),
        "build",
        "--strict",
        "-f",
        "mkdocs.yml",
        "-d",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=exported, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "calculators/roi/index.html").read_text(encoding="utf-8")
    element = page[page.index('<playbook-calculator name="roi"') : page.index("</playbook-calculator>")]
    assert "<form" in element
    assert "</form>" in element
    assert "<p><playbook-calculator" not in page
    for script in re.findall(r'(?:src|data-worker)="\.\./\.\./(assets/playbook/[a-z-]+-[0-9a-f]{8}\.js)"', page):
        assert (tmp_path / script).is_file()
