"""The starters: each is sound as it is, says all in its own language, and works on a phone; the small one is small."""

import gzip
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from playbook.cli import starters
from tests.cli.test_cli import run
from tests.support.browser import PHONE, TOO_WIDE, serving, watched_page
from tests.support.once import made_once

NAMES = ("helpdesk", "minimal", "service")
ENGLISH, CHINESE = [(name, "en") for name in NAMES], [(name, "zh") for name in NAMES]
EVERY = ENGLISH + CHINESE
MOST_FILES, MOST_LINES = 12, 250
"""How small `minimal` stays, comments counted."""

CJK = re.compile(r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
WORD = re.compile(r"[A-Za-z]+")
TERMS = {"IT", "SLA", "Markdown", "Excel", "CSV", "PDF", "playbook", "apply", "A", "B", "C", "EX", "KB", "MB"}
"""What a Chinese handbook says in Latin letters: names, terms, commands, sizes of paper and files, ids."""

MARK = re.compile(r"\b[0-9a-f]{8}\b")
"""The version of the rules."""


@pytest.fixture(scope="module", params=EVERY, ids="-".join)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new handbook of each starter, built once."""
    name, language = request.param
    return handbook(name, language, tmp_path_factory)


def handbook(name: str, language: str, temporary: pytest.TempPathFactory) -> Path:
    """A new handbook of a starter, with its site: made once, for all workers to read."""

    def make(folder: Path) -> None:
        folder.rmdir()
        done = run("new", folder, "--starter", name, "--lang", language)
        assert done.exit_code == 0, done.stderr
        assert f"started {folder}\n" in done.stdout
        checked = run("check", "--config", folder / "mkdocs.yml")
        assert (checked.exit_code, checked.stderr) == (0, ""), "it checks without a word of complaint"
        assert checked.stdout.startswith("no problems: ")
        built = run("build", "--config", folder / "mkdocs.yml", "--out", folder / "site", "--no-pdf")
        assert built.exit_code == 0, built.stderr

    return made_once(temporary, f"starter-{name}-{language}", make)


def test_each_is_listed_with_a_line() -> None:
    listed = run("new", "--list").stdout.splitlines()
    assert {tuple(line.split()[:2]) for line in listed} == {*EVERY, ("car", "zh")}
    assert all(len(line.split(maxsplit=2)[2]) > 10 and ": " in line for line in listed)


def test_each_is_content_and_settings_alone() -> None:
    for starter in starters.available():
        if starter.name != starters.DEFAULT:
            assert sorted(path.name for path in starter.folder.iterdir()) == ["content", "settings"]


def test_each_builds_and_names_its_format(made: Path) -> None:
    assert (made / "site/index.html").is_file()
    assert "\nplaybook: 1" in (made / "settings/brand.yml").read_text(encoding="utf-8")
    assert "playbook/content" not in (made / "mkdocs.yml").read_text(encoding="utf-8")
    guide = (made / "GUIDE.md").read_text(encoding="utf-8")
    assert "`content/figures.yml`" in guide and "`settings/units.yml`" in guide
    assert [name for name in ("playbook/content", "site_config", ".venv", "make serve") if name in guide] == []
    readme = (made / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:content|settings)/[\w/.-]*)`", readme)
    assert len(named) > 5
    assert [path for path in named if not (made / path).exists()] == [], "its ten steps name what is there"


def test_both_languages_have_the_same_files() -> None:
    for name in NAMES:
        inside = {
            language: {path.relative_to(starters.FOLDER / name / language).as_posix() for path in files(name, language)}
            for language in ("en", "zh")
        }
        assert inside["en"] - inside["zh"] <= {"settings/units.yml"}, "Chinese shows yuan as they are"
        assert inside["zh"] <= inside["en"]


def files(name: str, language: str) -> list[Path]:
    """The files of a starter."""
    return [path for path in (starters.FOLDER / name / language).rglob("*") if path.is_file()]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_minimal_is_small(language: str) -> None:
    held = files("minimal", language)
    assert len(held) <= MOST_FILES
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in held) <= MOST_LINES
    assert len([path for path in held if path.parent.name == "pages"]) == 3
    calculators = "".join(path.read_text(encoding="utf-8") for path in held if path.parent.name == "calculators")
    assert [calculators.count(key) for key in ("\nforms:", "\npoints:", "    type: any_of")] == [1, 1, 1]
    assert "formula: " in calculators
    commented = [path for path in held if path.suffix == ".yml" and path.read_text(encoding="utf-8").count("# ") < 2]
    assert commented == [], "each says what it is for, to who has never seen one"


SHEETS = """title: To print
description: For the wall
lead: Print again.
sheets:
"""


def test_minimal_prints_what_it_has(tmp_path: Path) -> None:
    """Sheets of levels, questions and scripts need no procedure."""
    assert run("new", tmp_path / "mine", "--starter", "minimal", "--lang", "en").exit_code == 0
    sheets = "".join(
        f"  - {{id: {layout}, layout: {layout}, paper: a4, title: X, description: X, lead: X, heading: X}}\n"
        for layout in ("wall", "tree", "cards")
    )
    (tmp_path / "mine/content/print.yml").write_text(SHEETS + sheets, encoding="utf-8")
    checked = run("check", "--config", tmp_path / "mine/mkdocs.yml")
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert "17 pages" in checked.stdout


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts in a file, by name: those inside of archives too."""
    if data.startswith(b"\x1f\x8b"):
        yield from unpacked(f"{name}>", gzip.decompress(data))
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inside in archive.namelist():
                yield from unpacked(f"{name}>{inside}", archive.read(inside))
    elif b"\0" not in data:  # pictures, fonts and programs are no texts
        yield name, data.decode("utf-8")


@pytest.mark.parametrize("made", ENGLISH, ids="-".join, indirect=True)
def test_no_chinese_letter_is_in_an_english_site(made: Path) -> None:
    found = {
        name: CJK.findall(text)[:5]
        for path in sorted((made / "site").rglob("*"))
        if path.is_file()
        for name, text in unpacked(path.name, path.read_bytes())
        if CJK.search(text)
    }
    assert found == {}


class Visible(HTMLParser):
    """What readers of a page see or hear: its texts, and the attributes that are words."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = 0
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.texts += [value for key, value in attrs if value and key in ("aria-label", "title", "placeholder")]
        self.texts += [value for key, value in attrs if value and key == "alt" and value != "logo"]  # the theme's own

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


@pytest.mark.parametrize("made", CHINESE, ids="-".join, indirect=True)
def test_a_chinese_site_shows_no_english_word(made: Path) -> None:
    pages = list((made / "site").rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        page = Visible()
        page.feed(path.read_text(encoding="utf-8"))
        words = set(WORD.findall(MARK.sub("", "\n".join(page.texts))))
        assert words <= TERMS, (path, words - TERMS)


def test_home_and_level_on_a_phone(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = handbook("helpdesk", "en", tmp_path_factory)
    with serving(folder / "site") as address, watched_page(browser, f"{address}/", **PHONE) as page:
        page.goto("index.html")
        expect(page.get_by_role("heading", level=1)).to_have_text("IT helpdesk handbook")
        assert page.evaluate(TOO_WIDE, PHONE["viewport"]["width"]) == []
        page.goto("calculators/response-level/")
        assert page.evaluate(TOO_WIDE, PHONE["viewport"]["width"]) == []
        page.locator('[name="people"]').fill("30")
        page.locator('[name="work"][value="stopped"]').check()
        expect(page.locator('[data-result="level"]')).to_contain_text("P1")
        page.locator('[name="people"]').fill("2")
        expect(page.locator('[data-result="level"]')).to_contain_text("P3")


def test_a_starter_with_an_mkdocs_yml_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own file decides about its folders, and no pictures of ours are added."""
    folder = tmp_path / "starters/own/en"
    shutil.copytree(starters.FOLDER / "minimal/en/content", folder / "text")
    shutil.copytree(starters.FOLDER / "minimal/en/settings", folder / "look")
    (folder / "mkdocs.yml").write_text("plugins: [{playbook: {content: text, settings: look}}]\n", encoding="utf-8")
    monkeypatch.setattr(starters, "FOLDER", tmp_path / "starters")
    assert run("new", tmp_path / "mine", "--starter", "own").exit_code == 0
    assert (tmp_path / "mine/mkdocs.yml").read_text(encoding="utf-8").endswith("settings: look}}]\n")
    assert not (tmp_path / "mine/look/static").exists()
