"""What is remembered between the rebuilds of `playbook serve` makes them quick, and no page other than it would be."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from mkdocs.config.base import load_config

from playbook.cache import process
from playbook.cli.main import commands
from playbook.site import remembered_pages
from playbook.source import config
from tests.support import handbooks
from tests.support.browser import ROOT
from tests.support.handbooks import CONTENT, SETTINGS

# A file, what stands in it, and what is to stand there, None for no file at all: by what the change is about.
EDITS: dict[str, list[tuple[str, str, str | None]]] = {
    "a page's words": [(f"{CONTENT}/sop.yml", "title: ", "title: Changed ")],
    "a page less": [
        (f"{CONTENT}/principles/emergency.yml", "", None),
        (f"{SETTINGS}/navigation.yml", ", principles/emergency", ""),
    ],
    "a record, and the order of pages": [
        (f"{CONTENT}/records/stock.yml", "label: 上海", "label: Changed"),
        (f"{SETTINGS}/navigation.yml", "records/ledger, records/stock", "records/stock, records/ledger"),
    ],
    "a term": [(f"{CONTENT}/glossary.yml", "meaning: 人人照做的标准步骤。", "meaning: Changed.")],
    "a figure": [(f"{CONTENT}/figures.yml", "region_km: {value: 200", "region_km: {value: 250")],
    "a level": [(f"{CONTENT}/levels.yml", 'colour: "#b3261e"', 'colour: "#b3262e"')],
    "a calculator": [(f"{CONTENT}/calculators/response-level.yml", "title: ", "title: Changed ")],
    "the name of it all": [(f"{SETTINGS}/brand.yml", "organisation: ", "organisation: Changed ")],
    "the settings of Markdown and of the theme": [
        ("mkdocs.yml", "toc_depth: 2", "toc_depth: 3"),
        ("mkdocs.yml", "primary: custom", "primary: teal"),
    ],
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A handbook that has been built by a process that remembers."""
    folder = handbooks.copied(tmp_path_factory.mktemp("memory"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    with pytest.MonkeyPatch.context() as patch:
        forget(patch)
        process.begin()
        build(folder)
        yield folder


def forget(patch: pytest.MonkeyPatch) -> None:
    """Be a process that has built nothing."""
    patch.setattr(process, "_kept", {})
    patch.setattr(process, "_begun", False)


def build(folder: Path) -> dict[str, bytes]:
    """What a build writes, by its path in the site."""
    site = folder / "site"
    commands.build(config.find(folder / "mkdocs.yml"), site, with_pdfs=False)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("change", EDITS)
def test_a_rebuild_writes_what_a_build_writes(served: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: (served / path).read_bytes() for path, _, _ in EDITS[change]}
    for path, old, new in EDITS[change]:
        file = served / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        if new is None:
            file.unlink()
        else:
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        rebuilt = build(served)
        forget(monkeypatch)
        assert rebuilt == build(served)
    finally:
        for path, content in before.items():
            (served / path).write_bytes(content)


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
