"""Exported pages are plain enough for another site engine."""

import subprocess
import sys
from pathlib import Path

from tests.browser import ROOT


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_another_engine_builds_what_is_exported(tmp_path: Path) -> None:
    out = tmp_path / "exported"
    run(sys.executable, "-m", "playbook", "export", str(out), cwd=ROOT)
    properdocs = Path(sys.executable).with_name("properdocs")
    run(properdocs, "build", "--strict", "-f", "mkdocs.yml", "-d", str(tmp_path / "site"), cwd=out)
    page = (tmp_path / "site/calculators/response-level/index.html").read_text(encoding="utf-8")
    assert '<playbook-calculator name="response-level"' in page
    assert (tmp_path / "site/assets/playbook/calculator.js").is_file()
    assert (tmp_path / "site/assets/playbook/style.css").is_file()
