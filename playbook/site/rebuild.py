"""Rebuilds, each in a process of its own that has at hand what takes long to load (docs/adr/0051, 0099).

Where a system can fork, it is forked from one that has built the site before. Elsewhere it is one that was started in
advance and has loaded the libraries. What a rebuild reads and remembers ends with its process: nothing is stale at the
next one, and nothing grows.
"""

import gc
import importlib
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from playbook.source import shipped

_PACKAGES = {shipped.PACKAGE.name: shipped.PACKAGE, shipped.CALCULATORS.name: shipped.CALCULATORS}
_STARTED = "from playbook.site import rebuild; rebuild.wait()"

type Code = dict[Path, tuple[int, int]]


class Rebuilder(Protocol):
    """Runs `playbook` with the same arguments again and again."""

    def run(self) -> None:
        """Run it. What it has to say is on the terminal."""

    def close(self) -> None:
        """End, after a rebuild that is under way."""


def rebuilder(arguments: Sequence[str]) -> Rebuilder:
    """Return the quickest rebuilder that this system has.

    To be made once the site has been built, so that what takes long to load is there, and before any thread is started.
    """
    return Forking(arguments) if hasattr(os, "fork") else Starting(arguments)


class Forking:
    """A rebuilder that forks each rebuild from a process with the libraries and all that a build remembers."""

    def __init__(self, arguments: Sequence[str]) -> None:
        gc.collect()
        gc.freeze()  # what is here stays; no later collection looks at it, or copies the memory it shares
        fork = multiprocessing.get_context("fork")
        self._arguments = arguments
        self._instead: Starting | None = None
        self._connection, theirs = fork.Pipe()
        self._process = fork.Process(target=_fork_on_request, args=(self._connection, theirs, arguments, _code()))
        self._process.start()
        theirs.close()

    def run(self) -> None:
        if not self._instead:
            try:
                self._connection.send(None)
                self._connection.recv()
                return
            except (OSError, EOFError):  # somebody ended it; who has threads by now forks no other
                self._instead = Starting(self._arguments)
        self._instead.run()

    def close(self) -> None:
        if self._instead:
            self._instead.close()
        self._connection.close()
        self._process.join()


def _fork_on_request(theirs: Connection, ours: Connection, arguments: Sequence[str], code: Code) -> None:
    """Fork whenever asked, until nobody is left who could ask."""
    theirs.close()
    _leave_signals_to_the_server()
    fork = multiprocessing.get_context("fork")
    while True:
        try:
            ours.recv()
        except EOFError:
            return
        process = fork.Process(target=_run, args=(arguments, code))
        process.start()
        process.join()
        try:
            ours.send(None)
        except OSError:
            return


class Starting:
    """A rebuilder that starts, for each rebuild, the process of the next one, which loads the libraries meanwhile."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._command = [sys.executable, "-c", _STARTED, *arguments]
        self._next = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, stdin=subprocess.PIPE)

    def run(self) -> None:
        if self._next.poll() is not None:  # it could not load a program that is being written
            self._next = self._start()
        with self._next as process:
            process.communicate(b"\n")
        self._next = self._start()

    def close(self) -> None:
        with self._next as process:  # what it waits for ends: so does it
            assert process.stdin
            process.stdin.close()


def wait() -> None:
    """Load the libraries and wait for a line; then run `playbook` with the arguments of this process."""
    _leave_signals_to_the_server()
    code = _code()
    importlib.import_module("playbook.cli.sites")  # and with it everything else
    if sys.stdin.readline():
        _run(sys.argv[1:], code)


def _leave_signals_to_the_server() -> None:
    """Pass over Ctrl-C, which reaches every process of the terminal: who started us tells us to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


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
