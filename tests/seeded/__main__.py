"""Puts each fault of faults.yml into a copy of the checkout, runs its tests there and says whether they found it."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from tests.support.browser import ROOT

FAULTS = Path(__file__).with_name("faults.yml")
CODE = ("playbook/", "calculators/", "templates/")
PASSED, FAILED = 0, 1
"""What pytest returns; whatever else it returns, the tests were not run to their end."""


def copied(target: Path) -> list[Path]:
    """Copy what git knows of this checkout; return the files of code."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)
    for command in (["git", "init", "--quiet"], ["git", "add", "--all"]):  # tests ask git what belongs to the project
        subprocess.run(command, cwd=target, check=True)
    return [target / name for name in names if name.startswith(CODE) and "/content/" not in name]


def places(faults: list[dict[str, Any]], files: list[Path]) -> list[Path]:
    """Return the one file for each fault that has its text."""
    texts = {file: file.read_text(encoding="utf-8", errors="replace") for file in files}
    found = [[file for file, text in texts.items() for _ in range(text.count(each["old"]))] for each in faults]
    lost = [f"{each['name']}: in {len(at)} places" for each, at in zip(faults, found, strict=True) if len(at) != 1]
    if lost:
        raise SystemExit("expected the text of each fault in one place of the code:\n" + "\n".join(lost))
    return [file for (file,) in found]


def main() -> None:
    """Run the command."""
    arguments = argparse.ArgumentParser(prog="python -m tests.seeded", description=__doc__)
    arguments.add_argument("words", nargs="*", help="run only the faults whose names have one of these words")
    arguments.add_argument("--check", action="store_true", help="only see that every fault still has its place")
    options = arguments.parse_args()
    faults = yaml.safe_load(FAULTS.read_text(encoding="utf-8"))
    faults = [each for each in faults if not options.words or any(word in each["name"] for word in options.words)]
    missed = []
    with tempfile.TemporaryDirectory(prefix="playbook-seeded-") as folder:
        copy = Path(folder, "copy")
        at = places(faults, copied(copy))
        if options.check:
            return
        for fault, file in zip(faults, at, strict=True):
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(fault["old"], fault["new"]), encoding="utf-8")
            environment = os.environ | {"PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(cache(Path(folder)))}
            tests = [f"tests/{name}" for name in fault["tests"]]
            command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
            done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
            if done.returncode not in (PASSED, FAILED):
                raise SystemExit(f"{fault['name']}: the tests did not run:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")
            found = done.returncode == FAILED
            by = next((line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))), "")
            print(f"{'found    ' if found else 'NOT FOUND'} {fault['name']}  {by[:120]}", flush=True)
            missed += [] if found else [fault["name"]]
            file.write_text(text, encoding="utf-8")
    print(f"{len(faults) - len(missed)} of {len(faults)} found")
    sys.exit(bool(missed))


def cache(folder: Path) -> Path:
    """A copy of the user's cache for each fault: what faulty code keeps there is used by nobody."""
    kept, own = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"), "playbook"), folder / "cache"
    shutil.rmtree(own, ignore_errors=True)
    if kept.is_dir():
        shutil.copytree(kept, own / "playbook")
    return own


if __name__ == "__main__":
    main()
