"""Output for a terminal, a file or another program, whatever encoding each of them takes."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb
from typing import TextIO

import click

from playbook.errors import Problem

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


@contextmanager
def guarded(status: int = 1) -> Iterator[None]:
    """End the command with this exit status and a sentence where something cannot be read or written.

    A program that takes no more of the output, as `head` does, has got what it wants: that needs no sentence.
    """
    try:
        yield
    except SystemExit as ended:
        if ended.code:
            _end_quietly()
        raise
    except OSError as error:
        _end_quietly()
        said = _said(error)
        if error.errno != errno.EPIPE:
            where = said or str(error.filename2 or error.filename or "playbook")  # the second is where a copy goes
            try:
                print(Problem(where, 0, 0, f"{error.strerror or error}; the command ended there"), file=sys.stderr)
                sys.stderr.flush()
            except OSError:
                _lead_nowhere(sys.stderr)
        sys.exit(status)


def _end_quietly() -> None:
    """Have nothing said of files that are closed when the process ends: why they could not be written has been said."""
    sys.unraisablehook = lambda _: None


def _said(error: OSError) -> str | None:
    """Return which standard stream did not take what was said, if that is the error; it leads nowhere from now on."""
    for frame, _ in walk_tb(error.__traceback__):
        if frame.f_code is click.echo.__code__:
            stream = sys.stderr if frame.f_locals["err"] else sys.stdout
            _lead_nowhere(stream)
            return "standard error" if frame.f_locals["err"] else "standard output"
    return None


def _lead_nowhere(stream: TextIO) -> None:
    """Throw away what the stream still holds, which is written when the process ends, and all that comes."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def _writes(encoding: str) -> bool:
    try:
        return bool(WRITTEN.encode(encoding))
    except UnicodeEncodeError:
        return False
