"""The interface's words: the languages agree, a handbook may say them otherwise, and each of them is read somewhere."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.load import interface_words
from playbook.load.interface_words import LANGUAGES
from playbook.model.base import blanks
from playbook.model.labels import Labels
from playbook.model.pages import OWN
from playbook.source.document import read
from tests.support import handbooks
from tests.support.interface_reads import QUOTED, beginnings, held, leaves, named, reads, sources

WORDS = {name: dict(leaves(interface_words.words(name))) for name in LANGUAGES}
PATHS = set(WORDS["en"])
GROUPS = {path.rpartition(".")[0] for path in PATHS} | {"labels"}
LOOKED_UP = re.compile(r"getattr\(|words\[|labels\[")
INTERFACE = re.compile(r"\binterface\.|\bLabels\b")
# What stands among the words that scripts are given and is none of them: days and units, a group within, a module.
GIVEN = {"words.days", "words.days.length", "words.hours", "words.yuan", "words.storage", "words.js"}


def test_every_file_holds_every_language_with_the_same_words_and_blanks() -> None:
    differences = []
    for path in sorted(interface_words.FOLDER.glob("*.yml")):
        texts = {name: dict(leaves(entry)) for name, entry in read(path).data.items()}
        assert set(texts) == set(LANGUAGES), path.name
        first = texts[LANGUAGES[0]]
        for name in LANGUAGES[1:]:
            differences += [f"{path.name} {key}" for key in first.keys() ^ texts[name].keys()]
            both = first.keys() & texts[name].keys()
            differences += [f"{path.name} {key}" for key in both if blanks(first[key]) != blanks(texts[name][key])]
    assert differences == []


def test_a_word_stands_in_one_file() -> None:
    found = [key for path in interface_words.FOLDER.glob("*.yml") for key, _ in leaves(read(path).data[LANGUAGES[0]])]
    assert sorted(found) == sorted(set(found))


def test_every_word_is_read_somewhere() -> None:
    """By its path; or by its name, or the beginning of it, in a file that looks words of its group up."""
    found = {path for name, text in sources().items() for _, paths in reads(name, text) for path in known(paths)}
    for name, text in sources().items():
        groups = set[str]().union(*held(name, text).values())
        said = set(QUOTED.findall(text)) if LOOKED_UP.search(text) else set()
        begun = tuple(beginnings(text))
        found |= {path for path in PATHS if is_of(path, groups, said, begun)}
    found |= {path for path in PATHS if path.rpartition(".")[2] in named(path.rpartition(".")[0])}
    found |= {path for path in PATHS if path.partition(".")[0] == "heads"}
    assert sorted(PATHS - found) == []


def test_every_page_that_the_program_draws_has_a_head() -> None:
    heads = interface_words.words("en")["heads"]
    assert sorted(heads) == sorted(name.rpartition("/")[2] for name in OWN)
    assert {key for head in heads.values() for key in head} == {"title", "description", "lead"}


def is_of(path: str, groups: set[str], said: set[str], begun: tuple[str, ...]) -> bool:
    group, _, name = path.rpartition(".")
    return group in groups and (name in said or name.startswith(begun))


def known(paths: list[str]) -> list[str]:
    """The words that paths lead to: what follows a word is a method of its text."""
    steps = [path.split(".") for path in paths]
    tried = [".".join(parts[:end]) for parts in steps for end in range(len(parts), 0, -1)]
    return [path for path in tried if path in PATHS]


def test_nothing_is_read_that_is_no_word() -> None:
    strange = []
    for name, text in sources().items():
        if name.endswith(".py") and not INTERFACE.search(text):
            continue  # other labels; what calculators read of their rules is seen when they answer
        for said, paths in reads(name, text):
            group = any(path.removesuffix(".model_dump") in GROUPS for path in paths)
            if not (known(paths) or group or said in GIVEN):
                strange.append(f"{name}: {said}")
    assert strange == []


def test_a_handbook_says_some_words_otherwise(tmp_path: Path) -> None:
    copy = handbooks.copied(tmp_path)
    own = {"labels": {"calculate": "算一算", "training": {"import": "拿来"}}, "words": {"and": "和"}}
    (copy / handbooks.SETTINGS / "interface.yml").write_text(yaml.safe_dump(own, allow_unicode=True), encoding="utf-8")
    said = handbooks.read(copy).interface.model_dump()
    assert said == interface_words.merged(interface_words.words("zh"), own)
    assert said["labels"]["reset"] == WORDS["zh"]["labels.reset"]


def test_a_word_does_not_become_nothing(tmp_path: Path) -> None:
    file = handbooks.copied(tmp_path) / handbooks.SETTINGS / "interface.yml"
    file.write_text('labels: {calculate: "", reset: "  "}\n', encoding="utf-8")
    assert [each.partition("interface.yml:")[2] for each in handbooks.problems(tmp_path)] == [
        "1:21: expected text, got none",
        "1:32: expected text, got none",
    ]


@pytest.mark.parametrize("change", [lambda words: setattr(words, "add", "x"), lambda words: words.addd])
def test_words_neither_change_nor_are_made_up(change: Any) -> None:
    words = Labels({"add": "Add"})
    with pytest.raises(AttributeError):
        change(words)
    assert words.add == "Add"
