"""Python sources as an archive of byte code for the browser's Python: small, quick to import, the same every time."""

import importlib.util
import io
import marshal
import zipfile
from collections.abc import Mapping
from types import CodeType

# PEP 552: a hash-based .pyc that is not checked against its source. Its hash is left zero: nothing reads it.
HEADER = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)
# Version 2 writes every object out. Later versions refer back to shared ones, and what is shared depends on what else
# the writing process has loaded: the same source would give other bytes. It costs 2% of the size, no measurable time.
MARSHAL_VERSION = 2
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def compiled(files: Mapping[str, bytes], lines: bool) -> bytes:
    """Return a zip of `files` (archive name -> content) with every .py byte-compiled by this Python, as by -OO.

    Docstrings and asserts are left out. `lines` keeps the line numbers that a traceback shows. The zip is not
    compressed: it travels compressed as a whole, and imports from it are quicker so. Raises SyntaxError.
    """
    return archive(dict(_compiled(name, content, lines) for name, content in files.items()))


def _compiled(name: str, content: bytes, lines: bool) -> tuple[str, bytes]:
    if not name.endswith(".py"):
        return name, content
    code = compile(content, name, "exec", dont_inherit=True, optimize=2)
    return f"{name}c", HEADER + marshal.dumps(code if lines else _without_lines(code), MARSHAL_VERSION)


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return `files` as an uncompressed zip that depends on nothing but them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(files):
            target.writestr(zipfile.ZipInfo(name, FIXED_DATE), files[name])
    return buffer.getvalue()


def _without_lines(code: CodeType) -> CodeType:
    constants = (_without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_consts=tuple(constants), co_linetable=_no_lines(len(code.co_code) // 2))


def _no_lines(units: int) -> bytes:
    """Return the location table that says "nowhere" for `units` instructions, up to 8 to an entry.

    An empty table would be shorter, but printing a traceback fails on it.
    """
    whole, rest = divmod(units, 8)
    return b"\xff" * whole + (bytes([0xF8 | (rest - 1)]) if rest else b"")
