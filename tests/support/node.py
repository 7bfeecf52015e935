"""Node, for the tests that run scripts in it."""

import subprocess
from pathlib import Path

from tools.node import commands


def node(script: str, folder: Path) -> str:
    """Run an ES module in `folder` and return what it prints. Raises RuntimeError with the end of its errors."""
    file = folder / "script.mjs"
    file.write_text(script, encoding="utf-8")
    _, command = commands("node")[0]
    done = subprocess.run([*command, file.name], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"node failed: {done.stderr[-2000:]}")
    return done.stdout
