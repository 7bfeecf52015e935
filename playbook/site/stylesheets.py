"""The theme's styles without what no page of this handbook uses; those that only its script calls for come with it."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Set
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import lightningcss
import tinycss2  # type: ignore[import-untyped]
from tinycss2 import serialize

from playbook.browser.bundle import ASSETS
from playbook.browser.scripts import BROWSERS
from playbook.cache.process import remembered

FOLDER = "assets/"
THEME = f"{FOLDER}stylesheets"
SCRIPTS = "assets/javascripts/*.js"
OURS = (f"{ASSETS}*.js", f"{ASSETS}*.css")
LATER = f"{THEME}/later.css"
"""What pages are given as the address of the styles that come with the theme's script (theme/script-loading.js)."""

MARKED = re.compile(r'\b(?:class|id|dir|data-md-color-\w+)="([^"]*)"')
CHOSEN = re.compile(r"\[(?:dir|data-md-color-(?:primary|accent))=([\w-]+)\]")
NAMED = re.compile(r"[.#]([A-Za-z_-][\w-]*)")
WORD = re.compile(r"[\w-]+")
SET = re.compile(r"(--md-[\w-]+)\s*:")
READ = re.compile(r"var\(\s*(--[\w-]+)")
TWICE = re.compile(r"(-webkit-mask-image:var\([\w-]+\);)\1")  # lightningcss writes one where there is one

BRACKETS = ("function", "() block", "[] block")


def trim(site: Path, renamed: Mapping[str, str]) -> None:
    """Replace the theme's styles in the finished site by what its pages use of them, under names that tell the content.

    A name counts as used where an element of a page has it, and where it is a word of a script or of our own styles.
    `renamed` are other files with new names, which pages are to use as well.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    marks = {mark for text in pages.values() for mark in MARKED.findall(text)}
    shown = {name for mark in marks for name in mark.split()} | _words(site, *OURS)
    theme = {path: path.read_text(encoding="utf-8") for path in sorted((site / THEME).glob("*.css"))}
    sheets, used = list(theme.values()), shown | _words(site, SCRIPTS)
    key = (*sheets, frozenset(shown), frozenset(used))
    *first, later = remembered("trimmed", key, lambda: trimmed(sheets, shown, used))
    for path in theme:
        path.unlink()
        path.with_name(f"{path.name}.map").unlink(missing_ok=True)
    renamed = dict(renamed)
    for old, css in zip([*(f"{THEME}/{path.name}" for path in theme), LATER], [*first, later], strict=True):
        stem = Path(old).name.partition(".")[0]
        renamed[old] = f"{THEME}/{stem}-{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
        (site / renamed[old]).write_text(css, encoding="utf-8", newline="\n")
    for path, text in pages.items():
        for old, new in renamed.items():  # a page below assets/ names them from there
            text = text.replace(old.removeprefix(FOLDER), new.removeprefix(FOLDER))
        path.write_text(text, encoding="utf-8", newline="\n")


def _words(site: Path, *patterns: str) -> set[str]:
    texts = (path.read_text(encoding="utf-8") for pattern in patterns for path in site.glob(pattern))
    return set().union(*(remembered("words", text, partial(WORD.findall, text)) for text in texts))


def trimmed(sheets: list[str], shown: set[str], used: set[str]) -> list[str]:
    """Return the style sheets without what is not used, and a last one with what is used but not shown.

    What goes are rules for classes, ids, directions and colours, and variables that nothing reads. `shown` are the
    names that pages may show by themselves, `used` those and the names that the theme's script knows.
    """
    sheets = [CHOSEN.sub(lambda each: each[0] if each[1] in shown else f".not-{each[1]}", css) for css in sheets]
    sheets = _without(sheets, used)
    parts = [parted(css, set(NAMED.findall(css)) - shown) for css in sheets]
    later = "".join(rest for _, rest in parts)
    # A variable is set where it is read; one that is set among other things stays with those.
    early = _without([css for css, _ in parts], shown | (set(READ.findall(later)) - set(SET.findall(later))))
    set_before = {name for css in early for name in SET.findall(css)}
    return [*early, *_without([later], used - set_before, set_before)]


def _without(sheets: list[str], used: set[str], gone: Set[str] = frozenset()) -> list[str]:
    unused = {name for css in sheets for name in NAMED.findall(css)} - used | gone
    while True:
        smaller = [
            lightningcss.process_stylesheet(css, unused_symbols=unused, browsers_list=list(BROWSERS)) for css in sheets
        ]
        known = used.union(unused, *map(READ.findall, smaller))
        idle = {name for css in smaller for name in SET.findall(css)} - known
        if not idle:
            return [TWICE.sub(r"\1", css) for css in smaller]
        unused |= idle


def parted(css: str, late: set[str]) -> tuple[str, str]:
    """Return the rules of a minified sheet that can show without any of the names `late`, and those that cannot.

    Rules that only set variables are in both.
    """
    return _parted(tinycss2.parse_stylesheet(css), late)


def _parted(rules: list[Any], late: set[str]) -> tuple[str, str]:
    first, rest = "", ""
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = _parted(tinycss2.parse_rule_list(rule.content), late)
            head = f"@{rule.at_keyword}{serialize(rule.prelude)}"
            first, rest = first + _rule(head, inner[0]), rest + _rule(head, inner[1])
        elif rule.type == "qualified-rule":
            selectors = list(_selectors(rule.prelude))
            at_once = [text for text, names in selectors if late.isdisjoint(names)]
            waiting = [text for text, _ in selectors if text not in at_once]
            body = serialize(rule.content)
            first += _rule(",".join(at_once), body)
            rest += _rule(serialize(rule.prelude) if _sets_variables(rule) else ",".join(waiting), body)
        else:
            first += rule.serialize()
    return first, rest


def _selectors(prelude: list[Any]) -> Iterator[tuple[str, set[str]]]:
    """Yield each selector of a rule with the classes and ids that it needs; not those in brackets, as of :not()."""
    for is_comma, group in groupby(prelude, lambda token: token == ","):
        if not is_comma:
            tokens = list(group)
            plain = serialize([token for token in tokens if token.type not in BRACKETS])
            yield serialize(tokens), set(NAMED.findall(plain))


def _sets_variables(rule: Any) -> bool:
    return all(each.name.startswith("--md-") for each in tinycss2.parse_blocks_contents(rule.content))


def _rule(head: str, body: str) -> str:
    return f"{head}{{{body}}}" if head and body else ""
