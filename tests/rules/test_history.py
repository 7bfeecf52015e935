"""Versions of the rules as files: what people edit and what nobody does, and what becomes of half a version."""

from pathlib import Path

import pytest

from playbook.pages.clock import today
from playbook.rules import changelog
from tests.rules.test_changelog import SHORTER, changed, read, run
from tests.support import handbooks
from tests.support.browser import ROOT


def test_a_broken_version_is_a_problem_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "history" / "one.yml"
    file.parent.mkdir()
    file.write_text("title: x\nday: yesterday\n", encoding="utf-8")
    said = run("diff", file, ROOT)
    assert said.exit_code == 2
    assert f"{file}:2:6: expected a day as in 2026-11-21, got 'yesterday'" in said.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("same_day_hours: {", "same_day_hour: {"),
        ('"unit": "hours", "meaning": "期限短', '"meaning": "期限短'),
        ("    fields:", "    field:"),
        ('{"is": "high"}', '{"is": "high", 1: 2}'),
    ],
)
def test_a_version_that_was_edited_is_a_problem_everywhere(old: str, new: str, tmp_path: Path) -> None:
    folder = changed(tmp_path)
    (file,) = (folder / handbooks.CONTENT / "history").glob("*.lock.yml")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    said = run("diff", file, ROOT)
    assert said.exit_code == 2
    assert f"{file}:2:1: expected the figures and rules that `playbook snapshot` wrote" in said.stderr
    assert any("`playbook snapshot` wrote" in problem for problem in handbooks.problems(folder))


def test_title_day_and_note_of_a_version_may_be_edited(tmp_path: Path) -> None:
    folder = changed(tmp_path)
    file = folder / handbooks.CONTENT / "history/2026-11-22.yml"
    handbooks.edit(file, 'title: "第一版"', "title: 起点\nnote: 开张时的规则")
    assert run("diff", file, folder).exit_code == 0


def test_a_snapshot_is_a_version_that_diff_and_the_loader_read(tmp_path: Path) -> None:
    folder, shorter = changed(tmp_path / "same"), changed(tmp_path / "shorter", SHORTER)
    said = run("snapshot", "第二版", "--config", folder / "mkdocs.yml")
    file = Path(said.output.removeprefix("recorded ").strip())
    assert run("diff", file, folder).exit_code == 0
    assert run("diff", file, shorter).output == run("diff", ROOT, shorter).output
    assert "第二版" in {version.title for version in read(folder).history.values()}


@pytest.mark.parametrize("title", ["", " ", "\t\n", "{{", "to {{no_figure}}", "\udcff"])
def test_a_title_with_which_a_version_could_not_be_read_is_refused(title: str, tmp_path: Path) -> None:
    folder = changed(tmp_path)
    before = sorted((folder / handbooks.CONTENT / "history").iterdir())
    said = run("snapshot", title, "--config", folder / "mkdocs.yml")
    assert (said.exit_code, said.stdout) == (2, "")
    assert "Error: Invalid value for TITLE: expected " in said.stderr
    assert sorted((folder / handbooks.CONTENT / "history").iterdir()) == before


def test_versions_of_one_day_have_files_of_their_own(tmp_path: Path) -> None:
    folder = changed(tmp_path)
    names = [Path(run("snapshot", title, "--config", folder / "mkdocs.yml").output.strip()).name for title in "ab"]
    assert names == [f"{today()}.yml", f"{today()}-2.yml"]
    assert [version.title for version in changelog.versions(read(folder))][-2:] == ["a", "b"]


@pytest.mark.parametrize(("gone", "left"), [(".lock.yml", ".yml"), (".yml", ".lock.yml")])
def test_half_a_version_is_left_out(gone: str, left: str, tmp_path: Path) -> None:
    folder = changed(tmp_path)
    history = f"{handbooks.CONTENT}/history/2026-11-22"
    (folder / f"{history}{gone}").unlink()
    handbook = read(folder)
    wanted = f"expected 2026-11-22{gone} beside it, as `playbook snapshot` writes it"
    said = f"{wanted}, got no such file; left out: the file"
    notes = [(note.path, note.message) for note in handbook.left_out]
    assert notes[0] == (f"{history}{left}", said)
    assert [message for _, message in notes[1:]] == ["there is no page 'rules/changes'; left out: the entry"]
    assert not handbook.history and not handbook.recorded
