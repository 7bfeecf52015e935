"""Checks the pages' scripts, `python -m tools.check_scripts`: types by TypeScript, other faults by ESLint.

Both run on a copy of templates/ in .cache/, beside the packages that tools/packages.yml pins; the first time needs a
network. Messages name the files as the project does.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from playbook.browser import scripts
from playbook.errors import Problems
from tools import node

ROOT = Path(__file__).parent.parent
PINNED = (ROOT / "templates" / scripts.PINS, ROOT / "tools" / scripts.PINS)
WORK = ROOT / ".cache/check-scripts"
CHECKS = (
    ("typescript/bin/tsc", "--project", "templates/tsconfig.json"),
    ("typescript/bin/tsc", "--project", "templates/tsconfig.workers.json"),
    ("eslint/bin/eslint.js", "--config", "templates/eslint.config.mjs", "--max-warnings=0", "."),
)


def main() -> int:
    """Run every check; return 0 where none has anything to say."""
    try:
        modules = _modules()
    except Problems as problems:
        print(problems, file=sys.stderr)
        return 1
    for name in ("templates", "tests"):
        shutil.rmtree(WORK / name, ignore_errors=True)
    shutil.copytree(ROOT / "templates", WORK / "templates")
    for path in (ROOT / "tests").rglob("*.test.js"):
        target = WORK / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    _, command = node.commands("node")[-1]  # the project's own, whatever is on PATH
    results = [
        subprocess.run([*command, str(modules / program), *options], cwd=WORK, check=False).returncode
        for program, *options in CHECKS
    ]
    return int(any(results))


def _modules() -> Path:
    """Return the folder of all pinned packages; what is there from an earlier run stays. Raises Problems."""
    modules, made_of = WORK / "node_modules", WORK / "packages"
    key = hashlib.sha256(b"".join(path.read_bytes() for path in PINNED)).hexdigest()
    if not made_of.is_file() or made_of.read_text(encoding="utf-8") != key:
        shutil.rmtree(WORK, ignore_errors=True)
        for path in PINNED:
            scripts.laid_out(*scripts.pinned(path), modules)
        made_of.write_text(key, encoding="utf-8")
    return modules


if __name__ == "__main__":
    sys.exit(main())
