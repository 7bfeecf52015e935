"""Writes tools/packages.yml: the packages that scripts are checked with, and all that those need.

`python -m tools.lock_scripts` takes the newest versions that WANTED allows, by npm's own client.
"""

import json
import subprocess
import tempfile
from pathlib import Path

from tools import node

WANTED = (
    "typescript@6.0",  # the last that is written in JavaScript, and so the same file for every machine
    "eslint@10",
    "@eslint/js@10",
    "eslint-plugin-wc@3",
    "@typescript-eslint/eslint-plugin@8",
    "@typescript-eslint/parser@8",
)
OUT = Path(__file__).with_name("packages.yml")
HEAD = """\
# The npm packages that scripts are checked with (tools/check_scripts.py), and those that they need themselves.
# Newer ones: `python -m tools.lock_scripts`.
packages:
"""


def main() -> None:
    """Write the file."""
    _, npm = node.commands("npm")[0]
    with tempfile.TemporaryDirectory() as folder:
        options = ["--package-lock-only", "--ignore-scripts", "--loglevel=error"]
        subprocess.run([*npm, "install", *options, *WANTED], cwd=folder, check=True)
        locked = json.loads(Path(folder, "package-lock.json").read_text(encoding="utf-8"))["packages"]
    lines = [
        f"  {json.dumps(path.removeprefix('node_modules/'))}:\n"
        f"    version: {package['version']}\n    integrity: {package['integrity']}\n"
        for path, package in locked.items()
        if path and not package.get("optional")
    ]
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
