"""Random drafts put into files that are written in many ways: the rules are the draft's, all else is as it was."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from calculators.analysis.draft import drafted
from playbook.errors import Problems
from playbook.model.handbook import Handbook
from playbook.rules.draft_edits import Edited, as_edited, edits
from playbook.rules.draft_file import read_draft
from playbook.rules.knobs import knobs
from playbook.source.config import Config
from playbook.source.document import read as read_yaml
from tests.support import drafts
from tests.support.drafted import EVERY, decisive, read

MARK = b"\xef\xbb\xbf"
SHOWN = ("car", "helpdesk-en", "service-en", "minimal-en", "formulas", "table")
DRAFTS = 4


def plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(each) for each in data] if isinstance(data, tuple) else data


def in_blocks(data: Any) -> str:
    """Return data as YAML in blocks, with a comment before each entry of a list."""
    text = yaml.safe_dump(plain(data), allow_unicode=True, sort_keys=False, width=10**6)
    lines = text.split("\n")
    return "\n".join(re.sub(r"^( *)- ", rf"\1# entry {at}\n\1- ", line) for at, line in enumerate(lines))


SPELLED: dict[str, Callable[[bytes, Any], bytes]] = {
    "as it is": lambda raw, data: raw,
    "as Windows writes it": lambda raw, data: MARK + raw.replace(b"\n", b"\r\n"),
    "in blocks": lambda raw, data: in_blocks(data).encode(),
    "between brackets": lambda raw, data: json.dumps(data, ensure_ascii=False, indent=1).encode(),
    "in one line": lambda raw, data: json.dumps(data, ensure_ascii=False).encode(),
}


def written(folder: Path, handbook: Handbook, made: dict[str, Any]) -> Path:
    """Put a draft into a file."""
    values = {knob.id: knob.value for knob in knobs(handbook)}
    numbers = {name: {"from": values[name], "to": to} for name, to in made["numbers"].items()}
    file = folder / "draft.yml"
    file.write_text(json.dumps({**made, "numbers": numbers}), encoding="utf-8")
    return file


def config(folder: Path) -> Config:
    file = folder / "mkdocs.yml"
    file.write_text("x: 1\n", encoding="utf-8")
    return Config(file, folder / "content", folder / "settings", read_yaml(file))


@pytest.mark.parametrize("spelling", SPELLED)
@pytest.mark.parametrize("name", SHOWN)
def test_a_draft_in_the_files_is_the_draft_in_the_rules_and_nothing_else(
    name: str, spelling: str, tmp_path: Path
) -> None:
    folder = EVERY[name](tmp_path)
    for path in [folder / "content/figures.yml", *(folder / "content/calculators").glob("*.yml")]:
        path.write_bytes(SPELLED[spelling](path.read_bytes(), read_yaml(path).data))
    handbook, chance, done = read(folder), Random(f"{name} {spelling}"), 0
    data = [knob.as_data() for knob in knobs(handbook)]
    for _ in range(DRAFTS * 3):
        made = drafts.draft(chance, handbook)
        try:
            found = read_draft(written(folder, handbook, made), handbook)
            files = edits(config(folder), handbook, found)
            changed = as_edited(config(folder), handbook, found, files)
        except Problems as error:  # what it would be is not sound
            assert not re.search("by hand|brackets|line of its own", str(error)), made
            continue
        assert decisive(changed) == decisive(handbook, drafted(handbook.rules, data, made))
        for each in files:
            only_what_was_meant(each, made, spelling)
        done += 1
        if done == DRAFTS:
            return
    raise AssertionError(f"only {done} drafts could be tried")


def only_what_was_meant(each: Edited, made: dict[str, Any], spelling: str) -> None:
    """See to it that no word came to a file and none was lost, but with a rule that stood in a line with others."""
    old, new = words(each.before), words(each.after)
    assert not new - old
    if not made["off"] or not (spelling == "in one line" or each.path.suffix == ".csv"):
        assert new == old
        assert each.before.count(b"\r") == each.after.count(b"\r")
        assert each.before.count(b"\n") == each.after.count(b"\n")
    assert each.before.startswith(MARK) == each.after.startswith(MARK)


def words(raw: bytes) -> Counter[str]:
    """Return the words of a file, all numbers as one, without signs of comments."""
    found = re.findall(r"[^\s{}\[\],#]+", raw.decode("utf-8-sig"))
    return Counter(re.sub(r"^-?[0-9.]+$", "0", word) for word in found)
