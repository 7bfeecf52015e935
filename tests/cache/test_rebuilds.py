"""What is remembered between the rebuilds of `playbook serve` makes them quick, and no page other than it would be."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from mkdocs.config.base import load_config

from playbook.cache import process
from playbook.cli import commands
from playbook.site import remembered_pages
from playbook.source import config
from tests.support import handbooks
from tests.support.browser import ROOT
from tests.support.handbooks import CONTENT, SETTINGS

# A file, what stands in it, and what is to stand there, None for no file at all: by what the change is about. What
# touches every page comes first: what a later change would hide is seen.
EDITS: dict[str, list[tuple[str, str, str | None]]] = {
    "the settings of Markdown and of the theme": [
        ("mkdocs.yml", "toc_depth: 2", "toc_depth: 3"),
        ("mkdocs.yml", "primary: custom", "primary: teal"),
    ],
    "the name of it all": [(f"{SETTINGS}/brand.yml", "organisation: ", "organisation: Changed ")],
    "a page less": [
        (f"{CONTENT}/pages/principles/emergency.yml", "", None),
        (f"{SETTINGS}/navigation.yml", ", principles/emergency", ""),
    ],
    "a record, and the order of pages": [
        (f"{CONTENT}/pages/records/stock.yml", "label: 上海", "label: Changed"),
        (f"{SETTINGS}/navigation.yml", "records/ledger, records/stock", "records/stock, records/ledger"),
    ],
    "a level": [(f"{CONTENT}/levels.yml", 'colour: "#b3261e"', 'colour: "#b3262e"')],
    "a figure": [(f"{CONTENT}/figures.yml", "region_km: {value: 200", "region_km: {value: 250")],
    "a calculator": [(f"{CONTENT}/calculators/response-level.yml", "title: ", "title: Changed ")],
    "a term": [(f"{CONTENT}/glossary.yml", "meaning: 人人照做的标准步骤。", "meaning: Changed.")],
    "a page's words": [(f"{CONTENT}/sop.yml", "title: ", "title: Changed ")],
}


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook that has been built by a process that remembers."""
    folder = handbooks.copied(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    forget(monkeypatch)
    process.begin()
    build(folder)
    return folder


def forget(patch: pytest.MonkeyPatch) -> None:
    """Be a process that has built nothing."""
    patch.setattr(process, "_kept", {})
    patch.setattr(process, "_begun", False)


def build(folder: Path) -> dict[str, bytes]:
    """What a build writes, by its path in the site."""
    site = folder / "site"
    commands.build(config.find(folder / "mkdocs.yml"), site, with_pdfs=False)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_rebuilds_write_what_a_build_writes(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before: dict[str, bytes] = {}
    for change, edits in EDITS.items():
        for path, old, new in edits:
            file = served / path
            text = file.read_text(encoding="utf-8")
            assert old in text
            if new is None:
                file.unlink()
            else:
                file.write_text(text.replace(old, new, 1), encoding="utf-8")
        rebuilt = build(served)
        assert rebuilt != before, f"{change} changed nothing"
        before = rebuilt
    forget(monkeypatch)
    built = build(served)
    assert rebuilt.keys() == built.keys()
    assert [path for path, content in rebuilt.items() if content != built[path]] == []


def test_pages_are_not_remembered_where_nobody_knows_what_they_are_made_of(tmp_path: Path) -> None:
    def known(extension: str) -> bool:
        file = tmp_path / "mkdocs.yml"
        file.write_text(f"site_name: x\nmarkdown_extensions: [{extension}]", encoding="utf-8")
        return remembered_pages.surroundings(load_config(str(file)), []) is not None

    (tmp_path / "docs").mkdir()
    assert known("attr_list")
    assert not known("pymdownx.snippets"), "it shows other files"


def test_only_what_is_to_be_remembered_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)
    monkeypatch.setattr(process, "MOST", 2)
    made: list[int] = []

    def double(number: int) -> int:
        made.append(number)
        return 2 * number

    def asked(*numbers: int) -> list[int]:
        made.clear()
        assert [process.remembered("double", n, partial(double, n)) for n in numbers] == [2 * n for n in numbers]
        return made

    assert asked(1, 1) == [1, 1], "a build that ends has no use for it"
    process.begin()
    assert asked(1, 2, 1, 2) == [1, 2]
    assert asked(3, 3, 1) == [3, 3], "a large handbook is not held in memory as a whole"
    assert process.remembered("half", 1, lambda: 0.5) == 0.5, "another kind"
