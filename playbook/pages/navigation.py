"""The navigation of a handbook, and where each page stands in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.model.handbook import Handbook
from playbook.model.pages import FOLDERS, GUARDED, HOME, behind_guard
from playbook.pages.addresses import path

LISTED = 50
"""Pages of one folder that the sidebar lists."""


def unlisted(handbook: Handbook) -> set[str]:
    """Return the pages that the sidebar does not list: the guarded ones, and those of folders too long for it.

    The pages of a long folder are listed by the folder's own page. In the sidebar they would be in each other's way,
    and each of a thousand pages would carry a thousand links: the site's size would grow with the square.
    """
    names = [GUARDED, *handbook.topics()]
    folders = Counter(name.rpartition("/")[0] for name in names)
    long = {folder for folder, count in folders.items() if folder and count > LISTED}
    return {name for name in names if name.rpartition("/")[0] in long or behind_guard(name)}


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
        folder = name.rpartition("/")[0]
        below = [names for _, names in sections if folder in names] or [names for _, names in sections[-1:]]
        for names in below[:1]:
            names.append(name)
    return [path(nav.home), *({title: _entries(names, titles)} for title, names in sections if names)]


def _entries(names: Sequence[str], titles: Mapping[str, str]) -> list[Any]:
    """Return one section's entries; a folder's pages are told apart by its own page's title."""
    inside: dict[str, list[str]] = {name: [] for name in names if name in FOLDERS}
    entries: list[Any] = []
    for name in names:
        folder = name.rpartition("/")[0]
        if name in inside:
            inside[name].append(path(name))
            entries.append({titles[name]: inside[name]})
        elif folder in inside:
            inside[folder].append(path(name))
        else:
            entries.append(path(name))
    return entries


def above(handbook: Handbook, name: str, titles: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """Yield what a page stands below, from the home page on: a title, and the page where it is one."""
    if name == HOME:
        return
    yield titles[HOME], HOME
    folder = name.rpartition("/")[0]
    if behind_guard(name):
        yield titles["levels"], "levels"
    for section in handbook.navigation.sections:
        if name in section.pages or folder in section.pages:
            yield section.title, None
            break
    if folder in titles:
        yield titles[folder], folder
