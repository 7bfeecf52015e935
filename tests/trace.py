"""Which modules of Python's library the calculators use in the browser's Python: `python -m tests.trace` writes them down.

Every worked case runs in the real engine, with its whole library, under Node; what was imported by then goes into
site_config/runtime-modules.json. To be run after a change of the pinned version; a test says when the list is stale.
"""

import io
import json
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from playbook import bundle, runtime, stdlib
from playbook.rulebook import all_rules
from playbook.load import load
from playbook.shipped import CALCULATORS
from tests.browser import ROOT
from tests.node import node
from tests.worked import worked_cases

SETTINGS = ROOT / "site_config"
SCRIPT = """
import { readFileSync } from "node:fs";
import { loadPyodide } from "./pyodide.mjs";

const pyodide = await loadPyodide();
pyodide.FS.writeFile("/calculators.zip", readFileSync("calculators.zip"));
const sys = pyodide.pyimport("sys");
sys.path.append("/calculators.zip");
const { answer } = pyodide.pyimport("bridge");
const answers = JSON.parse(readFileSync("requests.json", "utf8")).map((each) => JSON.parse(answer(JSON.stringify(each))));
// In the worker nothing is left to the interpreter's mercy; here, too, a failure shows what it would import.
answers.push(JSON.parse(answer(JSON.stringify({ name: "", inputs: {} }))));
const modules = [...sys.modules.keys()];
console.log(JSON.stringify({ answers, modules, builtin: sys.builtin_module_names.toJs() }));
"""


def traced() -> dict[str, Any]:
    """Return what runtime-modules.json should hold."""
    pins = runtime.read(SETTINGS)
    seen = answers_and_modules()
    with zipfile.ZipFile(io.BytesIO(runtime.files(pins, SETTINGS)["python_stdlib.zip"])) as library:
        files = {stdlib.module(name) for name in library.namelist() if name.endswith(".py")}
    # Neither a file nor compiled in, yet importable: os.path, collections.abc.
    made = {name for name in seen["modules"] if name.partition(".")[0] in sys.stdlib_module_names} - files
    return {
        "version": pins.version,
        "used": sorted(files.intersection(seen["modules"])),
        "builtin": sorted(made.union(seen["builtin"])),
    }


def answers_and_modules() -> dict[str, Any]:
    """Return the answers to the worked cases, in order, and the names of all modules that were imported for them."""
    handbook = load(ROOT / "playbook/content", SETTINGS, ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, body in runtime.files(runtime.read(SETTINGS), SETTINGS).items():
            (folder / file).write_bytes(body)
        (folder / "calculators.zip").write_bytes(bundle.archive(CALCULATORS, all_rules(handbook)))
        requests = [{"name": case.calculator, "inputs": case.inputs} for case in worked_cases()]
        (folder / "requests.json").write_text(json.dumps(requests), encoding="utf-8")
        result: dict[str, Any] = json.loads(node(SCRIPT, folder))
        return result


if __name__ == "__main__":
    (SETTINGS / stdlib.LIST).write_text(json.dumps(traced(), indent=1) + "\n", encoding="utf-8")
