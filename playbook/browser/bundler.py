"""The program that bundles scripts: esbuild as it runs on this machine, without Node (docs/adr/0044, 0100)."""

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

from playbook.browser import npm, packages
from playbook.errors import Problem, Problems, expected
from playbook.model.runtime import Bundler, Package
from playbook.source.document import Document

SCOPE = "@esbuild"
KINDS = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
PROGRAMS = ("bin/esbuild", "esbuild.exe")
SECONDS = 120
ERROR = re.compile(r"\[ERROR\] (?P<message>.+)\n\n\s*(?P<path>.+):(?P<line>\d+):(?P<column>\d+):")


def machine() -> str:
    """Return what esbuild calls this kind of machine, as in `linux-x64`."""
    kind = platform.machine().lower()
    return f"{sys.platform}-{KINDS.get(kind, kind)}"


def unpacked(pins: Bundler | None, folder: Path, document: Document) -> Path:
    """Return the path of the program, put into `folder`. Raises Problems, where the `document` pins it."""
    known, mine = pins.integrity if pins else {}, machine()
    if not pins or mine not in known:
        message = expected("esbuild for this kind of machine", mine, known)
        raise Problems([document.problem(("bundler", "integrity"), message)])
    try:
        body = packages.kept(f"{SCOPE}/{mine}", Package(version=pins.version, integrity=known[mine]))
    except npm.Unreachable as error:
        raise packages.offline(error) from None
    except npm.NpmError as error:
        raise Problems([document.problem(("bundler", "integrity", mine), str(error), True)]) from None
    content = dict(packages.contents(body))
    name = next(name for name in PROGRAMS if name in content)
    program = folder / Path(name).name
    program.write_bytes(content[name])
    program.chmod(0o755)
    return program


def run(program: Path, arguments: list[str], modules: Path, document: Document) -> None:
    """Run it; `modules` is the folder of the packages that scripts import. Raises Problems."""
    environment = os.environ | {"NODE_PATH": str(modules)}
    try:
        done = subprocess.run(
            [str(program), *arguments],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Problems([document.problem(("bundler",), f"esbuild cannot be run: {error}")]) from None
    if done.returncode == 0:
        return
    faults = [
        Problem(match["path"], int(match["line"]), int(match["column"]) + 1, match["message"])
        for match in ERROR.finditer(done.stderr)
    ]
    said = " ".join(done.stderr.split())[:300]
    raise Problems(faults or [document.problem(("bundler",), f"esbuild: {said}")])
