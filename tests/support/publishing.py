"""Small sites to publish, ways to fail at it, and what is then found on the disk."""

import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

import playbook.site.publish
from playbook.errors import Problem, Problems
from tests.support.patience import PATIENCE

SETTLED = {"site"}

_HEADER = """
import os, signal, sys
from pathlib import Path
from playbook.site.publish import publish
from tests.support.publishing import *
out = Path(sys.argv[1])
"""


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


def by_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish as where a system cannot exchange two folders in one step."""
    monkeypatch.setattr(playbook.site.publish, "exchanged", lambda one, other: False)


def page(site: Path) -> str:
    return (site / "index.html").read_text(encoding="utf-8")


def beside(site: Path) -> set[str]:
    """Names in the site's parent folder: a staging folder that was left there shows up."""
    return {path.name for path in site.parent.iterdir()}


def message(raised: pytest.ExceptionInfo[Problems], out: Path) -> str:
    (problem,) = raised.value.problems
    assert problem == Problem(str(out), 1, 1, problem.message)
    return problem.message


def in_a_process(body: str, out: Path) -> subprocess.Popen[str]:
    """Run `body` in another Python, where `out` and this module's helpers are at hand."""
    lines = f"{_HEADER}{textwrap.dedent(body)}"
    command = [sys.executable, "-c", lines, str(out)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def killed(body: str, out: Path) -> None:
    with in_a_process(body, out) as process:
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL, errors
