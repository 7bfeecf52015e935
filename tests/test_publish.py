"""A new site takes the last one's place whole or not at all, whatever happens on the way."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.errors import Problem, Problems
from playbook.publish import MARKER, publish

SETTLED = {"site"}


def writes(text: str) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        (folder / "rules").mkdir()
        (folder / "index.html").write_text(text, encoding="utf-8")
        (folder / "rules/index.html").write_text(text, encoding="utf-8")

    return build


def fails(error: BaseException) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        writes("half")(folder)
        raise error

    return build


def page(site: Path) -> str:
    return (site / "index.html").read_text(encoding="utf-8")


def beside(site: Path) -> set[str]:
    """Names in the site's parent folder: a staging folder that was left there shows up."""
    return {path.name for path in site.parent.iterdir()}


def message(raised: pytest.ExceptionInfo[Problems], out: Path) -> str:
    (problem,) = raised.value.problems
    assert problem == Problem(str(out), 0, 0, problem.message)
    return problem.message


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def good(out: Path) -> Path:
    publish(writes("good"), out)
    return out


def in_a_process(body: str, out: Path) -> subprocess.Popen[str]:
    """Run `body` in another Python, where `out` and this module's helpers are at hand."""
    header = "import os, signal, sys; from pathlib import Path; from tests.test_publish import *"
    lines = f"{header}\nout = Path(sys.argv[1])\n{textwrap.dedent(body)}"
    command = [sys.executable, "-c", lines, str(out)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def killed(body: str, out: Path) -> None:
    with in_a_process(body, out) as process:
        _, errors = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL, errors


def test_first_site_makes_missing_folders(tmp_path: Path) -> None:
    out = tmp_path / "a/b/site"
    publish(writes("first"), out)
    assert page(out) == "first"
    assert beside(out) == SETTLED


def test_second_site_replaces_the_first_whole(good: Path) -> None:
    publish(lambda folder: (folder / "index.html").write_text("new", encoding="utf-8") and None, good)
    assert page(good) == "new"
    assert not (good / "rules").exists()
    assert beside(good) == SETTLED


def test_marker_lists_the_files_and_is_byte_stable(good: Path) -> None:
    before = (good / MARKER).read_bytes()
    assert before == b"index.html\nrules/index.html\n"
    publish(writes("again"), good)
    assert (good / MARKER).read_bytes() == before


def test_an_empty_folder_is_taken(out: Path) -> None:
    out.mkdir()
    publish(writes("first"), out)
    assert page(out) == "first"


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


def test_a_full_disk_is_a_problem(good: Path) -> None:
    with pytest.raises(Problems) as raised:
        publish(fails(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))), good)
    assert (
        message(raised, good) == "the site cannot be written: No space left on device; nothing was replaced"
    )
    assert page(good) == "good"
    assert beside(good) == SETTLED


def test_an_error_about_a_file_that_the_build_reads_is_not_explained_away(good: Path) -> None:
    with pytest.raises(FileNotFoundError):
        publish(lambda _: Path("content/missing.yml").read_text() and None, good)
    assert beside(good) == SETTLED


def test_a_file_among_the_parents_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    out = tmp_path / "file/site"
    with pytest.raises(Problems) as raised:
        publish(writes("new"), out)
    assert message(raised, out).startswith("the site cannot be written: ")


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
        printed, errors = process.communicate(timeout=30)
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


def test_killed_while_building(good: Path) -> None:
    killed(
        "publish(lambda folder: writes('half')(folder) or os.kill(os.getpid(), signal.SIGKILL), out)", good
    )
    assert page(good) == "good"
    assert beside(good) == {"site", ".site-staging"}

    publish(writes("new"), good)
    assert page(good) == "new"
    assert beside(good) == SETTLED


KILLED_BETWEEN_THE_RENAMES = """
    rename = Path.rename
    def rename_and_die(self, target):
        rename(self, target)
        os.kill(os.getpid(), signal.SIGKILL)
    Path.rename = rename_and_die
    publish(writes("new"), out)
"""


def test_killed_between_the_renames_the_last_good_site_comes_back(good: Path) -> None:
    killed(KILLED_BETWEEN_THE_RENAMES, good)
    assert not good.exists()

    def build(_: Path) -> None:
        assert page(good) == "good", "back before the next build begins"
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        publish(build, good)
    assert page(good) == "good"
    assert beside(good) == SETTLED


def test_killed_after_the_renames_the_new_site_stays(good: Path) -> None:
    killed(
        """
        import shutil
        shutil.rmtree = lambda _: os.kill(os.getpid(), signal.SIGKILL)
        publish(writes("new"), out)
        """,
        good,
    )
    assert page(good) == "new"
    with pytest.raises(ValueError, match="broken"):
        publish(fails(ValueError("broken")), good)
    assert page(good) == "new"
    assert beside(good) == SETTLED


def test_a_second_rename_that_fails_is_rolled_back(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse_the_new_site(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_the_new_site)
    with pytest.raises(Problems, match="the site cannot be written"):
        publish(writes("new"), good)
    assert page(good) == "good"
    assert beside(good) == SETTLED


def test_ctrl_c_between_the_renames_is_rolled_back(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        result = rename(self, target)
        if self == good:
            raise KeyboardInterrupt
        return result

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(writes("new"), good)
    assert page(good) == "good"
    assert beside(good) == SETTLED


def test_two_builds_at_once_the_second_is_told(good: Path) -> None:
    slow = """
        def build(folder):
            writes("first")(folder)
            print("building", flush=True)
            sys.stdin.readline()
        publish(build, out)
    """
    with in_a_process(slow, good) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "building\n"
        with pytest.raises(Problems) as raised:
            publish(writes("second"), good)
        assert message(raised, good).startswith("another build is writing this site")
        assert page(good) == "good"
        publish(writes("other"), good.parent / "other")  # another site in the same folder is free
        _, errors = process.communicate("\n", timeout=30)
    assert process.returncode == 0, errors
    assert page(good) == "first"
    assert beside(good) == {"site", "other"}


def test_a_lock_that_its_holder_just_removed_is_taken_anew(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file = Path.open
    removed = []

    def open_and_lose(self: Path, *arguments: str, **options: str) -> object:
        opened = open_file(self, *arguments, **options)
        if self.name == "lock" and not removed:
            self.unlink()
            removed.append(self)
        return opened

    monkeypatch.setattr(Path, "open", open_and_lose)
    publish(writes("new"), good)
    assert removed
    assert page(good) == "new"
    assert beside(good) == SETTLED
