"""Checks of the history: each version has both of its files, that of people and that of the rules."""

from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.written import ENDING


def problems(reading: Reading) -> list[Problem]:
    """Return the files whose other half is missing."""
    halves = (("history", "recorded", ENDING), ("recorded", "history", ".yml"))
    return [
        document.problem(
            (), expected(f"{stem}{ending} beside it, as `playbook snapshot` writes it", "no such file"), absent=True
        )
        for kind, other, ending in halves
        for stem, _, document in reading.each(kind)
        if stem not in reading.stems[other]
    ]
