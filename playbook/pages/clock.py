"""The day on which a handbook is built, which decides whether a review is overdue."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime

from playbook.errors import Problem, Problems, expected

EPOCH = "SOURCE_DATE_EPOCH"


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Return the day that SOURCE_DATE_EPOCH (seconds since 1970) falls on, else that of the clock, both in UTC.

    The variable is what reproducible builds agree on: the same day gives the same pages. Raises Problems.
    """
    given = environment.get(EPOCH)
    if given is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise Problems([Problem(EPOCH, 1, 1, expected("seconds since 1970", repr(given)))]) from None
