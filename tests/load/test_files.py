"""Files that are no files, that cannot be read, or that not every computer tells apart."""

import os
import shutil
from pathlib import Path

import pytest

from playbook.errors import Problems
from playbook.source.config import find
from tests.support.handbooks import bakery, copied, said
from tests.support.platforms import posix


def test_names_that_differ_in_capital_letters_only(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    if (folder / "CONTENT").exists():
        return  # this system holds only one of the two, and never has both
    shutil.copy(folder / "content/glossary.yml", folder / "content/Glossary.yml")
    assert any(
        line.startswith(
            "content/glossary.yml:1:1: expected a name that differs from others in more than capital letters"
        )
        for line in said(folder)
    )


@posix
@pytest.mark.parametrize("name", [b"a\nb.txt", b"\xff.txt", b"a\xe2\x80\xa8b.txt", b"a\xc2\x85b.txt", b"a\x1bb.txt"])
def test_a_published_file_whose_name_no_address_or_list_holds(name: bytes, tmp_path: Path) -> None:
    static = bakery(tmp_path) / "settings/static"
    static.mkdir()
    (static / os.fsdecode(name)).touch()
    (static / "\u56fe 1 %20#?\u3000.txt").touch()
    (line,) = said(tmp_path)
    assert line.startswith("settings/static/")
    assert line.endswith(": expected a name of letters, in UTF-8, got one with a line end or another sign that is none")
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new", "letters"),
    [
        ("scripts/call", "scripts/Second One", "small letters"),
        ("glossary", "calculators/My Refund", "small letters"),
        ("glossary", "training/lessons/第一课", "small letters"),
        ("pages/home", "pages/rain/two words", "letters"),
        ("pages/home", "pages/what?", "letters"),
    ],
)
def test_a_name_that_can_be_no_address(old: str, new: str, letters: str, tmp_path: Path) -> None:
    """Blanks and signs break anchors and links, capitals ids; a page may have any letters."""
    content = bakery(tmp_path) / "content"
    path = content / f"{new}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(content / f"{old}.yml", path)
    name = new.removeprefix("training/lessons/").partition("/")[2] or new.rpartition("/")[2]
    wanted = f"content/{new}.yml:1:1: expected a name of {letters}, digits and hyphens, got {name!r}"
    assert said(tmp_path).count(wanted) == 1


def test_a_page_may_be_called_in_any_letters(tmp_path: Path) -> None:
    content = bakery(tmp_path) / "content"
    (content / "pages/大雨").mkdir(parents=True)
    shutil.copy(content / "pages/home.yml", content / "pages/大雨/Größe-2_b.yml")
    assert said(tmp_path) == ["(nothing)"]


def test_accents_may_be_signs_of_their_own(tmp_path: Path) -> None:
    """As old systems of Apple write them: the page is called as everybody types its name."""
    pages = bakery(tmp_path) / "content/pages"
    links = "[{page: cafe\u0301/cr\u00e8me, title: x}, {page: caf\u00e9, title: x}]"
    blocks = "[{type: links, pages: [cafe\u0301/*, cafe\u0301]}]"
    text = f"title: x\ndescription: x\nlinks: {links}\nblocks: {blocks}\n"
    (pages / "cafe\u0301").mkdir()
    (pages / "cafe\u0301/cre\u0300me.yml").write_text(text, encoding="utf-8")
    words = "---\ntitle: x\ndescription: x\n---\n\n[x](caf\u00e9.md) [y](cafe\u0301/cre\u0300me.md)\n"
    (pages / "menu.md").write_text(words, encoding="utf-8")
    assert said(tmp_path) == ["(nothing)"]
    (pages / "cafe\u0301.md").write_text("---\ntitle: x\ndescription: x\n---\n", encoding="utf-8")
    (pages / "caf\u00e9.yml").write_text("title: x\ndescription: x\n", encoding="utf-8")
    (line,) = said(tmp_path)
    assert "expected one file for a page" in line


@posix
def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    (folder / "content/levels.yml").unlink()
    (folder / "content/levels.yml").mkdir()
    assert said(folder) == ["content/levels.yml:1:1: cannot be read: Is a directory"]


@posix
def test_a_pipe_in_the_place_of_a_file(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    os.mkfifo(folder / "content/scripts/pipe.yml")
    assert said(folder) == ["content/scripts/pipe.yml:1:1: expected a YAML file, got a pipe or device"]


@posix
def test_what_is_published_as_it_is_must_be_files(tmp_path: Path) -> None:
    static = bakery(tmp_path) / "settings/static"
    static.mkdir()
    (static / "loop.svg").symlink_to("loop.svg")
    (static / "logo.svg").write_text("<svg/>", encoding="utf-8")
    [line] = said(tmp_path)
    assert line.startswith("settings/static/loop.svg:1:1: expected what can be read")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = bakery(tmp_path)
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:  # as for anybody but root, whom no mode stops
        if path.name == "sop.yml":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert said(folder) == ["content/sop.yml:1:1: cannot be read: Permission denied"]


def test_folders_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = bakery(tmp_path)
    (folder / "settings/static/icons").mkdir(parents=True)
    allowed = os.access
    # As for anybody but root, whom no mode stops.
    closed = ("content/pages/cases", "settings/static/icons")
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith(closed) and allowed(path, mode))
    found = said(folder)
    assert "content/pages/cases:1:1: cannot be read: permission denied" in found
    assert any(line.startswith("settings/static/icons:1:1: expected what can be read") for line in found)
    closed = ("content",)
    with pytest.raises(Problems, match="content:1:1: cannot be read: permission denied"):
        find(copied(tmp_path / "own") / "mkdocs.yml")
