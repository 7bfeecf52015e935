"""Everything a page needs to run the calculators, as files to publish: the engine, its library, the calculators."""

import hashlib
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

import deflate

from playbook.browser import bytecode, runtime, scripts, stdlib
from playbook.cache import code, disk
from playbook.errors import Problem, Problems, expected
from playbook.model.runtime import Modules, Pins
from playbook.source import shipped

ASSETS = "assets/playbook/"
FOLDER = ASSETS + "runtime/"
WORKER = "python/worker.js"
NEEDED = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
SMALLEST = 12  # of libdeflate's levels: a second for the engine, once, and a twentieth less to carry than by zlib
ENGINE = shipped.path("templates") / "theme" / ASSETS / "python/engine.js"
BRIDGE = Path(__file__).with_name("bridge.py")
SOURCE_MAP = re.compile(rb"\n//# sourceMappingURL=\S+\s*\Z")

type Entry = dict[str, str | int]
type Sources = Mapping[str, bytes]
type Lasting = tuple[dict[str, bytes], dict[str, Entry], Any]

NONE: Sources = MappingProxyType({})
_LASTING: dict[str, Lasting] = {}  # by what it was made of: rebuilds, forked from a process that built, find it here


@dataclass(frozen=True)
class Assets:
    """The files to publish, by their path in the site, and the names that scripts and styles have there.

    `names`: published name by name, as `decide/main.js` -> `decide-main-1a2b3c4d.js`. A name that tells what is in the
    file lets a host and a browser keep it for ever, and no page can be shown with the scripts of another version.
    `guard` is the script that every page holds itself.
    """

    files: dict[str, bytes]
    names: dict[str, str]
    guard: str = ""


def archive(package: Path, rules: Mapping[str, Mapping[str, Any]], own: Sources = NONE) -> bytes:
    """Return the calculators as the browser imports them: a zip of byte code, with their rules as JSON beside it.

    `package` is the folder of the calculators, `rules` the compiled rules by calculator name, `own` the sources of the
    handbook's own calculators by their path, calculators/NAME.py. Equal content gives equal bytes.
    """
    files = {f"calculators/{path.relative_to(package).as_posix()}": path.read_bytes() for path in _sources(package)}
    files |= own
    files["bridge.py"] = BRIDGE.read_bytes()
    text = json.dumps(rules, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    files["calculators/rules.json"] = text.encode()
    return _compiled(files, lines=True)


def assets(
    settings: Path, package: Path, rules: Mapping[str, Any], data: Sources = NONE, own: Sources = NONE
) -> Assets:
    """Return scripts, styles, and what a worker needs to run the calculators. Raises Problems.

    `settings` is the folder of a runtime.yml and runtime-modules.json of the handbook's own, `package`, `rules` and
    `own` as for `archive`. `data` are scripts that only hold what the handbook says, by name.
    """
    made = {**page_scripts(), **data}
    del made[scripts.SERVICE_WORKER]  # it comes when the site is finished
    guard = made.pop(scripts.GUARD).decode().strip()
    published, manifest = runtime_files(settings, package, rules, own)
    # The worker carries the list of its files: it is always that of its own version, and nobody waits for it.
    made[WORKER] = b"globalThis.RUNTIME=" + json.dumps(manifest, separators=(",", ":")).encode() + b";\n" + made[WORKER]
    names = {}
    for name, body in made.items():
        path = PurePosixPath(name)
        names[name] = f"{'-'.join(path.with_suffix('').parts)}-{hashlib.sha256(body).hexdigest()[:8]}{path.suffix}"
        published[ASSETS + names[name]] = body
    return Assets(published, names, guard)


def page_scripts() -> dict[str, bytes]:
    """Return the bundled scripts and styles by their names among the sources. Raises Problems."""
    return scripts.bundled(shipped.path("templates") / "theme" / ASSETS)


def runtime_files(
    settings: Path, package: Path, rules: Mapping[str, Any], own: Sources = NONE
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the files of the browser's Python by their path in the site, and what the worker must know of them.

    That is `lock`, the engine's own list of packages, and `payloads`, by name: file, bytes on the wire, size, sha256.
    """
    pins, modules = runtime.read(settings), stdlib.read(settings)
    _check(pins, modules, settings)
    calculators = {**{str(path): path.read_bytes() for path in _sources(package)}, **own}
    engine = ENGINE.read_text(encoding="utf-8").encode()  # whatever line ends its copy on this machine has
    made_of = (pins, modules, engine, sorted(calculators.items()))
    key = hashlib.sha256(repr(made_of).encode()).hexdigest()
    if key not in _LASTING:
        _LASTING[key] = _lasting(pins, modules, settings, engine, calculators)
    lasting, entries, lock = _LASTING[key]
    published = dict(lasting)
    entries = entries | {"calculators.zip": _publish("calculators.zip", archive(package, rules, own), published)}
    return published, {"lock": {"info": lock, "packages": {}}, "payloads": entries}


def _lasting(pins: Pins, modules: Modules, settings: Path, engine: bytes, calculators: Mapping[str, bytes]) -> Lasting:
    """Return what no change of a handbook touches: published files, their entries in the manifest, the lock's info."""
    files = runtime.files(pins, settings)
    library = stdlib.trimmed(files["python_stdlib.zip"], modules, calculators)
    payloads = {
        # In one script: a loader that finds the engine defined does not go looking for it.
        "engine.js": b"\n".join([engine, files["pyodide.asm.js"], SOURCE_MAP.sub(b"\n", files["pyodide.mjs"])]),
        "engine.wasm": files["pyodide.asm.wasm"],
        "library.zip": _compiled(library, lines=False),
    }
    published: dict[str, bytes] = {}
    entries = {name: _publish(name, body, published) for name, body in payloads.items()}
    return published, entries, json.loads(files["pyodide-lock.json"])["info"]


def _publish(name: str, body: bytes, published: dict[str, bytes]) -> Entry:
    """Add the payload to what is published and return its entry in the manifest."""
    digest = hashlib.sha256(body).hexdigest()
    stem, _, kind = name.partition(".")
    packed = disk.remembered("deflate", (digest, SMALLEST, version("deflate")), partial(_deflated, body))
    file = f"{stem}-{digest[:8]}.{kind}.gz"
    published[FOLDER + file] = packed
    entry: Entry = {"file": file, "bytes": len(packed), "size": len(body), "sha256": digest}
    if kind == "js":
        # Where a host's policy allows scripts from its own addresses only, an inflated script cannot be run.
        entry["script"] = f"{stem}-{digest[:8]}.js"
        published[f"{FOLDER}{entry['script']}"] = body
    return entry


def _deflated(body: bytes) -> bytes:
    return bytes(deflate.gzip_compress(body, SMALLEST))


def _compiled(files: Mapping[str, bytes], lines: bool) -> bytes:
    """Return the files' byte-compiled archive; from the cache if this compiler has made it before."""
    made_of = (bytecode.archive(files), lines, code.mark("browser"))
    return disk.remembered("bytecode", made_of, lambda: bytecode.compiled(files, lines))


def _sources(package: Path) -> list[Path]:
    return sorted(package.rglob("*.py"))


def _check(pins: Pins, modules: Modules, settings: Path) -> None:
    pinned = str(runtime.place(settings, runtime.SETTINGS))
    problems = [
        Problem(pinned, 1, 1, expected(f"the hash of {name} under files", "none"))
        for name in NEEDED
        if name not in pins.files
    ]
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    if pins.python != own:
        message = expected(f"a Python {own}, the one that builds and compiles for it", pins.python)
        problems.append(Problem(pinned, 1, 1, f"Pyodide {pins.version}: {message}"))
    if modules.version != pins.version:
        wanted = f"modules traced in version {pins.version} (`python -m tests.support.trace`)"
        message = expected(wanted, modules.version)
        problems.append(Problem(str(runtime.place(settings, stdlib.LIST)), 1, 1, message))
    if problems:
        raise Problems(problems)
