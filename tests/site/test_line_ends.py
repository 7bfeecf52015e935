"""A checkout with the line ends of Windows, in a folder with blanks and Chinese, builds the very same site."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.browser import ROOT

COPIED = ("playbook", "calculators", "templates", "site_config", "mkdocs.yml")
TEXTS = {".css", ".html", ".j2", ".js", ".json", ".py", ".txt", ".yml"}


def test_line_ends_make_no_difference(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "我的 手册"
    copy.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "licences"))
        else:
            shutil.copy(ROOT / name, copy / name)
    for path in copy.rglob("*"):
        if path.suffix in TEXTS:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    shutil.copytree(ROOT / "site_config/static/licences", copy / "site_config/static/licences")  # published as they are
    environment = os.environ | {"PYTHONPATH": str(copy)}
    command = [sys.executable, "-m", "playbook", "build", "--pdf"]
    built = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert str(copy) not in built.stderr
    made, usual = contents(copy / "site"), contents(site)
    assert [name for name in sorted({*made, *usual}) if made.get(name) != usual.get(name)] == []


def contents(site: Path) -> dict[str, bytes]:
    """What the files hold: a compressed one also tells the day of its build, which may end between two of them."""
    return {
        path.relative_to(site).as_posix(): gzip.decompress(path.read_bytes())
        if path.suffix == ".gz"
        else path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
