"""Which of the library's modules the calculators use in the browser: `python -m tests.support.trace` writes them down.

Every worked case runs in the real engine, its whole library and all, under Node; what was imported by then goes into
playbook/defaults/runtime-modules.json. To be run after a change of the pinned version; a test says when the list is
stale.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from playbook.browser import bundle, runtime, stdlib
from playbook.load.handbook import load
from playbook.source.shipped import CALCULATORS
from tests.support.browser import ROOT
from tests.support.node import node
from tests.support.worked import worked_cases

SETTINGS = ROOT / "site_config"
SCRIPT = """
import { readFileSync } from "node:fs";
import { loadPyodide } from "./pyodide.mjs";

const pyodide = await loadPyodide();
pyodide.FS.writeFile("/calculators.zip", readFileSync("calculators.zip"));
const sys = pyodide.pyimport("sys");
sys.path.append("/calculators.zip");
const { answer } = pyodide.pyimport("bridge");
const requests = JSON.parse(readFileSync("requests.json", "utf8"));
const answers = requests.map((each) => JSON.parse(answer(JSON.stringify(each))));
// A failure of a calculator is answered too, with modules of its own.
answers.push(JSON.parse(answer(JSON.stringify({ name: "", inputs: {} }))));
const modules = Object.fromEntries(
  [...sys.modules.keys()].map((name) => [name, sys.modules.get(name).__spec__?.origin ?? ""]),
);
console.log(JSON.stringify({ answers, modules, builtin: sys.builtin_module_names.toJs() }));
"""


def traced() -> dict[str, Any]:
    """Return what runtime-modules.json should hold."""
    seen = answers_and_modules()
    # The rest is compiled in, frozen into the engine (os), or another's alias (os.path): importable without a file.
    used = {name for name, origin in seen["modules"].items() if ".zip/" in origin and "calculators.zip" not in origin}
    known = {name for name in seen["modules"] if name.partition(".")[0] in sys.stdlib_module_names}
    return {
        "version": runtime.read(SETTINGS).version,
        "used": sorted(used),
        "builtin": sorted(known.union(seen["builtin"]) - used),
    }


def answers_and_modules() -> dict[str, Any]:
    """Return the answers to the worked cases, in order, and the modules imported for them, with their origin."""
    handbook = load(ROOT / "playbook/content", SETTINGS, ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, body in runtime.files(runtime.read(SETTINGS), SETTINGS).items():
            (folder / file).write_bytes(body)
        (folder / "calculators.zip").write_bytes(bundle.archive(CALCULATORS, handbook.rules))
        requests = [{"name": case.calculator, "inputs": case.as_json()} for case in worked_cases()]
        (folder / "requests.json").write_text(json.dumps(requests), encoding="utf-8")
        result: dict[str, Any] = json.loads(node(SCRIPT, folder))
        return result


if __name__ == "__main__":
    (runtime.FOLDER / stdlib.LIST).write_text(json.dumps(traced(), indent=1) + "\n", encoding="utf-8")
