"""Python sources as an archive of byte code for the browser's Python: small, quick to import, the same every time."""

import importlib.util
import io
import marshal
import runpy
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import CodeType

# PEP 552: a hash-based .pyc that is not checked against its source. Its hash is left zero: nothing reads it.
HEADER = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
# Version 2 writes every object out. Later versions refer back to shared ones, and what is shared depends on what else
# the writing process has loaded: the same source would give other bytes. It costs 2% of the size, no measurable time.
MARSHAL_VERSION = 2
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def compiled(files: Mapping[str, bytes], lines: bool) -> bytes:
    """Return a zip of `files` (archive name -> content) with every .py byte-compiled by this Python.

    Docstrings are left out. `lines` keeps the line numbers that a traceback shows. The zip is not compressed: it
    travels compressed as a whole, and imports from it are quicker so. Raises SyntaxError with the compiler's words.
    """
    with tempfile.TemporaryDirectory(prefix="playbook-compile-") as folder:
        path = Path(folder, "archive.zip")
        path.write_bytes(archive(files))
        # In a process of its own: -OO is an option of the interpreter, and the compiler reads it from there.
        command = [
            sys.executable,
            "-OO",
            "-P",
            __file__,
            "py-compile",
            "--silent",
            "--compression-level",
            "0",
        ]
        done = subprocess.run([*command, path.name], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise SyntaxError(done.stderr.strip())
        with zipfile.ZipFile(path) as source:
            return archive({name: _normal(name, source.read(name), lines) for name in source.namelist()})


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return `files` as an uncompressed zip that depends on nothing but them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(files):
            target.writestr(zipfile.ZipInfo(name, FIXED_DATE), files[name])
    return buffer.getvalue()


def _normal(name: str, content: bytes, lines: bool) -> bytes:
    if not name.endswith(".pyc"):
        return content
    code = marshal.loads(content[len(HEADER) :])
    return HEADER + marshal.dumps(code if lines else _without_lines(code), MARSHAL_VERSION)


def _without_lines(code: CodeType) -> CodeType:
    constants = (_without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_consts=tuple(constants), co_linetable=_no_lines(len(code.co_code) // 2))


def _no_lines(units: int) -> bytes:
    """Return the location table that says "nowhere" for `units` instructions, up to 8 to an entry.

    An empty table would be shorter, but printing a traceback fails on it.
    """
    whole, rest = divmod(units, 8)
    return b"\xff" * whole + (bytes([0xF8 | (rest - 1)]) if rest else b"")


if __name__ == "__main__":  # pyodide's command, whose archives are dated by the clock: none holds what is before 1980
    time.localtime = lambda *_: time.struct_time((*FIXED_DATE, 1, 1, 0))
    runpy.run_module("pyodide_cli", run_name="__main__")
