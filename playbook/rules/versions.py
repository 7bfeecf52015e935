"""A version of the rules by the file or folder that has it: a draft, a recorded version, or another handbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playbook.errors import Problems
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.rules import snapshot
from playbook.rules.draft_file import Draft, read_draft
from playbook.rules.snapshot import Snapshot, taken
from playbook.source.config import find
from playbook.source.document import decoded, parse
from playbook.source.yaml12 import tolerated

DRAFTED = {"numbers", "off", "order"}


@dataclass(frozen=True)
class Version:
    """A version of the rules: to compare, and whole, as calculators read them."""

    snapshot: Snapshot
    rules: Mapping[str, Mapping[str, Any]]


def of_handbook(handbook: Handbook) -> Version:
    """Return the version that a handbook is."""
    return Version(taken(handbook), handbook.rules)


def is_draft(path: Path) -> bool:
    """Tell whether a file says what is changed, and no more."""
    if not path.is_file() or path.parent.name == snapshot.HISTORY:
        return False
    try:
        data = parse(decoded(path, str(path)), str(path), tolerated).data
    except Problems:
        return False
    return isinstance(data, dict) and bool(DRAFTED & data.keys()) and "plugins" not in data


def version(path: Path, today: Handbook) -> Version:
    """Return the version at a path; a draft is put into `today`'s rules, whose words a recorded version is told in.

    Raises Problems.
    """
    if is_draft(path):
        return _drafted(today, read_draft(path, today))
    found = snapshot.of(path)
    if path.parent.name == snapshot.HISTORY and path.is_file():
        known = {
            name: {
                **today.rules[name],
                **rules,
                "fields": _in_todays_words(rules["fields"], today.rules[name]["fields"]),
            }
            for name, rules in found.rules.items()
            if name in today.rules
        }
        return Version(found, known)
    config = find(path / "mkdocs.yml" if path.is_dir() else path)
    return Version(found, load(config.content, config.settings, config.root).rules)


def _in_todays_words(fields: Sequence[Mapping[str, Any]], todays: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return inputs and their choices called as they are today, as far as there are any of the same id."""
    now = {field["id"]: field for field in todays}
    made = []
    for field in fields:
        words = now.get(field["id"], field)
        named = {choice["id"]: choice for choice in words["choices"]}
        choices = [{**choice, "label": named.get(choice["id"], choice)["label"]} for choice in field["choices"]]
        made.append({**field, "label": words["label"], "short": words["short"], "choices": choices})
    return made


def _drafted(today: Handbook, draft: Draft) -> Version:
    made = taken(replace(today, rules=draft.rules))
    changed = draft.file.plain["numbers"]
    figures = {name: {**figure, "value": changed.get(name, figure["value"])} for name, figure in made.figures.items()}
    return Version(replace(made, figures=figures), draft.rules)
