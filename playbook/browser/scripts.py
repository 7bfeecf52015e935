"""The pages' scripts and styles, each bundled into one small file that runs from anywhere, a folder on disk too."""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

from pydantic import ValidationError

from playbook.browser import node, packages
from playbook.cache import code, disk
from playbook.errors import Problem, Problems
from playbook.load.messages import explain
from playbook.model.runtime import Package, Packages
from playbook.source import shipped
from playbook.source.document import read

PINS = "packages.yml"
BUNDLER = "esbuild-wasm"
# What a page or a worker may ask for, by its file among the sources. The first of the styles is every page's.
SERVICE_WORKER = "offline/sw.js"
STYLES = ("theme/style.css", "print/print.css", "training/drills.css", "training/training.css")
ENTRIES = (
    *STYLES,
    "calculator/main.js",
    "contacts/main.js",
    "decide/main.js",
    "incident/main.js",
    "ledger/main.js",
    "ledger/workbook.js",
    "offline/main.js",
    SERVICE_WORKER,
    "print/fit.js",
    "python/worker.js",
    "scripts/main.js",
    "shared/copy-button.js",
    "theme/main.js",
    "training/course.js",
    "training/exam.js",
    "training/lesson.js",
    "training/practice.js",
)
BROWSERS = ("chrome 84", "firefox 90", "safari 15")  # the oldest that scripts and styles are written for
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=iife",  # a plain script: modules are not loaded from a folder on disk
    "--charset=utf8",
    "--legal-comments=eof",
    f"--target={','.join(BROWSERS).replace(' ', '')}",
    "--log-level=error",
    "--color=false",
)
SECONDS = 120
ERROR = re.compile(r"\[ERROR\] (?P<message>.+)\n\n\s*(?P<path>\S+):(?P<line>\d+):(?P<column>\d+):")


def bundled(sources: Path) -> dict[str, bytes]:
    """Return every entry of the folder `sources`, bundled, by its name. Raises Problems.

    Node and a network are needed only where the cache does not have the very same.
    """
    pins, at = packages_of(shipped.path("templates") / PINS)
    files = sorted(path for path in sources.rglob("*") if path.is_file())
    made_of = [(path.relative_to(sources).as_posix(), path.read_bytes()) for path in files]

    def make() -> bytes:
        return json.dumps(_bundle(sources, pins, at)).encode()

    texts: dict[str, str] = json.loads(
        disk.remembered("scripts", (made_of, sorted(pins.items()), code.mark("browser")), make)
    )
    return {name: text.encode() for name, text in texts.items()}


def packages_of(path: Path) -> tuple[dict[str, Package], packages.At]:
    """Return the packages that a file pins, and what makes a problem at the place of one. Raises Problems."""
    document = read(path)
    try:
        pins = Packages.model_validate(document.data).packages
    except ValidationError as error:
        found = explain(error.errors(include_url=False), Packages)
        raise Problems(document.problem(*each) for each in found) from None
    return pins, lambda name, message: document.problem(("packages", name), message, True)


def _bundle(sources: Path, pins: dict[str, Package], at: packages.At) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="playbook-scripts-") as folder:
        modules, out = Path(folder, "node_modules"), Path(folder, "out")
        packages.lay_out(pins, modules, at)
        entries = [str(sources / name) for name in ENTRIES]
        options = [*OPTIONS, f"--outdir={out}", f"--outbase={sources}"]
        _run([str(modules / BUNDLER / "bin/esbuild"), *entries, *options], modules)
        return {name: (out / name).read_text(encoding="utf-8") for name in ENTRIES}


def _run(arguments: list[str], modules: Path) -> None:
    """Run the bundler by the first Node that can. Raises Problems."""
    failures = []
    for name, command in node.commands("node"):
        environment = os.environ | {"NODE_PATH": str(modules)}
        try:
            done = subprocess.run(
                [*command, *arguments],
                env=environment,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            failures.append(f"{name}: {error}")
            continue
        if done.returncode == 0:
            return
        faults = [
            Problem(match["path"], int(match["line"]), int(match["column"]) + 1, match["message"])
            for match in ERROR.finditer(done.stderr)
        ]
        if faults:
            raise Problems(faults)
        failures.append(f"{name}: {' '.join(done.stderr.split())[:300]}")
    raise Problems([Problem(PINS, 1, 1, "; ".join(failures) or node.missing("node"))])
