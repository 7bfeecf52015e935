"""The navigation of a handbook, and where each page stands in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from playbook.model.handbook import Handbook, behind
from playbook.model.pages import HOME, folder
from playbook.pages.addresses import path

LISTED = 50
"""Pages of one folder that the sidebar lists."""


def unlisted(handbook: Handbook) -> set[str]:
    """Return the pages that the sidebar does not list: the guarded ones, and those of folders too long for it.

    The pages of a long folder are listed by the folder's own page. In the sidebar they would be in each other's way,
    and each of a thousand pages would carry a thousand links: the site's size would grow with the square.
    """
    folders = Counter(map(folder, handbook.every_page))
    long = {name for name, count in folders.items() if name and count > LISTED}
    return {name for name in handbook.every_page if folder(name) in long or behind(name, handbook.guards)}


def matching(handbook: Handbook, patterns: Iterable[str]) -> list[str]:
    """Return the pages that are named, in this order: FOLDER/* are those of a folder, what is not there is none."""
    found: list[str] = []
    for pattern in patterns:
        inside, star = pattern.removesuffix("/*"), pattern.endswith("/*")
        found += handbook.inside(inside) if star else [pattern] if pattern in handbook.every_page else []
    return list(dict.fromkeys(found))


def sections(handbook: Handbook) -> list[tuple[str, list[str]]]:
    """Return the navigation's sections, each its title and the names of its pages.

    A page that navigation.yml does not name follows those of its folder, or else the last section's.
    """
    hidden, home = unlisted(handbook), handbook.navigation.home
    made = [(each.title, matching(handbook, each.pages)) for each in handbook.navigation.sections]
    made = [(title, [name for name in names if name not in hidden]) for title, names in made]
    named = {home, *(name for _, names in made for name in names)}
    for name in [name for name in handbook.every_page if name not in named | hidden]:
        below = [names for _, names in made if folder(name) in names] or [names for _, names in made[-1:]]
        for names in below[:1]:
            names.append(name)
    return [(title, names) for title, names in made if names]


def navigation(handbook: Handbook) -> list[Any]:
    """Return the navigation as site engines take it: the home page's path, then sections of paths.

    Where a section lists a folder's own page, the folder's other pages stand below it.
    """
    home, made = path(handbook.navigation.home, handbook.folders), sections(handbook)
    if not made:
        others = [name for name in handbook.every_page if name not in (handbook.navigation.home, *unlisted(handbook))]
        return [home, *_entries(handbook, others)]
    return [home, *({title: _entries(handbook, names)} for title, names in made)]


def _entries(handbook: Handbook, names: Sequence[str]) -> list[Any]:
    """Return one section's entries; a folder's pages are told apart by its own page's title."""
    inside: dict[str, list[Any]] = {name: [] for name in names if name in handbook.folders}
    entries: list[Any] = []
    for name in names:
        among = inside.get(folder(name), entries)
        if name in inside:
            inside[name].append(path(name, handbook.folders))
            among.append({handbook.every_page[name][1].title: inside[name]})
        else:
            among.append(path(name, handbook.folders))
    return entries


def above(handbook: Handbook, name: str) -> Iterator[tuple[str, str | None]]:
    """Yield what a page stands below, from the home page on: a title, and the page where it is one."""
    if name == HOME:
        return
    titles = {other: head.title for other, (_, head) in handbook.every_page.items()}
    yield titles[HOME], HOME
    if behind(name, handbook.guards) and "levels" in titles:
        yield titles["levels"], "levels"
    parts = name.split("/")
    folders = ["/".join(parts[:end]) for end in range(1, len(parts))]
    for title, names in sections(handbook):
        if name in names or any(page in names for page in folders):
            yield title, None
            break
    yield from ((titles[page], page) for page in folders if page in titles)
