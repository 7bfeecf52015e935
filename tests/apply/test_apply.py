"""`playbook apply` as it is used: what it shows, what it asks, what it writes, and what it refuses.

After a wanted change: `UPDATE_GOLDEN=1 pytest tests/apply/test_apply.py`, then read the difference.
"""

from pathlib import Path
from textwrap import dedent

import pytest

from playbook.cli import apply as command
from playbook.rules.draft_file import read_draft
from playbook.source import whole_file
from tests.cli.test_cli import run
from tests.support import golden, handbooks
from tests.support.browser import ROOT
from tests.support.drafted import EVERY

DRAFT = """\
# Made in the lab.
mark: "00000000"
numbers:
  soon_hours: {from: 4, to: 6.5}
  priority-score.waiting.waiting_days.2: {from: 2, to: 3}
off: [priority-score.waiting.2]
"""
FAULTS = {
    "no such file": None,
    "an empty file": "",
    "nothing that changes": "mark: '00000000'\n",
    "keys and types that are wrong": (
        "mark: 12345678\nnumber: {}\nnumbers: {soon_hours: 5, many_people: {from: 3, too: 4}}\noff: response\n"
    ),
    "names that are none": (
        "numbers: {soon_hour: {from: 4, to: 5}}\n"
        "off: [response-level.rule.soon, response-level.rules.son, soon, priority-score.waiting.7]\n"
        "order: {response-level.rules: [soon], priority-score.wait: ['1']}\n"
    ),
    "numbers that are others by now": "numbers: {soon_hours: {from: 5, to: 6}, many_people: {from: 3, to: 4}}\n",
    "a number below what is allowed": "numbers:\n  soon_hours: {from: 4, to: -1}\n",
    "weights that do not add up": "numbers:\n  priority-score.waiting.weight: {from: 60, to: 50}\n",
    "a band without a number": "numbers:\n  long_wait_days: {from: 5, to: 1}\n",
    "no rule left": "off: [response-level.rules.soon, response-level.rules.many]\n",
    "no points left": "off: [priority-score.promise.1]\n",
    "an alias": "numbers: &a {soon_hours: {from: 4, to: 5}}\nb: *a\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    EVERY["minimal-en"](tmp_path)
    settings = "site_name: x\nplugins: [{playbook: {content: content, settings: settings}}]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_it_says_of_drafts_at_fault(folder: Path) -> None:
    now = ""
    for name, text in FAULTS.items():
        file = folder / "draft.yml"
        if text is not None:
            file.write_text(text, encoding="utf-8")
        before = contents(folder)
        done = run("apply", "draft.yml", "--yes")
        assert (done.exit_code, done.stdout) == (1, ""), name
        assert contents(folder) == before
        now += f"# {name}\n{done.stderr}\n"
    golden.same("apply/faults.txt", now)


def test_it_shows_what_changes_and_writes_it_if_told_so(folder: Path) -> None:
    (folder / "draft.yml").write_text(DRAFT, encoding="utf-8")
    before = contents(folder)
    shown = run("apply", "draft.yml")
    assert (shown.exit_code, shown.stderr) == (1, "nothing was written; --yes writes it\n")
    assert contents(folder) == before
    done = run("apply", "draft.yml", "--yes")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(shown.stdout)
    golden.same("apply/written.txt", done.stdout)
    changed = {path for path, raw in contents(folder).items() if before[path] != raw}
    assert {Path(path).name for path in changed} == {"figures.yml", "priority-score.yml"}


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_it_asks_where_somebody_can_be_asked(
    answer: str, written: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "draft.yml").write_text(DRAFT, encoding="utf-8")
    before = contents(folder)
    monkeypatch.setattr(command, "is_asked", lambda: True)
    done = run("apply", "draft.yml", stdin=answer)
    assert done.exit_code == 0
    assert "Write this? [y/N]" in done.stdout
    assert ("nothing was written" in done.stdout) != written
    assert (contents(folder) != before) == written


def test_a_file_that_is_saved_meanwhile_is_not_written_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "draft.yml").write_text(DRAFT, encoding="utf-8")
    figures = folder / "content/figures.yml"

    def confirmed(_: str) -> bool:
        figures.write_bytes(figures.read_bytes() + b"# mine\n")
        return True

    monkeypatch.setattr(command, "is_asked", lambda: True)
    monkeypatch.setattr(command.click, "confirm", confirmed)
    done = run("apply", "draft.yml")
    said = "content/figures.yml:1:1: expected the file as it was read, got another one: it was saved meanwhile"
    assert done.exit_code == 1 and done.stderr.splitlines()[0] == said
    assert figures.read_bytes().endswith(b"# mine\n")
    assert b"{from" not in figures.read_bytes() and b"value: 4," in figures.read_bytes()


def test_where_one_file_cannot_be_written_none_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "draft.yml").write_text(DRAFT, encoding="utf-8")
    before = contents(folder)
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "priority-score.yml":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(whole_file.Path, "replace", failing)
    done = run("apply", "draft.yml", "--yes")
    assert done.exit_code == 1
    assert "priority-score.yml:1:1: cannot be written: No space left on device" in done.stderr
    assert contents(folder) == before


def test_an_alias_in_content_is_refused_and_the_file_left_as_it_is(folder: Path) -> None:
    figures = folder / "content/figures.yml"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace("{value: 4,", "&soon {value: 4,"), encoding="utf-8")
    (folder / "draft.yml").write_text("numbers: {soon_hours: {from: 4, to: 5}}\n", encoding="utf-8")
    before = contents(folder)
    done = run("apply", "draft.yml", "--yes")
    assert done.exit_code == 1 and "content/figures.yml:6:15: expected the value itself, got &soon" in done.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("guide", ["writing.md", "writing.en.md"])
def test_the_guides_example_is_a_draft_of_the_default_handbook(guide: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    example = text[text.index("    numbers:") :].partition("\n\n")[0]
    (tmp_path / "draft.yml").write_text(dedent(example), encoding="utf-8")
    draft = read_draft(tmp_path / "draft.yml", handbooks.default()).file
    assert draft.numbers and draft.off and draft.order


def test_a_draft_of_what_is_there_already_changes_nothing(folder: Path) -> None:
    (folder / "draft.yml").write_text("numbers: {soon_hours: {from: 4, to: 4.0}}\n", encoding="utf-8")
    before = contents(folder)
    done = run("apply", "draft.yml", "--yes")
    assert (done.exit_code, done.stdout) == (0, "nothing changes\n")
    assert contents(folder) == before
