"""The day on which a handbook is built, which decides whether a review is overdue."""

import os
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime

from playbook.errors import Problem, Problems, expected

EPOCH = "SOURCE_DATE_EPOCH"
FORTH = 2**32
"""Seconds since 1970 that the files of gzip do not know, in which sitemaps are compressed."""


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Return the day that SOURCE_DATE_EPOCH (seconds since 1970) falls on, else that of the clock, both in UTC.

    The variable is what reproducible builds agree on: the same day gives the same pages. Raises Problems, also of a
    clock that says what cannot be written into compressed files.
    """
    given = environment.get(EPOCH)
    if given is None:
        return _day(time.time(), "clock", "the clock of this computer to be set")
    try:
        return _day(int(given), EPOCH, "seconds since 1970")
    except ValueError:
        raise Problems([Problem(EPOCH, 1, 1, expected("seconds since 1970", repr(given)))]) from None


def _day(seconds: float, where: str, wanted: str) -> date:
    if not 0 <= seconds < FORTH:
        raise Problems([Problem(where, 1, 1, expected(f"{wanted}, before the year 2106", f"{seconds:.0f}"))])
    return datetime.fromtimestamp(seconds, UTC).date()
