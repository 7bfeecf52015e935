"""CONTRIBUTING.md's way to a new kind of block: four files, and it is checked and drawn like the others."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.browser import ROOT
from tests.support.handbooks import edit

MODEL = '''"""What is sung."""

from typing import Literal

from playbook.model.base import Text as Words
from playbook.model.blocks.base import Block


class Song(Block):
    """Lines to sing."""

    type: Literal["song"]
    lines: tuple[Words, ...]
'''
TEMPLATE = """<ul>
  {% for line in block.lines %}
  <li>{{ line }}</li>
  {% endfor %}
</ul>
"""
CONTENT = "title: Songs\ndescription: d\nsources: [ET-01]\nblocks: [{type: song, lines: [a <hammer>]}]\n"


def test_a_kind_of_block_is_four_files(tmp_path: Path) -> None:
    for name in ("playbook", "calculators", "templates", "site_config"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)

    (tmp_path / "playbook/model/blocks/song.py").write_text(MODEL)
    registry = tmp_path / "playbook/model/blocks/__init__.py"
    edit(registry, "    | Include,", "    | Include\n    | Song,")
    table = "from playbook.model.blocks.table"
    edit(registry, table, f"from playbook.model.blocks.song import Song\n{table}")
    (tmp_path / "templates/pages/parts/blocks/song.md.j2").write_text(TEMPLATE)
    (tmp_path / "playbook/content/pages/songs.yml").write_text(CONTENT)

    command = [sys.executable, "-m", "playbook", "export", "out"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<li>a &lt;hammer&gt;</li>" in (tmp_path / "out/docs/songs.md").read_text()
    assert "- songs.md" in (tmp_path / "out/mkdocs.yml").read_text()
