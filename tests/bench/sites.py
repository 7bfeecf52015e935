"""The sites that are compared: this one, and copies of it whose Python is another or starts another way."""

import io
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import calculators
from playbook.browser import bytecode, npm
from playbook.browser.bundle import BRIDGE
from playbook.cache import disk
from playbook.source.shipped import CALCULATORS
from tests.support import handbooks
from tests.support.browser import ROOT

HERE = Path(__file__).parent
ASSETS = Path("assets/playbook")
QUESTION = {"ltv": "150000", "deadline_hours": "24", "safety": "medium"}
MICROPYTHON = ("@micropython/micropython-webassembly-pyscript", "1.27.0")


def build(out: Path) -> None:
    """Build the default handbook into `out`."""
    command = [sys.executable, "-m", "playbook", "build", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=True)


def stock(version: str) -> Callable[[Path, Path], None]:
    """Return a maker of sites with npm's `pyodide` at `version` as it comes, in a worker."""

    def make(site: Path, out: Path) -> None:
        _with_files(site, out, _pyodide(version))
        shutil.copy(HERE / "stock_worker.js", _asset(out, "python-worker"))

    return make


def main_thread(version: str) -> Callable[[Path, Path], None]:
    """Return a maker of sites that run npm's `pyodide` at `version` in the page itself."""

    def make(site: Path, out: Path) -> None:
        _with_files(site, out, _pyodide(version))
        page = _asset(out, "calculator-main")
        page.write_text((HERE / "main_thread.js").read_text() + page.read_text())

    return make


def micropython(site: Path, out: Path) -> None:
    """Copy `site` to `out` with MicroPython in its worker, which knows one answer."""
    files = _package(*MICROPYTHON)
    rules = handbooks.rules()["response-level"]
    answer = json.dumps({"result": calculators.calculate("response-level", QUESTION, rules)}, ensure_ascii=False)
    files["answer.py"] = f"def answer():\n    return {answer!r}\n".encode()
    _with_files(site, out, files)
    shutil.copy(HERE / "micropython_worker.js", _asset(out, "python-worker"))


def _asset(site: Path, stem: str) -> Path:
    [found] = (site / ASSETS).glob(f"{stem}-*.js")
    return found


def _with_files(site: Path, out: Path, files: dict[str, bytes]) -> None:
    shutil.copytree(site, out)
    (out / ASSETS / "stock").mkdir()
    for name, content in files.items():
        (out / ASSETS / "stock" / name).write_bytes(content)


def _pyodide(version: str) -> dict[str, bytes]:
    files = {
        name: content
        for name, content in _package("pyodide", version).items()
        if name.startswith(("pyodide", "python_stdlib")) and not name.endswith((".map", ".ts"))
    }
    sources = {f"calculators/{path.name}": path.read_bytes() for path in CALCULATORS.glob("*.py")}
    sources["calculators/rules.json"] = json.dumps(handbooks.rules(), ensure_ascii=False).encode()
    sources["bridge.py"] = BRIDGE.read_bytes()
    return {**files, "calculators.zip": bytecode.archive(sources)}


def _package(name: str, version: str) -> dict[str, bytes]:
    """Return the files of an npm package by their names."""
    kept = disk.remembered(f"bench/{name.replace('/', '--')}-{version}.tgz", lambda: npm.pack(name, version))
    with tarfile.open(fileobj=io.BytesIO(kept)) as archive:
        opened = {Path(member.name).name: archive.extractfile(member) for member in archive}
        return {file: content.read() for file, content in opened.items() if content}
