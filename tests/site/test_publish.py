"""A new site takes the last one's place whole or not at all."""

import errno
from pathlib import Path

import pytest

import playbook.site.publish
from playbook.errors import Problems
from playbook.site.publish import MARKER, publish
from tests.support.patience import PATIENCE
from tests.support.platforms import posix
from tests.support.publishing import SETTLED, beside, by_renames, fails, in_a_process, message, page, writes


def test_first_site_makes_missing_folders(tmp_path: Path) -> None:
    out = tmp_path / "a/b/site"
    publish(writes("first"), out)
    assert page(out) == "first"
    assert beside(out) == SETTLED


def test_second_site_replaces_the_first_whole(good: Path) -> None:
    def build(folder: Path) -> None:
        (folder / "index.html").write_text("new", encoding="utf-8")

    publish(build, good)
    assert page(good) == "new"
    assert not (good / "rules").exists()
    assert beside(good) == SETTLED


def test_marker_lists_the_files_and_is_byte_stable(good: Path) -> None:
    before = (good / MARKER).read_bytes()
    assert before == b"index.html\nrules/index.html\n"
    publish(writes("again"), good)
    assert (good / MARKER).read_bytes() == before


def test_names_with_signs_that_end_lines_elsewhere_are_a_sites_own(out: Path) -> None:
    def build(folder: Path) -> None:
        (folder / "a\u2028b\x85c.txt").touch()

    publish(build, out)
    publish(writes("new"), out)
    assert page(out) == "new"


def test_an_empty_folder_is_taken(out: Path) -> None:
    out.mkdir()
    publish(writes("first"), out)
    assert page(out) == "first"


@posix
def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "link").symlink_to("public")
    publish(writes("linked"), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert page(tmp_path / "public") == "linked"


def test_a_relative_path_is_shown_as_given(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out.parent)
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(Problems) as raised:
        publish(writes("new"), Path("site"))
    assert message(raised, Path("site")) == "expected a folder for the site, got a file"
    assert out.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("broken"), Problems([]), SystemExit(3)])
def test_a_failed_build_changes_nothing(error: BaseException, good: Path) -> None:
    with pytest.raises(type(error)):
        publish(fails(error), good)
    assert page(good) == "good"
    assert beside(good) == SETTLED


def test_a_failed_first_build_leaves_nothing(out: Path) -> None:
    with pytest.raises(ValueError, match="broken"):
        publish(fails(ValueError("broken")), out)
    assert beside(out) == set()


def test_an_error_about_a_file_that_the_build_reads_is_not_explained_away(good: Path) -> None:
    def build(_: Path) -> None:
        Path("content/missing.yml").read_text(encoding="utf-8")

    with pytest.raises(FileNotFoundError):
        publish(build, good)
    assert beside(good) == SETTLED


def test_a_file_among_the_parents_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    out = tmp_path / "file/site"
    with pytest.raises(Problems) as raised:
        publish(writes("new"), out)
    assert message(raised, out).startswith("the site cannot be written: ")


@posix
def test_an_unwritable_parent_is_a_problem(out: Path) -> None:
    out.parent.chmod(0o555)
    body = """
        if os.getuid() == 0:  # who may write everywhere
            os.setuid(65534)
        try:
            publish(writes("new"), out)
        except Problems as problems:
            print(problems.problems[0].message)
    """
    with in_a_process(body, out) as process:
        printed, errors = process.communicate(timeout=PATIENCE)
    out.parent.chmod(0o755)
    assert printed == "the site cannot be written: Permission denied; nothing was replaced\n", errors


@pytest.mark.parametrize("name", ["notes.txt", "drafts/plan.txt", ".git/HEAD"])
def test_somebody_elses_folder_is_refused(name: str, out: Path) -> None:
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("mine", encoding="utf-8")
    with pytest.raises(Problems) as raised:
        publish(writes("new"), out)
    assert f"expected an earlier site or an empty folder, got {name}" in message(raised, out)
    assert (out / name).read_text(encoding="utf-8") == "mine"
    assert beside(out) == SETTLED


def test_a_site_to_which_somebody_added_a_file_is_refused(good: Path) -> None:
    (good / "rules/CNAME").touch()
    with pytest.raises(Problems) as raised:
        publish(writes("new"), good)
    assert "got rules/CNAME, which no build put there" in message(raised, good)
    assert page(good) == "good"


@posix
def test_a_link_in_a_site_is_somebodys_and_never_followed(good: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/file").touch()
    (good / "photos").symlink_to(tmp_path / "precious")
    with pytest.raises(Problems):
        publish(writes("new"), good)
    assert (tmp_path / "precious/file").exists()


def test_what_a_file_manager_leaves_does_not_matter(good: Path) -> None:
    (good / ".DS_Store").touch()
    publish(writes("new"), good)
    assert page(good) == "new"


def test_what_excel_puts_beside_an_open_file_does_not_matter(good: Path) -> None:
    (good / "rules/~$table.xlsx").touch()
    (good / "rules/.~lock.table.xlsx#").touch()
    publish(writes("new"), good)
    assert page(good) == "new"


def refused(good: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Refuse to rename the site so often, as Windows does where a file in it is open."""
    by_renames(monkeypatch)
    rename, tries = Path.rename, iter(range(times))

    def refuse(self: Path, target: Path) -> Path:
        if self == good and next(tries, None) is not None:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)


def test_a_file_that_is_open_for_a_moment_is_waited_for(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(good, monkeypatch, 3)
    publish(writes("new"), good)
    assert page(good) == "new"


def test_a_file_that_stays_open_is_told(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(good, monkeypatch, 1000)
    monkeypatch.setattr(playbook.site.publish, "_PATIENCE", 0.2)
    with pytest.raises(Problems) as raised:
        publish(writes("new"), good)
    assert "if a program has a file of it open, Excel for one, close it there; nothing was repl" in message(
        raised, good
    )
    assert page(good) == "good"
    assert beside(good) == SETTLED
