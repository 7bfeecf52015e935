"""Waiting for what is sure to come: never for a time, and long enough for a machine that is busy with other things."""

import time
from collections.abc import Callable

PATIENCE = 180
"""Seconds after which something will not come any more. Only what is broken takes them."""


def until(done: Callable[[], bool], told: Callable[[], object] = str) -> None:
    """Wait until something is so; `told` says what there is if it never is."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, told()
        time.sleep(0.05)
