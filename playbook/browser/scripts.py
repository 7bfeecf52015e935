"""The pages' scripts and styles, each bundled into one small file that runs from anywhere, a folder on disk too."""

import json
import tempfile
from pathlib import Path

from pydantic import ValidationError

from playbook.browser import bundler, packages
from playbook.cache import code, disk
from playbook.errors import Problems
from playbook.load.messages import explain
from playbook.model.runtime import Packages
from playbook.source import shipped
from playbook.source.document import Document, read

PINS = "packages.yml"
# What a page or a worker may ask for, by its file among the sources. The first of the styles is every page's.
SERVICE_WORKER = "offline/sw.js"
GUARD = "theme/guard.js"
"""What every page holds itself: no file of it may be missing or damaged."""
STYLES = (
    "theme/style.css",
    "contacts/contacts.css",
    "incident/incident.css",
    "lab/lab.css",
    "ledger/ledger.css",
    "print/print.css",
    "training/drills.css",
    "training/training.css",
)
ENTRIES = (
    *STYLES,
    "calculator/main.js",
    "checklist/main.js",
    "contacts/main.js",
    "decide/main.js",
    "incident/main.js",
    "lab/main.js",
    "lab/replay.js",
    "lab/versions.js",
    "ledger/main.js",
    "ledger/workbook.js",
    "offline/main.js",
    SERVICE_WORKER,
    "print/fit.js",
    "python/worker.js",
    "scripts/main.js",
    "shared/copy-button.js",
    "shared/workbook-reader.js",
    GUARD,
    "theme/from-disk.js",
    "theme/main.js",
    "training/carry.js",
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


def bundled(sources: Path) -> dict[str, bytes]:
    """Return every entry of the folder `sources`, bundled, by its name. Raises Problems.

    A network is needed only where the cache does not have the very same.
    """
    pins, document = pinned(shipped.path("templates") / PINS)
    files = sorted(path for path in sources.rglob("*") if path.is_file())
    made_of = [(path.relative_to(sources).as_posix(), path.read_bytes()) for path in files]

    def make() -> bytes:
        return json.dumps(_bundle(sources, pins, document)).encode()

    texts: dict[str, str] = json.loads(disk.remembered("scripts", (made_of, repr(pins), code.mark("browser")), make))
    return {name: text.encode() for name, text in texts.items()}


def pinned(path: Path) -> tuple[Packages, Document]:
    """Return what a file pins, and that file. Raises Problems."""
    document = read(path)
    try:
        return Packages.model_validate(document.data), document
    except ValidationError as error:
        found = explain(error.errors(include_url=False), Packages)
        raise Problems(document.problem(*each) for each in found) from None


def laid_out(pins: Packages, document: Document, modules: Path) -> None:
    """Unpack the pinned packages into `modules`, a folder as Node looks for them. Raises Problems."""
    packages.lay_out(pins.packages, modules, lambda name, text: document.problem(("packages", name), text, True))


def _bundle(sources: Path, pins: Packages, document: Document) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="playbook-scripts-", ignore_cleanup_errors=True) as folder:
        modules, out = Path(folder, "node_modules"), Path(folder, "out")
        program = bundler.unpacked(pins.bundler, Path(folder), document)
        laid_out(pins, document, modules)
        entries = [str(sources / name) for name in ENTRIES]
        options = [*OPTIONS, f"--outdir={out}", f"--outbase={sources}"]
        bundler.run(program, [*entries, *options], modules, document)
        return {name: (out / name).read_text(encoding="utf-8") for name in ENTRIES}
