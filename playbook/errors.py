"""Problems a writer can mend: where they are, what was expected, all of them at once."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from calculators.errors import visible

LONGEST = 300
"""Characters of a message."""
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.ENOLCK, errno.ESTALE}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `path` is shown as given; `line` and `column` count from 1.

    What concerns a whole file or folder stands at 1:1, what has no place in any file at 0:0.
    """

    path: str
    line: int
    column: int
    message: str
    location: tuple[str | int, ...] | None = field(default=None, compare=False, repr=False)
    """Keys and indexes that lead to it in the file's data, where it is about a part of that."""
    absent: bool = field(default=False, compare=False, repr=False)
    """Whether it is only that what is named is not there: whoever names it is left out then."""

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{visible(self.path)}{place}: {shortened(visible(self.message))}"


def shortened(text: str) -> str:
    """Return as much of a message as one reads."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 4]} ..."


def of_the_disk(error: OSError) -> bool:
    """Tell whether it is of where something is written, and not of what: there is no room, no right to write at all."""
    return error.errno in _DISK


class Problems(Exception):
    """Everything found wrong in one run, sorted by place, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def expected(what: str, got: object, choices: Iterable[object] = ()) -> str:
    """Return the sentence every message ends with: what was expected, what stood there, what may stand there."""
    return f"expected {what}, got {got}{_listed(str(got), [str(choice) for choice in choices])}"


def _listed(got: str, choices: list[str], most: int = 12) -> str:
    """Return the choices in brackets; of many only those that look like what was given."""
    if not choices:
        return ""
    if len(choices) <= most:
        return f" (choices: {', '.join(choices)})"
    near = get_close_matches(got.strip("'"), choices, n=5, cutoff=0.5)
    return f" (nearest of {len(choices)} choices: {', '.join(near)})" if near else f" ({len(choices)} choices)"
