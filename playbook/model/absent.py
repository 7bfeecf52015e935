"""Which names are those of what is not there, and which are slips of the pen: only these are faults."""

import re
from collections.abc import Iterable

NAME = re.compile(r"(?!pages/)[^\W_][\w-]*(/[^\W_][\w-]*)*")
"""What a name looks like; an address, or a file's name with its ending, is a fault where a name should stand."""
SLIPS = 2
SHORT = 6
"""So many letters and fewer: a second slip would make any other name of them."""
DIGITS = re.compile(r"\d+")


def is_absent(name: str, known: Iterable[str]) -> bool:
    """Tell whether a name, which is none of the known ones, can be that of something that has been deleted."""
    known = list(known)
    return name not in known and bool(NAME.fullmatch(name)) and not near(name, known)


def near(name: str, known: Iterable[str]) -> list[str]:
    """Return those of the names of which one or two slips of the pen make this one. Numbers are no slips."""
    most = SLIPS if len(name) > SHORT else 1
    return [each for each in known if DIGITS.findall(each) == DIGITS.findall(name) and _slips(each, name, most)]


def _slips(one: str, other: str, most: int) -> bool:
    """Tell whether so many letters left out, put in, taken for others or changed about make one of the other."""
    if abs(len(one) - len(other)) > most:
        return False
    one, other = one.casefold(), other.casefold()
    older: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one):
        before, older, row = older, row, [i + 1]
        for k, b in enumerate(other):
            row.append(min(older[k + 1] + 1, row[k] + 1, older[k] + (a != b)))
            if i and k and a == other[k - 1] and one[i - 1] == b:
                row[-1] = min(row[-1], before[k - 1] + 1)
        if min(row) > most:
            return False
    return row[-1] <= most
