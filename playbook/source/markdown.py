"""A Markdown file as the data of a page: front matter, Markdown, and blocks in fences, each with its place.

---
title: A rainy day
description: What happened
---
What happened, in **Markdown**.

```playbook
type: facts
facts: [{label: Parts, value: three}]
```
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from playbook.errors import Problem, Problems, expected
from playbook.source.document import Document, Location, Place, decoded, parse

FRONT = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", re.DOTALL)
FENCE = re.compile(r"^```playbook[ \t]*\n(.*?)^```[ \t]*$\n?", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"""\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"\n]*")?\s*\)""")
OUTSIDE = re.compile(r"https?:|mailto:|tel:|#", re.IGNORECASE)
"""Where links may lead besides the handbook's own files."""
PAGE = ".md"


def read(path: Path, shown: str) -> Document:
    """Return the page in the file at `path`, named `shown` in messages. Raises Problems."""
    text = decoded(path, shown)
    front = FRONT.match(text)
    if not front:
        wanted = expected("front matter between two lines of ---, with title and description", "none")
        raise Problems([Problem(shown, 1, 1, wanted)])
    problems: list[Problem] = []
    found = [_parsed(text, front.start(1), front.end(1), shown, problems)]
    held = found[0].data if isinstance(found[0].data, dict) else {}
    blocks = list(held.get("blocks") or ())
    values, keys = {("blocks",): (1, 1), **found[0].values}, dict(found[0].keys)
    at = front.end()
    for fence in [*FENCE.finditer(text, at), None]:
        words = text[at : fence.start() if fence else len(text)]
        if words.strip():
            here: Location = ("blocks", len(blocks))
            begin = at + len(words) - len(words.lstrip("\n"))
            values |= dict.fromkeys((here, (*here, "text")), _place(text, begin))
            blocks.append({"type": "markdown", "text": words.strip("\n")})
        if fence:
            made = _parsed(text, fence.start(1), fence.end(1), shown, problems)
            several = isinstance(made.data, tuple)
            first = len(blocks)
            values |= {_inside(location, first, several): found for location, found in made.values.items()}
            keys |= {_inside(location, first, several): found for location, found in made.keys.items()}
            blocks += made.data if several else [made.data]
            at = fence.end()
    if problems:
        raise Problems(problems)
    return Document(shown, {**held, "blocks": tuple(blocks)} if held else found[0].data, values, keys, text=text)


def _parsed(text: str, start: int, end: int, shown: str, problems: list[Problem]) -> Document:
    """Return a part of the text that is YAML, in the places that it has in the whole; its problems are added."""
    try:
        return parse("\n" * text.count("\n", 0, start) + text[start:end], shown)
    except Problems as error:
        problems += error.problems
        return Document(shown, None)


def _inside(location: Location, first: int, several: bool) -> Location:
    """Return a location of a fence as one of the page: of its one block, or of a list of them."""
    if several and location and isinstance(location[0], int):
        return ("blocks", first + location[0], *location[1:])
    return ("blocks", first, *location)


def _place(text: str, at: int) -> Place:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def place(document: Document, location: Location, text: str, at: int) -> Place:
    """Return the place of what stands at `at` in Markdown that begins at `location`."""
    line, column = _place(text, at)
    first = document.values.get(location, (1, 1))
    # In YAML the lines of a text are indented, and folded or not: there its beginning is told.
    return (first[0] + line - 1, column) if document.path.endswith(PAGE) else first


def links(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the links and pictures of Markdown that lead to other files: the target's first and last place, itself."""
    code = [found.span() for found in CODE.finditer(text)]
    for found in LINK.finditer(text):
        if not OUTSIDE.match(found[1]) and not any(start <= found.start() < end for start, end in code):
            yield found.start(1), found.end(1), found[1]


def target(folder: str, link: str) -> tuple[str, str | None, bool]:
    """Return what a link of a page in `folder` leads to: a page or a file, the place on it, and whether it is a page.

    As in any folder of Markdown files a page is its file: `../sop.md`, `index.md` for the page of the folder.
    """
    path, _, anchor = link.partition("#")
    whole = posixpath.normpath(posixpath.join(folder, path))
    if not whole.endswith(PAGE):
        return whole, None, False
    name = whole.removesuffix(PAGE)
    if posixpath.basename(name) == "index":
        name = posixpath.dirname(name) or "home"
    return name, anchor or None, True


def outside_code(text: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of Markdown that are no code, each with its place in the text."""
    at = 0
    for found in CODE.finditer(text):
        yield at, text[at : found.start()]
        at = found.end()
    yield at, text[at:]
