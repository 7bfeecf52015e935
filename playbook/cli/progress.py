"""What a command is doing, for whoever waits for it: a line on standard error for each step that takes long."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

PATIENCE = 2.0
"""Seconds after which somebody wants to know."""


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is being done if it takes long; on a terminal with the seconds it has taken, until it is done.

    There is no colour in it, and nothing stays on a terminal.
    """
    done = Event()
    teller = Thread(target=_tell, args=(text, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(text: str, done: Event) -> None:
    with suppress(OSError):  # nobody hears it
        _tell_on(text, done)


def _tell_on(text: str, done: Event) -> None:
    if done.wait(PATIENCE):
        return
    if not sys.stderr.isatty():
        print(f"{text} ...", file=sys.stderr, flush=True)
        return
    seconds, line = PATIENCE, ""
    while not done.is_set():
        line = f"{text} ... {seconds:.0f} s"
        print(f"\r{line}", end="", file=sys.stderr, flush=True)
        done.wait(1)
        seconds += 1
    print(f"\r{' ' * len(line)}\r", end="", file=sys.stderr, flush=True)
