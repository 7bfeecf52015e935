"""Where pages stand, and how one leads to another: relative, so that the site works below any path."""

from collections.abc import Collection

from playbook.model.pages import HOME


def path(name: str, folders: Collection[str]) -> str:
    """Return the path of a page's Markdown file; `folders` are the pages that others stand in."""
    return folder(name) + "index.md" if name == HOME or name in folders else f"{name}.md"


def folder(name: str) -> str:
    """Return the folder at which a page is read, from the site's own; the home page's is empty."""
    return "" if name == HOME else f"{name}/"


def relative_url(start: str, target: str, anchor: str | None = None) -> str:
    """Return the address of page `target` as page `start` must give it."""
    fragment = f"#{anchor}" if anchor else ""
    if start == target and anchor:
        return fragment
    return relative_path(start, folder(target)) + fragment


def relative_path(start: str, target: str) -> str:
    """Return the site's path `target` (a folder, ending in /) as page `start` must give it."""
    return "../" * folder(start).count("/") + target or "./"
