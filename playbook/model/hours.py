"""When contacts can be called, as spans of minutes of the week."""

from collections.abc import Iterator

from playbook.model.contacts import WEEK, Hours

DAY = 24 * 60
ALL = len(WEEK) * DAY


def spans(hours: Hours) -> Iterator[tuple[int, int]]:
    """Yield when one can be called: minutes of the week, from Monday 0:00; the end is not included.

    Hours that end before they begin go on to the next day.
    """
    if hours.always:
        yield 0, ALL
        return
    start, end = (_minutes(str(clock)) for clock in (hours.start, hours.end))
    for day in hours.days:
        begin = WEEK.index(day) * DAY + start
        finish = begin + ((end - start) % DAY or DAY)
        yield begin, min(finish, ALL)
        if finish > ALL:
            yield 0, finish - ALL


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
