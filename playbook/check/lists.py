"""Checks of one file's lists: ids used twice, blanks without a use, words without their blank."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from playbook.errors import Problem, expected
from playbook.model.base import blanks
from playbook.model.scripts import Placeholder
from playbook.source.document import Document, Location


def unique(
    document: Document,
    location: Location,
    ids: Iterable[Any],
    key: str = "id",
    alike: Callable[[Any], Any] = lambda name: name,
) -> list[Problem]:
    """Return a problem for each id, or other value of `key`, that stands in the list at `location` before.

    Two are one where `alike` makes the same of them.
    """
    seen: set[Any] = set()
    found = []
    for index, name in enumerate(ids):
        if alike(name) in seen:
            message = f"the {key} {name!r} stands here a second time"
            found.append(document.problem((*location, index, key), message))
        seen.add(alike(name))
    return found


def filled(
    document: Document, location: Location, placeholders: Sequence[Placeholder], texts: Mapping[str, str]
) -> list[Problem]:
    """Return blanks that `texts` (by their keys, below `location`) use but do not declare, and the reverse."""
    declared = Counter(placeholder.id for placeholder in placeholders)
    used: set[str] = set()
    misspelt: set[str] = set()
    found = unique(document, (*location, "placeholders"), [placeholder.id for placeholder in placeholders])
    for key, text in texts.items():
        names = blanks(text)
        used |= names
        misspelt |= names - set(declared)
        found += [
            document.problem((*location, key), expected("a declared placeholder", f"{{{name}}}", sorted(declared)))
            for name in sorted(names - set(declared))
        ]
    for index, placeholder in enumerate(placeholders):
        if placeholder.id not in used and not get_close_matches(placeholder.id, misspelt):
            message = expected(f"{{{placeholder.id}}} in {' or '.join(f'the {key}' for key in texts)}", "no use of it")
            found.append(document.problem((*location, "placeholders", index, "id"), message))
    return found
