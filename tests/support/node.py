"""Node, for the tests that run scripts in it."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.node import commands

_ANSWERING = """
import {{ createInterface }} from "node:readline";
{imports}
const answer = {function};
for await (const line of createInterface({{ input: process.stdin }})) {{
  process.stdout.write(`${{JSON.stringify(answer(JSON.parse(line)))}}\n`);
}}
"""


def node(script: str, folder: Path) -> str:
    """Run an ES module in `folder` and return what it prints. Raises RuntimeError with the end of its errors."""
    file = folder / "script.mjs"
    file.write_text(script, encoding="utf-8")
    _, command = commands("node")[0]
    done = subprocess.run([*command, file.name], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"node failed: {done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def answering(imports: str, function: str, folder: Path) -> Iterator[Callable[[Any], Any]]:
    """Give what asks a function of JavaScript, which a module with these imports has, and returns its answer."""
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "answering.mjs").write_text(_ANSWERING.format(imports=imports, function=function), encoding="utf-8")
    _, command = commands("node")[0]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, "answering.mjs"], cwd=folder, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin
        assert process.stdout
        asked, said = process.stdin, process.stdout

        def ask(given: Any) -> Any:
            asked.write(json.dumps(given) + "\n")
            asked.flush()
            return json.loads(said.readline())

        yield ask
        asked.close()
