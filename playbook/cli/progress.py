"""What a command is doing, for whoever waits for it: a line on standard error for each step that takes long."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from threading import Event, Thread

PATIENCE = 2.0
"""Seconds after which somebody wants to know."""
BAR = 20
"""Signs of a bar that is full."""

type More = Callable[[int, int], None]
"""Takes how many more are done, and their size."""


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is being done if it takes long; on a terminal with the seconds it has taken, until it is done.

    There is no colour in it, and nothing stays on a terminal.
    """
    with _told(text, lambda seconds: f"{text} ... {seconds:.0f} s"):
        yield


@contextmanager
def counted(text: str, size: int, heard: bool) -> Iterator[More]:
    """Say on a terminal how much has been done of what takes long; yield what is told so many more, and their size.

    `size` is that of all there is to do, in bytes; 0 where nobody knows. Nothing is said where it is not `heard`.
    """
    count = done = 0

    def more(items: int, part: int) -> None:
        nonlocal count, done
        count, done = count + items, done + part

    def so_far(_: float) -> str:
        share = min(done / size, 1) if size else 0
        return f"{text} ... {count:,}" + (f" {'#' * round(share * BAR):.<{BAR}} {share:.0%}" if size else "")

    with _told(text, so_far) if heard else nullcontext():
        yield more


@contextmanager
def _told(text: str, so_far: Callable[[float], str]) -> Iterator[None]:
    done = Event()
    teller = Thread(target=_tell, args=(text, so_far, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(text: str, so_far: Callable[[float], str], done: Event) -> None:
    with suppress(OSError):  # nobody hears it
        _tell_on(text, so_far, done)


def _tell_on(text: str, so_far: Callable[[float], str], done: Event) -> None:
    if done.wait(PATIENCE):
        return
    if not sys.stderr.isatty():
        print(f"{text} ...", file=sys.stderr, flush=True)
        return
    seconds, line = PATIENCE, ""
    while not done.is_set():
        before, line = len(line), so_far(seconds)
        print(f"\r{line:<{before}}", end="", file=sys.stderr, flush=True)
        done.wait(1)
        seconds += 1
    print(f"\r{' ' * len(line)}\r", end="", file=sys.stderr, flush=True)
