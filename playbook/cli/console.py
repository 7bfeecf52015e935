"""Output for a terminal, a file or another program, whatever encoding each of them takes."""

import io
import os
import sys

WRITTEN = "\u624b\u518c"
"""What an encoding must have letters for: most handbooks are in Chinese."""


def prepare() -> None:
    """Let standard output and standard error write every character, and none stop a command.

    A console, or whoever says so by PYTHONIOENCODING, gets its own encoding where that has Chinese letters, as GBK
    does: what it lacks is written as an escape. Everything else, files and other programs too, gets UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            asked = stream.isatty() or "PYTHONIOENCODING" in os.environ
            encoding = stream.encoding if asked and _writes(stream.encoding) else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _writes(encoding: str) -> bool:
    try:
        return bool(WRITTEN.encode(encoding))
    except UnicodeEncodeError:
        return False
