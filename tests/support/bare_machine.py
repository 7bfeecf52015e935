"""A machine without what only POSIX systems have: for a process that is started with this folder's sitecustomize."""

import os
import sys
from pathlib import Path

from tests.support.browser import ROOT

SITECUSTOMIZE = """
import os
import sys

ABSENT = {"fcntl", "grp", "pty", "pwd", "readline", "resource", "termios", "tty"}


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Absent())
for name in ABSENT:
    sys.modules.pop(name, None)
for name in ("fork", "forkpty", "killpg", "posix_spawn", "setsid", "symlink"):
    if hasattr(os, name):
        delattr(os, name)
"""


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a process on that machine, whose sitecustomize and empty PATH are in `folder`.

    It has no programs, neither sh nor make nor node, and a console that takes GBK.
    """
    (folder / "none").mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name.startswith(("XDG_", "HOME", "SYSTEMROOT"))}
    path = os.pathsep.join([str(folder), str(ROOT)])
    given = {"PATH": str(folder / "none"), "PYTHONPATH": path, "PYTHONIOENCODING": "gbk", "PLAYBOOK_PDF": "0"}
    return kept | given | variables


PYTHON = sys.executable
