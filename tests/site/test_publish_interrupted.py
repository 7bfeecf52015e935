"""A build that is killed, stopped or overtaken leaves the last good site, or the next run puts it back."""

import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.errors import Problems
from playbook.site.publish import publish
from tests.support import kills
from tests.support.fuzzing import amount
from tests.support.patience import PATIENCE
from tests.support.platforms import linux
from tests.support.publishing import SETTLED, beside, by_renames, fails, in_a_process, killed, message, page, writes


def test_killed_while_building(good: Path) -> None:
    killed(
        """
        def build(folder):
            writes("half")(folder)
            os.kill(os.getpid(), signal.SIGKILL)
        publish(build, out)
        """,
        good,
    )
    assert page(good) == "good"
    assert beside(good) == {"site", ".site-staging"}

    publish(writes("new"), good)
    assert page(good) == "new"
    assert beside(good) == SETTLED


KILLED_BETWEEN_THE_RENAMES = """
    import playbook.site.publish
    playbook.site.publish.exchanged = lambda one, other: False
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


@pytest.mark.parametrize("exchanged", ["", "playbook.site.publish.exchanged = lambda one, other: False"])
def test_killed_after_the_swap_the_new_site_stays(exchanged: str, good: Path) -> None:
    killed(
        f"""
        import shutil
        import playbook.site.publish
        {exchanged}
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
    by_renames(monkeypatch)
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
    by_renames(monkeypatch)
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
        _, errors = process.communicate("\n", timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert page(good) == "first"
    assert beside(good) == {"site", "other"}


def test_a_lock_that_its_holder_just_removed_is_taken_anew(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock = fcntl.flock
    removed: list[str] = []

    def lose_and_lock(lock: int, operation: int) -> None:
        if not removed:
            removed.append("once")
            (good.parent / ".site-staging/lock").unlink()
        flock(lock, operation)

    monkeypatch.setattr(fcntl, "flock", lose_and_lock)
    publish(writes("new"), good)
    assert removed
    assert page(good) == "new"
    assert beside(good) == SETTLED


@pytest.mark.fuzz
@pytest.mark.parametrize("by", ["", "renames"])
def test_after_every_kill_a_site_is_whole(by: str, tmp_path: Path, figures: Callable[[str], None]) -> None:
    found = kills.figures(tmp_path, amount(60, 500), seed=1, by=by)
    figures(f"publishing, {by or 'exchange'}: {found}")
    assert found["whole in the end"] == found["kills"]
    assert found["left over"] > 20, "kills that came while it was writing"
    assert "half" not in found
    if not by and sys.platform == "linux":
        assert found["whole"] == found["kills"], "at no moment is there no site"


@linux
def test_a_reader_finds_a_site_at_every_moment(good: Path) -> None:
    swaps = """
        for number in range(200):
            publish(writes(str(number)), out)
    """
    looked = missed = 0
    with in_a_process(swaps, good) as process:
        while process.poll() is None:
            looked += 1
            missed += not (good / "index.html").exists()
    assert process.returncode == 0
    assert looked > 1000
    assert not missed


def recreated(folder: Path) -> None:
    """As the site engine does, which makes the folders that its files need."""
    (folder / "late").mkdir(parents=True)
    writes("late")(folder / "late")


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("a", set()),
        ("a/b", {"a"}),
        ("a/b/.site-staging", {"a", "a/b", "a/b/site", "a/b/site/rules"}),
    ],
)
@pytest.mark.parametrize("goes_on", [recreated, writes("late"), lambda folder: None])
def test_a_folder_above_that_is_taken_away_meanwhile_is_a_sentence_and_nothing_is_left(
    goes_on: Callable[[Path], None], gone: str, left: set[str], tmp_path: Path
) -> None:
    out = tmp_path / "a/b/site"
    publish(writes("good"), out)

    def build(folder: Path) -> None:
        shutil.rmtree(tmp_path / gone)
        goes_on(folder)

    with pytest.raises(Problems) as raised:
        publish(build, out)
    assert "meanwhile" in message(raised, out) or "No such file or directory" in message(raised, out)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_dir()} == left


def test_a_site_that_is_taken_away_meanwhile_is_there_again(good: Path) -> None:
    def build(folder: Path) -> None:
        shutil.rmtree(good)
        writes("new")(folder)

    publish(build, good)
    assert page(good) == "new"
    assert beside(good) == SETTLED


def test_folders_made_for_a_site_that_fails_go_again(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"):
        publish(fails(ValueError("broken")), tmp_path / "a/b/site")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EDQUOT, errno.EIO])
def test_a_disk_that_takes_nothing_more_is_a_sentence(number: int, good: Path) -> None:
    with pytest.raises(Problems) as raised:
        publish(fails(OSError(number, os.strerror(number))), good)
    assert message(raised, good) == f"the site cannot be written: {os.strerror(number)}; nothing was replaced"
    assert page(good) == "good"
    assert beside(good) == SETTLED


def test_a_last_site_that_cannot_be_removed_is_told_and_the_new_one_stands(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = shutil.rmtree

    def refuse(folder: Path, **options: bool) -> None:
        if page(folder) == "good":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder / "rules"))
        remove(folder, **options)

    monkeypatch.setattr(shutil, "rmtree", refuse)
    with pytest.raises(Problems) as raised:
        publish(writes("new"), good)
    assert message(raised, good).startswith("the new site is there; of the last one ")
    assert page(good) == "new"
