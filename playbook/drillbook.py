"""The drills of a handbook: what they are made of as JSON-ready data, and a pool of questions made of it."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import calculators
from calculators.drills import Deck
from playbook import cache
from playbook.handbook import Handbook
from playbook.model.condition import plain_when
from playbook.model.drill import Story
from playbook.rulebook import rules

SEED = 1
EACH = 6
"""How often each boundary comes in the pool."""


def data(handbook: Handbook) -> dict[str, Any]:
    """Return what `calculators.drills.Deck` takes, as JSON-ready data; without stories there is nothing to ask."""
    compiled = {name: rules(handbook, name) for name in handbook.stories}
    return {
        "version": fingerprint(compiled),
        "rules": compiled,
        "stories": {name: _story(story) for name, story in handbook.stories.items()},
    }


def pool(handbook: Handbook) -> dict[str, Any]:
    """Return questions enough for a learner without Python, made once for the same content and code.

    `version` stands for the rules, `edition` for the questions; `skills` have id, title and page; `boundaries` id,
    label and skill; `items` are as calculators.drills.item describes them.
    """
    described = data(handbook)
    code = sorted(Path(calculators.__file__).parent.rglob("*.py"))
    key = hashlib.sha256(json.dumps(described, sort_keys=True).encode() + Path(__file__).read_bytes())
    for path in code:
        key.update(path.read_bytes())
    made: dict[str, Any] = json.loads(cache.remembered(f"drills/{key.hexdigest()}", lambda: _pool(described)))
    return made


def fingerprint(compiled: Mapping[str, Any]) -> str:
    """Return eight hex digits that stand for the rules."""
    return hashlib.sha256(json.dumps(compiled, sort_keys=True).encode()).hexdigest()[:8]


def _pool(described: Mapping[str, Any]) -> bytes:
    deck = Deck(described)
    items = {item["id"]: item for item in deck.items(SEED, EACH * len(deck.boundaries))}
    edition = hashlib.sha256("\n".join(items).encode()).hexdigest()[:8]
    made = {
        "version": described["version"],
        "edition": edition,
        "skills": [
            {"id": each.skill, "title": each.words["title"], "page": each.words["page"]} for each in deck.drills
        ],
        "boundaries": [
            {"id": boundary.id, "label": boundary.label, "skill": drill.skill} for drill, boundary in deck.boundaries
        ],
        "items": list(items.values()),
    }
    return json.dumps(made, ensure_ascii=False).encode()


def _story(story: Story) -> dict[str, Any]:
    plain = story.model_dump(exclude_none=True, mode="json")
    for name, phrases in story.telling.items():
        for phrase, target in zip(phrases, plain["telling"][name], strict=True):
            if phrase.when is not None:
                target["when"] = plain_when(phrase.when)
    return plain
