"""Scripts' modules that need no page, in Node: the files *.test.js in the folders beside this one, run once."""

import shutil
import subprocess
from pathlib import Path

from playbook.browser import scripts
from playbook.source.shipped import path
from tests.support.browser import ROOT, SOURCES
from tools import node


def test_modules_that_need_no_page(tmp_path: Path) -> None:
    shutil.copytree(SOURCES, tmp_path / SOURCES.relative_to(ROOT))
    for file in (ROOT / "tests").rglob("*.test.js"):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    scripts.laid_out(*scripts.pinned(path("templates") / scripts.PINS), tmp_path / "node_modules")
    _, command = node.commands("node")[-1]  # the project's own, whatever is on PATH
    done = subprocess.run([*command, "--test"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "pass 0" not in done.stdout
