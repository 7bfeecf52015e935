"""What README, guides, records and comments name is there: files, modules, other documents."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.browser import ROOT
from tests.test_architecture import matching

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`(?!\()", re.MULTILINE | re.DOTALL)
"""Fenced and inline code, whose links are examples."""
FILE = re.compile(
    r"(?<![\w/.-])(?:playbook|calculators|templates|tests|docs|tools|site_config|requirements)"
    r"(?:/[\w.-]+)*/[\w-]+(?:\.(?:py|js|css|md\.j2|md|toml|txt))+(?![\w.])"
)
MODULE = re.compile(r"(?<![\w/.-])playbook(?:\.[a-z_0-9]+)+")
EXAMPLES = re.compile(r"/[A-Z]+[./]|nearest_place|calculators/\w+-\w+\.md|blocks/song\.")


def named(text: str) -> Iterator[str]:
    """Yield the files and modules that a text names, as paths from the root."""
    for name in FILE.findall(text):
        if not EXAMPLES.search(name):
            yield name
    for name in MODULE.findall(text):
        parts = name.split(".")
        while len(parts) > 1:  # what follows a module is a name in it
            path = "/".join(parts)
            if (ROOT / f"{path}.py").exists() or (ROOT / path).is_dir():
                break
            parts.pop()
        else:
            yield name


def test_links_of_documents_lead_somewhere() -> None:
    dead = []
    for document in matching("*.md", "docs/**/*.md"):
        for target in LINK.findall(CODE.sub("", (ROOT / document).read_text(encoding="utf-8"))):
            if "://" not in target and not (ROOT / document.parent / target).exists():
                dead.append(f"{document}: {target}")
    assert dead == []


def test_files_and_modules_that_are_named_are_there() -> None:
    places = matching("*.md", "docs/**/*.md", "Makefile", "tools/*", "**/*.py", "**/*.js", "**/*.j2", "pyproject.toml")
    wrong = []
    for place in places:
        if place == Path(__file__).relative_to(ROOT):
            continue
        text = (ROOT / place).read_text(encoding="utf-8")
        for name in named(re.sub('= "playbook/.*', "", text)):  # what only a wheel has
            if not (ROOT / name).exists():
                wrong.append(f"{place}: {name}")
    assert wrong == []


def test_the_index_of_records_has_each_of_them() -> None:
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    records = [path.name for path in matching("docs/adr/0*.md")]
    assert [name for name in records if index.count(f"]({name})") != 1] == []
