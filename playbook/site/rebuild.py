"""Rebuilds, each in a process of its own that is forked from one with everything at hand (docs/adr/0051).

What a rebuild reads and remembers ends with its process: nothing is stale at the next one, and nothing grows.
"""

import gc
import multiprocessing
import runpy
import signal
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from playbook.source import shipped

_FORK = multiprocessing.get_context("fork")
_PACKAGES = {shipped.PACKAGE.name: shipped.PACKAGE, shipped.CALCULATORS.name: shipped.CALCULATORS}

type Code = dict[Path, tuple[int, int]]


class Rebuilder:
    """Runs `playbook` with the same arguments again and again.

    To be made once the site has been built, so that what takes long to load is there, and before any thread is started.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        gc.collect()
        gc.freeze()  # what is here stays; no later collection looks at it, or copies the memory it shares
        self._connection, theirs = _FORK.Pipe()
        self._process = _FORK.Process(target=_wait, args=(self._connection, theirs, arguments, _code()))
        self._process.start()
        theirs.close()

    def run(self) -> None:
        """Run it. What it has to say is on the terminal. Raises ConnectionError or EOFError if somebody ended us."""
        self._connection.send(None)
        self._connection.recv()

    def close(self) -> None:
        """End, after a rebuild that is under way."""
        self._connection.close()
        self._process.join()


def _wait(theirs: Connection, ours: Connection, arguments: Sequence[str], code: Code) -> None:
    """Fork whenever asked, until nobody is left who could ask."""
    theirs.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too; who started us tells us to end
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        try:
            ours.recv()
        except EOFError:
            return
        process = _FORK.Process(target=_run, args=(arguments, code))
        process.start()
        process.join()
        try:
            ours.send(None)
        except OSError:
            return


def _run(arguments: Sequence[str], code: Code) -> None:
    if code != _code():
        sys.dont_write_bytecode = True  # of two changes within a second, the second one's would not be told apart
        for name in list(sys.modules):
            if name.partition(".")[0] in _PACKAGES:
                del sys.modules[name]
    gc.set_threshold(100_000)  # it ends soon: what it leaves lying about need not be looked for so often
    sys.argv[1:] = arguments
    runpy.run_module("playbook", run_name="__main__")


def _code() -> Code:
    """Return which program this is: its files, with the time of their last change and their size."""
    found = {}
    for folder in _PACKAGES.values():
        for path in folder.rglob("*.py"):
            about = path.stat()
            found[path] = (about.st_mtime_ns, about.st_size)
    return found
