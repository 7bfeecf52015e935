"""The navigation of a handbook, and where each page stands in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.model.handbook import Handbook
from playbook.model.pages import FOLDERS, GUARDED, HOME, behind_guard, folder
from playbook.pages.addresses import path

LISTED = 50
"""Pages of one folder that the sidebar lists."""


def unlisted(handbook: Handbook) -> set[str]:
    """Return the pages that the sidebar does not list: the guarded ones, and those of folders too long for it.

    The pages of a long folder are listed by the folder's own page. In the sidebar they would be in each other's way,
    and each of a thousand pages would carry a thousand links: the site's size would grow with the square.
    """
    names = [GUARDED, *handbook.topics()]
    folders = Counter(map(folder, names))
    long = {name for name, count in folders.items() if name and count > LISTED}
    return {name for name in names if folder(name) in long or behind_guard(name)}


def navigation(handbook: Handbook) -> list[Any]:
    """Return the navigation as site engines take it: the home page's path, then sections of paths.

    Where a section lists a folder's own page, the folder's other pages stand below it. A page that navigation.yml does
    not name follows those of its folder, or else the last section's.
    """
    nav, hidden = handbook.navigation, unlisted(handbook)
    titles = {name: head.title for name, page, head in handbook.every_page() if page.folder}
    sections = [(section.title, [name for name in section.pages if name not in hidden]) for section in nav.sections]
    named = {nav.home, *(name for section in nav.sections for name in section.pages)}
    for name in [name for name, _, _ in handbook.every_page() if name not in named | hidden]:
        below = [names for _, names in sections if folder(name) in names] or [names for _, names in sections[-1:]]
        for names in below[:1]:
            names.append(name)
    return [path(nav.home), *({title: _entries(names, titles)} for title, names in sections if names)]


def _entries(names: Sequence[str], titles: Mapping[str, str]) -> list[Any]:
    """Return one section's entries; a folder's pages are told apart by its own page's title."""
    inside: dict[str, list[str]] = {name: [] for name in names if name in FOLDERS}
    entries: list[Any] = []
    for name in names:
        if name in inside:
            inside[name].append(path(name))
            entries.append({titles[name]: inside[name]})
        elif folder(name) in inside:
            inside[folder(name)].append(path(name))
        else:
            entries.append(path(name))
    return entries


def above(handbook: Handbook, name: str, titles: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """Yield what a page stands below, from the home page on: a title, and the page where it is one."""
    if name == HOME:
        return
    yield titles[HOME], HOME
    if behind_guard(name):
        yield titles["levels"], "levels"
    for section in handbook.navigation.sections:
        if name in section.pages or folder(name) in section.pages:
            yield section.title, None
            break
    if folder(name) in titles:
        yield titles[folder(name)], folder(name)
