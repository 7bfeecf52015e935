"""Files of killed processes, temporary or half written, go; who has no folder for a cache goes without."""

import errno
import fcntl
import os
import pwd
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playbook.cache import disk, scratch
from tests.support.browser import ROOT


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder


def test_temporary_files_of_a_killed_process_go_with_the_next_one(temporary: Path) -> None:
    body = f"""
import os, signal, tempfile
tempfile.tempdir = {str(temporary)!r}
from playbook.cache import scratch
with scratch.folder():
    tempfile.mkdtemp()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", body], cwd=ROOT, check=False).returncode == -signal.SIGKILL
    (left,) = temporary.iterdir()
    assert len(list(left.iterdir())) == 2
    other = temporary / "playbook-of-somebody"
    other.mkdir()
    later = time.time() - 10
    os.utime(left / scratch.HELD, (later, later))
    with (left / scratch.HELD).open() as held:  # one that lives
        fcntl.flock(held, fcntl.LOCK_EX)
        with scratch.folder():
            assert left.exists()
    with scratch.folder():
        assert not left.exists()
        assert tempfile.gettempdir() != str(temporary)
    assert tempfile.gettempdir() == str(temporary)
    assert list(temporary.iterdir()) == [other]


def test_without_a_folder_for_temporary_files_a_command_that_needs_none_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: Any, **__: Any) -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    before = tempfile.tempdir
    monkeypatch.setattr(tempfile, "gettempdir", refuse)
    with scratch.folder():
        assert tempfile.tempdir == before


def test_what_was_begun_in_the_cache_and_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    disk.keep("kind/first", b"1")
    folder = tmp_path / "playbook/kind"
    for name, age in ((".new-left", 10_000), (".new-being-written", 1)):
        (folder / name).write_text("half")
        os.utime(folder / name, (time.time() - age,) * 2)
    disk.keep("kind/second", b"2")
    assert sorted(path.name for path in folder.iterdir()) == [".new-being-written", "first", "second"]


def test_somebody_without_a_home_has_no_cache_and_no_folder_named_by_a_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_: int) -> None:
        raise KeyError("nobody")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert disk.remembered("kind", ("made of",), lambda: b"made") == b"made"
    assert disk.recall("kind/other") is None
    assert not list(tmp_path.iterdir())


def test_a_cache_that_takes_nothing_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "playbook").write_text("a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert disk.remembered("kind", ("made of",), lambda: b"made") == b"made"
