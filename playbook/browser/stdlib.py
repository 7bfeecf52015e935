"""The part of Python's library that goes to the browser: what was seen in use, and what calculators import besides."""

import ast
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from playbook.browser import runtime
from playbook.errors import Problem, Problems, expected
from playbook.model.runtime import Modules

# What a module imports from inside a C module is nowhere in its text, so it is imported and looked at.
IMPORTED = """
import sys
for name in sys.argv[1:]:
    try:
        __import__(name)
    except ImportError:
        pass  # this Python was built without it
print(*sys.modules)
"""
LIST = "runtime-modules.json"


def read(settings: Path) -> Modules:
    """Return what `python -m tests.support.trace` wrote, into `settings` or for the package. Raises Problems."""
    path = runtime.place(settings, LIST)
    try:
        return Modules.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        message = expected("the list of modules that `python -m tests.support.trace` writes", "none that can be read")
        raise Problems([Problem(str(path), 1, 1, message)]) from None


def trimmed(library: bytes, modules: Modules, calculators: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the sources of `library` (a zip) that the browser needs, by their name in the zip.

    These are the modules `used` when the calculators were traced and, with all that comes with it, any that
    `calculators` (path -> source) import and the trace did not see. Raises Problems where the browser has no such
    module.
    """
    with zipfile.ZipFile(io.BytesIO(library)) as archive:
        names = {module(name): name for name in archive.namelist() if name.endswith(".py")}
        new = _imports(calculators, {*names, *modules.builtin}) - {*modules.used, *modules.builtin}
        kept = {*modules.used, *(_with_their_own(new) if new else ())}
        return {names[each]: archive.read(names[each]) for each in sorted(kept) if each in names}


def module(name: str) -> str:
    """Return the module that a file of an archive holds: `json` for json/__init__.py."""
    return name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _imports(calculators: Mapping[str, bytes], available: set[str]) -> set[str]:
    """Return the library modules that the calculators import anywhere, inside functions too."""
    found, problems = set(), []
    own = {"calculators", "__future__"}
    for path, source in calculators.items():
        try:
            tree = ast.parse(source)
            compile(tree, path, "exec")  # finds what the parser lets pass
        except SyntaxError as error:
            problems.append(Problem(path, error.lineno or 1, error.offset or 1, f"not Python: {error.msg}"))
            continue
        for node in ast.walk(tree):
            for name in _named(node):
                if name.partition(".")[0] in own:
                    continue
                if name in available:
                    found.add(name)
                else:
                    what = expected("a module of the standard library as the browser has it", repr(name))
                    problems.append(Problem(path, node.lineno, node.col_offset + 1, what))  # type: ignore[attr-defined]
    if problems:
        raise Problems(problems)
    return found


def _named(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module]
    return []


def _with_their_own(names: Iterable[str]) -> set[str]:
    """Return `names` and every module that importing them brings in, in this Python, the engine's own version."""
    command = [sys.executable, "-I", "-c", IMPORTED, *sorted(names)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {*names, *done.stdout.split()}
