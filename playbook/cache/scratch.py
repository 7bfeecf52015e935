"""One folder for all temporary files of a process: gone when it ends, or, if it is killed, with the next one."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout, has_fcntl

HELD = ".playbook-scratch" if has_fcntl else ".playbook-scratch-held"
"""The file that a process holds as long as it uses the folder: the system lets go of it however the process ends.

Another name where it is held in another way, of which who asks the system would not know.
"""
YOUNG = 2.0
"""Seconds in which a folder is its maker's, who may not hold that file yet."""


@contextlib.contextmanager
def folder() -> Iterator[None]:
    """Have what this process makes for a while, libraries too, made in one folder; remove those of killed processes.

    Where none can be made, each says so who needs one.
    """
    with contextlib.ExitStack() as ends:
        with contextlib.suppress(OSError):
            usual = tempfile.gettempdir()
            _remove_left_over(Path(usual))
            made = ends.enter_context(tempfile.TemporaryDirectory(prefix="playbook-", ignore_cleanup_errors=True))
            ends.enter_context(FileLock(Path(made, HELD)))
            ends.callback(setattr, tempfile, "tempdir", usual)
            tempfile.tempdir = made
        yield


def _remove_left_over(where: Path) -> None:
    for held in where.glob(f"playbook-*/{HELD}"):
        with contextlib.suppress(OSError):  # gone by now
            if _left_over(held):
                shutil.rmtree(held.parent, ignore_errors=True)


def _left_over(held: Path) -> bool:
    about = held.lstat()
    mine = not held.parent.is_symlink() and (not hasattr(os, "getuid") or about.st_uid == os.getuid())
    if not mine or abs(time.time() - about.st_mtime) < YOUNG:
        return False
    try:
        with FileLock(held, timeout=0):
            return True
    except Timeout:
        return False
