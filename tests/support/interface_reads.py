"""Where the interface's words are read, found in the text of templates, scripts and modules without running them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tests.support.browser import ROOT

GLOBS = ("templates/**/*.j2", "templates/**/*.html", "templates/**/*.js", "playbook/**/*.py", "calculators/**/*.py")
# Variables that hold a group in these files, besides those that are set to one where they stand: scripts get theirs as
# JSON, functions as arguments.
HELD = {
    "partials/offline.html": {"words": "labels.offline"},
    "/incident/": {"words": "labels.incident labels.fill labels.storage"},
    "/lab/": {"words": "labels.lab labels messages"},
    "/ledger/": {"words": "labels.ledger messages"},
    "shared/clock.js": {"words": "labels.times"},
    "/contacts/": {"words": "labels.contacts"},
    "/workbooks/": {"labels": "labels.workbooks"},
    "/training/": {"words": "labels.training"},
    "calculators/": {"words": "words", "messages": "messages"},
}
# Where the names stand by which a word is looked up in a file that has but a variable for them.
NAMED = {
    "labels": "playbook/model/contacts.py playbook/model/blocks/metrics.py playbook/rules/changelog.py",
    "labels.lab": "playbook/lab/",
    "labels.rule_changes": "playbook/rules/changed_parts.py",
    "labels.printing": "playbook/model/prints.py",
    "labels.storage": "store/errors.js store/exchange.js incident/files.js",
    "messages": "calculators/ playbook/cli/",
    "words": "calculators/ playbook/pages/decide.py playbook/pages/workbooks/",
}
SET = re.compile(r"(\w+) = [\w.]*\b((?:all_)?labels|interface\.(?:labels|messages|words))((?:\.\w+)*)")
CHAIN = re.compile(r"""\b(all_labels|\w+)((?:\??\.\w+|\["\w+"\])+)""")
PART = re.compile(r"\w+")
ABOUT = re.compile(r"(?:\[|f)\"(\w+_)(?:\" ~|\{)")  # the beginning of a name whose end a variable has
QUOTED = re.compile(r"""["'](\w+)["']""")


@cache
def sources() -> dict[str, str]:
    """The text of every file that may read a word, by its path."""
    found = {path.relative_to(ROOT).as_posix(): path for glob in GLOBS for path in sorted(ROOT.glob(glob))}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items() if path.is_file()}


def leaves(words: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each word."""
    for key, entry in words.items():
        if isinstance(entry, str):
            yield f"{at}{key}", entry
        else:
            yield from leaves(entry, f"{at}{key}.")


def held(name: str, text: str) -> dict[str, set[str]]:
    """The groups that each variable of a file may hold."""
    found = {"labels": {"labels"}, "all_labels": {"labels"}}
    for part, variables in HELD.items():
        if part in name:
            for variable, groups in variables.items():
                found.setdefault(variable, set()).update(groups.split())
    for variable, root, rest in SET.findall(text):
        found.setdefault(variable, set()).add(root.rpartition(".")[2].removeprefix("all_") + rest)
    return found


def reads(name: str, text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what a file reads as it stands there, and the paths that may be meant: `labels.count` in either group."""
    variables = held(name, text)
    for variable, rest in CHAIN.findall(text):
        parts = PART.findall(rest)
        while variable not in variables and parts:  # handbook.interface.labels.x, this.settings.words.x
            variable = parts.pop(0)
        if parts and variable in variables:
            yield f"{variable}.{'.'.join(parts)}", [".".join([group, *parts]) for group in variables[variable]]


def beginnings(text: str) -> set[str]:
    """The beginnings of names that a file puts together."""
    return set(ABOUT.findall(text))


def named(group: str) -> set[str]:
    """The names of words of a group that stand elsewhere than where they are looked up."""
    files = NAMED.get(group, "").split()
    texts = [text for name, text in sources().items() if any(part in name for part in files)]
    return {word for text in texts for word in QUOTED.findall(text)}
