"""The sites that are compared: this one, and the same pages with a stock worker behind them."""

import io
import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from playbook import bytecode, npm
from playbook.bundle import BRIDGE
from playbook.load import load
from playbook.rulebook import all_rules
from playbook.shipped import CALCULATORS
from tests.browser import ROOT

HERE = Path(__file__).parent
ASSETS = Path("assets/playbook")


def build(out: Path) -> None:
    """Build the default handbook into `out`."""
    command = [sys.executable, "-m", "playbook", "build", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=True)


def with_stock_files(site: Path, version: str, out: Path) -> None:
    """Copy `site` to `out` with the worker replaced by one that loads npm's `pyodide` at `version` as it comes."""
    shutil.copytree(site, out)
    [worker] = (out / ASSETS).glob("worker-*.js")
    shutil.copy(HERE / "stock_worker.js", worker)
    stock = out / ASSETS / "stock"
    stock.mkdir()
    with tarfile.open(fileobj=io.BytesIO(npm.pack("pyodide", version))) as archive:
        for member in archive:
            file = archive.extractfile(member)
            name = Path(member.name).name
            if file and name.startswith(("pyodide", "python_stdlib")) and not name.endswith((".map", ".ts")):
                (stock / name).write_bytes(file.read())
    sources = {f"calculators/{path.name}": path.read_bytes() for path in CALCULATORS.glob("*.py")}
    rules = all_rules(load(ROOT / "playbook/content", ROOT / "site_config", ROOT))
    sources["calculators/rules.json"] = json.dumps(rules, ensure_ascii=False).encode()
    sources["bridge.py"] = BRIDGE.read_bytes()
    (stock / "calculators.zip").write_bytes(bytecode.archive(sources))
