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
from typing import NamedTuple
from unicodedata import normalize

from playbook.errors import Problem, Problems, expected
from playbook.source.document import Document, Location, Place, decoded, parse
from playbook.source.signs import refuse

FRONT = re.compile(r"---[ \t]*\n((?:.*?\n)?)---[ \t]*(?:\n|$)", re.DOTALL)
LINE = re.compile(r"---[ \t]*(\n|$)")
OPENING = re.compile(
    r"^(?P<before>[ \t]*(?:(?:[>*+-]|\d+[.)])[ \t]+)*)(?P<fence>```+|~~~+)[ \t]*(?P<name>[^\n`]*?)[ \t]*$", re.MULTILINE
)
"""How a fence begins, be it of a list or a quotation."""
OURS = re.compile(r"\{?[ .]*playbook(?![\w.-])", re.IGNORECASE)
CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|`[^`\n]+`|<!--.*?-->", re.MULTILINE | re.DOTALL)
"""What is no text: code, and what is commented out."""
ESCAPED = re.compile(r"\\\[[^\[\]\n]*\]\(")
"""What only looks like a link."""
LINK = re.compile(
    r"""(?<!\\)\]\(\s*<?(?P<inline>[^)\s>]+)>?(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)"""
    r"""|^[ ]{0,3}\[(?!\^)[^\[\]\n]+\]:[ ]*<?(?P<defined>[^\s>]+)>?(?:[ ]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?[ ]*$""",
    re.MULTILINE,
)
"""Where a link leads to: behind its words, or where a name of it is defined. What begins with ^ is a footnote's."""
OUTSIDE = re.compile(r"https?:|mailto:|tel:", re.IGNORECASE)
"""Where links may lead besides the handbook's own files."""
PAGE = ".md"


def read(path: Path, shown: str) -> Document:
    """Return the page in the file at `path`, named `shown` in messages. Raises Problems."""
    text = decoded(path, shown)
    refuse(text, shown)
    front = FRONT.match(text)
    if not front or not _says(front[1]):
        raise Problems([Problem(shown, *_without_front(text))])
    problems: list[Problem] = []
    found = _parsed(text, front.span(1), shown, problems)
    held = found.data if isinstance(found.data, dict) else {}
    blocks = list(held.get("blocks") or ())
    values, keys = {("blocks",): (1, 1), **found.values}, dict(found.keys)
    at = front.end()
    for fence in [*_fences(text, at, shown, problems), None]:
        words = text[at : fence.start if fence else len(text)]
        if words.strip():
            here: Location = ("blocks", len(blocks))
            begin = at + len(words) - len(words.lstrip("\n"))
            values |= dict.fromkeys((here, (*here, "text")), _place(text, begin))
            blocks.append({"type": "markdown", "text": words.strip("\n")})
        if fence:
            made = _parsed(text, fence.inside, shown, problems)
            several = isinstance(made.data, tuple)
            first = len(blocks)
            values |= {_inside(location, first, several): found for location, found in made.values.items()}
            keys |= {_inside(location, first, several): found for location, found in made.keys.items()}
            blocks += made.data if several else [made.data]
            at = fence.end
    if problems:
        raise Problems(problems)
    return Document(shown, {**held, "blocks": tuple(blocks)} if held else found.data, values, keys, text=text)


class _Fence(NamedTuple):
    """A fence with blocks: where it starts and ends, and what it holds."""

    start: int
    inside: tuple[int, int]
    end: int


def _fences(text: str, at: int, shown: str, problems: list[Problem]) -> Iterator[_Fence]:
    """Yield the fences of the text from `at` on that hold blocks; those that would be shown as they are are problems.

    What stands in fences of others is theirs.
    """
    while opening := OPENING.search(text, at):
        at = opening.end()
        fence, name = opening["fence"], opening["name"]
        closing = re.compile(rf"^{fence}{fence[0]}*[ \t]*$\n?", re.MULTILINE).search(text, at)
        if not OURS.match(name):
            at = closing.end() if closing and not opening["before"] else at
            continue
        following = next((each for each in OPENING.finditer(text, at) if OURS.match(each["name"])), None)
        fault = None
        if name.lower() != "playbook":
            fault = expected(f"{fence}playbook with nothing behind it", repr(name))
        elif opening["before"]:
            fault = expected(f"{fence}playbook at the beginning of a line", f"{opening['before']!r} before it")
        elif not closing or (following and following.start() < closing.start()):
            fault = expected(f"a line of {fence} that ends this block", "none")
        elif not _says(text[at : closing.start()]):
            fault = expected("a block between the fence's two lines", "nothing")
        if fault:
            problems.append(Problem(shown, *_place(text, opening.start("fence")), fault))
        elif closing:
            yield _Fence(opening.start(), (at + 1, closing.start()), closing.end())
            at = closing.end()


def _without_front(text: str) -> tuple[int, int, str]:
    """Return what is wrong with a page that does not begin with front matter that says something, and where."""
    wanted = "front matter between two lines of ---, with title and description"
    before = len(text) - len(text.lstrip())
    if FRONT.match(text):
        return 1, 1, expected("title and description between the two lines of ---", "nothing")
    if not LINE.match(text, before):
        return 1, 1, expected(wanted, "none")
    if before:
        return *_place(text, before), expected(
            "--- on the first line, where front matter begins", "something before it"
        )
    return 1, 1, expected("a second line of ---, where front matter ends", "none")


def _says(yaml: str) -> bool:
    """Tell whether there is more than comments."""
    return any(line.strip() and not line.lstrip().startswith("#") for line in yaml.split("\n"))


def _parsed(text: str, part: tuple[int, int], shown: str, problems: list[Problem]) -> Document:
    """Return a part of the text that is YAML, in the places that it has in the whole; its problems are added."""
    start, end = part
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


def links(text: str, outside: bool = False) -> Iterator[tuple[int, int, str]]:
    """Yield the links and pictures of Markdown: the target's first and last place, itself.

    They are those that stay in the handbook, or those that lead `outside`.
    """
    code = [found.span() for pattern in (CODE, ESCAPED) for found in pattern.finditer(text)]
    for found in LINK.finditer(text):
        key = found.lastgroup or ""
        if bool(OUTSIDE.match(found[key])) is outside and not any(start <= found.start() < end for start, end in code):
            yield found.start(key), found.end(key), found[key]


def target(page: str, link: str) -> tuple[str, str | None, bool]:
    """Return what a link of a page leads to: a page or a file, the place on it, and whether it is a page.

    As in any folder of Markdown files a page is its file: `../sop.md`, `index.md` for the page of the folder; without a
    file it is this page.
    """
    path, _, anchor = link.partition("#")
    if not path:
        return page, anchor or None, True
    folder = posixpath.dirname(page)
    whole = posixpath.normpath(posixpath.join(folder, path))
    if not whole.endswith(PAGE):
        return whole, None, False
    name = normalize("NFC", whole.removesuffix(PAGE))  # as pages are called, whatever their files are
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
