"""Two folders take each other's place in one step, where the system has one for it (docs/adr/0104)."""

import ctypes
import os
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100  # AT_FDCWD: paths are as for any other call
_EXCHANGE = 2  # RENAME_EXCHANGE


def exchanged(one: Path, other: Path) -> bool:
    """Let two folders of one disk trade places, so that at no moment either name is free; tell whether they did.

    They do not where the system has no such call (Windows, macOS), the disk cannot (some of a network), or a container
    forbids it. Then nothing has happened, and two renames do it, or say what is in the way.
    """
    call = _renameat2()
    return call is not None and call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


@cache
def _renameat2() -> Any:
    try:
        call = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):  # a system without it, or without a library to ask by no name
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return call
