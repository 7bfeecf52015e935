"""Every block as it is written and as it is drawn: one golden file each, in which both stand.

After a wanted change of a template: `UPDATE_GOLDEN=1 pytest tests/pages/test_blocks.py`, then read the difference.
"""

import os
import shutil
import typing
from pathlib import Path

import pytest

from playbook.load.handbook import load
from playbook.model.blocks import AnyBlock
from playbook.pages.rendering import pages
from tests.support.browser import ROOT

GOLDEN = ROOT / "tests/pages/blocks"
PARTED = "\n<!-- is drawn as -->\n\n"
START = '<section class="pb-section"'
NAMES = [
    typing.get_args(model.model_fields["type"].annotation)[0] for model in typing.get_args(typing.get_args(AnyBlock)[0])
]


def test_every_block_has_its_file_and_its_template() -> None:
    templates = ROOT / "templates/pages/parts/blocks"
    drawn = [name for name in NAMES if name != "include"]  # that one is drawn as what it includes
    assert sorted(path.name for path in GOLDEN.glob("*.md")) == sorted(f"{name}.md" for name in NAMES)
    assert sorted(path.name for path in templates.glob("*.md.j2")) == sorted(f"{name}.md.j2" for name in drawn)


@pytest.mark.parametrize("name", NAMES)
def test_a_block_is_drawn_as_it_was(name: str, tmp_path: Path) -> None:
    file = GOLDEN / f"{name}.md"
    written, _, before = file.read_text(encoding="utf-8").partition(PARTED)
    shutil.copytree(ROOT / "tests/bakery", tmp_path / "bakery")
    (tmp_path / "bakery/settings/static").mkdir()
    (tmp_path / "bakery/settings/static/oven.svg").write_text("<svg/>", encoding="utf-8")
    page = tmp_path / "bakery/content/pages/shown.yml"
    page.write_text(f"title: Shown\ndescription: A block\nblocks:\n{written}", encoding="utf-8")
    handbook = load(tmp_path / "bakery/content", tmp_path / "bakery/settings", tmp_path)
    text = next(page.text for page in pages(handbook) if page.name == "shown")
    now = text[text.index(START) if "\n## " not in text else text.index("\n## ") + 1 :]
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(written + PARTED + now, encoding="utf-8")
        before = now
    assert now == before
