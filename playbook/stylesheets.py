"""The theme's styles without what no page of this handbook uses, which is two fifths of them."""

import hashlib
import re
from pathlib import Path

import lightningcss

from playbook.bundle import ASSETS
from playbook.memory import remembered
from playbook.scripts import BROWSERS

THEME = "assets/stylesheets"
OURS = ("assets/javascripts/*.js", f"{ASSETS}*.js", f"{ASSETS}*.css")
MARKED = re.compile(r'\b(?:class|id|data-md-color-\w+)="([^"]*)"')
COLOUR = re.compile(r"\[data-md-color-(?:primary|accent)=([\w-]+)\]")
NAMED = re.compile(r"[.#]([A-Za-z_-][\w-]*)")
WORD = re.compile(r"[\w-]+")
SET = re.compile(r"(--md-[\w-]+)\s*:")
READ = re.compile(r"var\(\s*(--[\w-]+)")


def trim(site: Path) -> None:
    """Replace the theme's styles in the finished site by what its pages use of them, under names that tell the content.

    A name counts as used where an element of a page has it, and where it is a word of a script or of our own styles.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    ours = (path.read_text(encoding="utf-8") for each in OURS for path in site.glob(each))
    marks = {mark for text in pages.values() for mark in MARKED.findall(text)}
    used = {name for mark in marks for name in mark.split()}.union(*map(_words, ours))
    theme = {path: path.read_text(encoding="utf-8") for path in sorted((site / THEME).glob("*.css"))}
    renamed = {}
    sheets = tuple(theme.values())
    smaller = remembered("trimmed", (sheets, frozenset(used)), lambda: trimmed(list(sheets), used))
    for path, css in zip(theme, smaller, strict=True):
        name = f"{path.name.partition('.')[0]}-{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
        path.with_name(name).write_text(css, encoding="utf-8")
        path.unlink()
        path.with_name(f"{path.name}.map").unlink(missing_ok=True)
        renamed[f"{THEME}/{path.name}"] = f"{THEME}/{name}"
    for path, text in pages.items():
        for old, new in renamed.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")


def _words(text: str) -> set[str]:
    return remembered("words", text, lambda: set(WORD.findall(text)))


def trimmed(sheets: list[str], used: set[str]) -> list[str]:
    """Return the style sheets without rules for classes, ids and colours not `used`, and variables that none reads."""
    sheets = [COLOUR.sub(lambda each: each[0] if each[1] in used else f".{each[1]}", css) for css in sheets]
    unused = {name for css in sheets for name in NAMED.findall(css)} - used
    while True:
        smaller = [
            lightningcss.process_stylesheet(css, unused_symbols=unused, browsers_list=list(BROWSERS)) for css in sheets
        ]
        known = used.union(unused, *map(READ.findall, smaller))
        idle = {name for css in smaller for name in SET.findall(css)} - known
        if not idle:
            return smaller
        unused |= idle
