"""A build that is killed, stopped or overtaken leaves the last good site, or the next run puts it back."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from playbook.errors import Problems
from playbook.site.publish import publish
from tests.support.patience import PATIENCE
from tests.support.publishing import SETTLED, beside, fails, in_a_process, killed, message, page, writes


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
