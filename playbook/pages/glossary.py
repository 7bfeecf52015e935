"""The glossary's words explained where a page first uses them: a link to the entry that also shows its meaning."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from markupsafe import escape

from playbook.model.glossary import Term

TAG = re.compile(r"(<[^>]*>|^```.*?^```|`[^`\n]+`|\[[^\]\n]*\]\([^)\n]*\))", re.MULTILINE | re.DOTALL)
"""Tags, and what Markdown shows as it stands or makes links of."""
NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
VOID = {"br", "img", "input", "hr", "wbr"}
CONTROLS = {"a", "abbr", "button", "nav", "playbook-calculator", "summary"}
WHOLE = CONTROLS | {"noscript", "script", "style", "svg", "template"}
"""Elements in which nothing is explained: they are links or controls themselves, or no text."""
PLAIN = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'\\`*_{}[]()#!|~^="}
"""How the signs of HTML and of Markdown are written in an attribute: Markdown looks into it, too."""
SPOKEN = "pb-speech"
"""The class of words that are said to a customer as they stand."""


def explained(text: str, terms: Sequence[Term], address: Callable[[str], str]) -> str:
    """Return a page's Markdown with each term's first use marked; `address` gives the place of a term's entry.

    Headings and front matter stay as they are. A name that several terms share is not explained: it has no one meaning.
    """
    said = [(str(escape(name)), term) for term in terms for name in (term.term, *term.also)]
    names = Counter(name for name, _ in said)
    meant = {name: term for name, term in said if names[name] == 1}
    if not meant:
        return text
    pattern = _any_of(tuple(meant))
    left = {term.id for term in terms}

    def mark(match: re.Match[str]) -> str:
        term = meant[match.group()]
        if term.id not in left:
            return match.group()
        left.remove(term.id)
        meaning = f'<abbr title="{term.meaning.translate(PLAIN)}">{match.group()}</abbr>'
        return f'<a class="pb-term" href="{escape(address(term.id))}">{meaning}</a>'

    head, fence, body = text.strip().partition("\n---\n")
    return head + fence + "".join(_pieces(body, lambda piece: pattern.sub(mark, piece)))


@lru_cache(maxsize=1)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of any of these names, the longest first. All pages of a handbook ask for the same one."""
    return re.compile("|".join(_whole_word(name) for name in sorted(names, key=len, reverse=True)))


def _whole_word(name: str) -> str:
    """Return a pattern of the name; one of Latin letters is not part of a longer word."""
    bounded = re.escape(name)
    return rf"(?<![A-Za-z0-9-]){bounded}(?![A-Za-z0-9-])" if name.isascii() else bounded


def _pieces(body: str, change: Callable[[str], str]) -> list[str]:
    """Return the body's tags and texts, those texts changed that a reader reads as such."""
    inside: list[str] = []  # open elements in which nothing is explained, and those within them
    pieces = []
    for piece in TAG.split(body):
        found = NAME.match(piece)
        if TAG.fullmatch(piece) and not piece.startswith("<"):
            pieces.append(piece)
        elif not found:
            pieces.append(piece if inside else _lines(piece, change))
        else:
            _enter(piece, found.group(1).lower(), inside)
            pieces.append(piece)
    return pieces


def _enter(tag: str, name: str, inside: list[str]) -> None:
    """Keep count of the elements in which nothing is explained."""
    if tag.startswith("</"):
        if inside and inside[-1] == name:
            inside.pop()
    elif not tag.endswith("/>") and name not in VOID and (inside or name in WHOLE or SPOKEN in tag):
        inside.append(name)


def _lines(piece: str, change: Callable[[str], str]) -> str:
    return "".join(line if line.startswith("#") else change(line) for line in piece.splitlines(keepends=True))
