"""Signs that no text of a handbook may hold: pages take some of them, the workbooks made of the same text none."""

import re

from playbook.errors import Problem, Problems, expected

UNFIT = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not call printable: all that XML 1.0 cannot carry, and the signs that steer besides."""


def unfit(text: str) -> str | None:
    """Return what is said of the first such sign in a text, None where there is none."""
    found = UNFIT.search(text)
    return expected("signs that every file can hold", f"the character U+{ord(found[0]):04X}") if found else None


def refuse(text: str, name: str) -> None:
    """Raise Problems where such a sign stands in the text of the file that messages call `name`."""
    if found := UNFIT.search(text):
        before = text[: found.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise Problems([Problem(name, line, column, str(unfit(found[0])))])
