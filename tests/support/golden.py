"""What a program prints, kept in files: a difference is read before it is taken on."""

import os

from tests.support.browser import ROOT

FOLDER = ROOT / "tests/golden"


def same(name: str, now: str) -> None:
    """See to it that something is as the file of this name has it, or write it there with UPDATE_GOLDEN."""
    file = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
    assert now == file.read_text(encoding="utf-8")
