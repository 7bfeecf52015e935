"""A broken mkdocs.yml: each fault at its line and column; what a build refuses `check` refuses in the same words."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli.main import main
from playbook.errors import Problems
from playbook.site import engine_settings
from playbook.source import document
from playbook.source.config import find
from tests.support.browser import ROOT
from tests.support.handbooks import edit

GOLDEN = ROOT / "tests/golden/errors/settings.txt"
SETTINGS = """site_name: bakery
docs_dir: settings/static
strict: true
theme:
  name: material
  logo: logo.svg
  favicon: logo.svg
  palette:
    - scheme: default
      toggle: {icon: material/brightness-7}
plugins:
  - search
  - playbook: {content: content, settings: settings}
markdown_extensions:
  - attr_list
  - toc: {toc_depth: 2}
"""


def bakery(folder: Path) -> Path:
    """A copy of the small handbook that can be checked and built."""
    shutil.copytree(ROOT / "tests/bakery", folder, dirs_exist_ok=True)
    (folder / "settings/static").mkdir()
    shutil.copy(ROOT / "site_config/static/logo.svg", folder / "settings/static")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    edit(folder / "content/sources.yml", "  - {id: BK-03, title: A row nobody uses, kind: list}\n", "")
    return folder


def said(folder: Path) -> list[str]:
    try:
        return [str(problem) for problem in engine_settings.problems(find(folder / "mkdocs.yml"))] or ["(nothing)"]
    except Problems as error:
        return [str(problem) for problem in error.problems]


def test_what_every_fault_says(tmp_path: Path) -> None:
    folder, now = bakery(tmp_path), ""
    for fault in document.read(ROOT / "tests/site/settings.yml").data:
        (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        edit(folder / "mkdocs.yml", fault["old"], fault["new"])
        lines = [line.replace(f"{folder}{os.sep}", "") for line in said(folder)]
        now += "\n".join([f"# {fault['name']}", *lines, "", ""])
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(now, encoding="utf-8")
    assert now == GOLDEN.read_text(encoding="utf-8")
    assert now.count("(nothing)") == 1


HOOK = "def on_page_markdown(markdown, **_):\n    raise ValueError('of the hook')\n"
ALIKE = {
    "sound": ({}, ""),
    "settings and content": (
        {"mkdocs.yml": ("- search", "- serach"), "content/levels.yml": ("[BK-01]\n    rul", "[BK-9]\n    rul")},
        "2 problems",
    ),
    "features that are no list": ({"mkdocs.yml": ("logo: logo.svg", "features: yes")}, "is not iterable"),
    "a hook that fails": ({"mkdocs.yml": ("strict: true", "hooks: [hook.py]"), "hook.py": HOOK}, "of the hook"),
    "a template that is none": ({"mkdocs.yml": ("strict: true", "extra_templates: [x.html]")}, "x.html"),
    "a link of a page that is another's": ({"settings/static/other.md": "[x](nowhere.md)"}, "nowhere.md"),
    "a link of a page that is another's to ours": ({"settings/static/other.md": "[x](levels.md)"}, ""),
    "a page in the place of ours": (
        {"settings/hosting/published/levels/index.html": "x"},
        "settings/hosting/published/levels/index.html:1:1: the site has a file of this name",
    ),
    "a file in the place of the worker": ({"settings/hosting/published/sw.js": "x"}, "sw.js:1:1: the site has a file"),
    "another ending": ({"content/pages/cases/More.YML": "x"}, "More.YML:1:1: expected the name More.yml, got More.YML"),
    "a palette without media and colours": ({"mkdocs.yml": ("scheme: default", "primary: custom")}, ""),
}


@pytest.mark.parametrize("name", ALIKE)
def test_check_refuses_what_build_refuses_in_the_same_words(name: str, tmp_path: Path) -> None:
    changes, part = ALIKE[name]
    folder = bakery(tmp_path)
    for file, change in changes.items():
        if isinstance(change, tuple):
            edit(folder / file, *change)
        else:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(change, encoding="utf-8")
    checked, built = (
        CliRunner().invoke(main, [*command, "--config", str(folder / "mkdocs.yml")])
        for command in (["check"], ["build", "--no-pdf"])
    )
    told, as_built = (
        [line for line in done.stderr.splitlines() if not line.endswith(" ...")] for done in (checked, built)
    )
    assert (checked.exit_code, told) == (built.exit_code, as_built)
    assert checked.exit_code == (1 if part else 0), checked.stderr
    assert part in checked.stderr
