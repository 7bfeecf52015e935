"""The pool of questions that is made of a handbook's drills."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from calculators.drills import Deck
from playbook.cache import code, disk
from playbook.model.handbook import Handbook
from playbook.rules.changelog import touched

SEED = 1
EACH = 6
"""How often each boundary comes in the pool."""


def pool(handbook: Handbook) -> dict[str, Any]:
    """Return questions enough for a learner without Python, made once for the same content and code.

    `version` stands for the rules, `edition` for the questions and their answers; `skills` have id, title and page;
    `boundaries` id, label and skill; `items` are as calculators.drills.item describes them.
    """
    made_of = (json.dumps(handbook.drills, sort_keys=True), code.mark())
    made: dict[str, Any] = json.loads(disk.remembered("drills", made_of, lambda: _pool(handbook.drills)))
    return made


def changed(handbook: Handbook, made: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the boundaries of the pool `made` whose questions the latest change of the rules touches.

    Each has `id`, `skill` (in words), `label` and `count`, how many questions of the pool have another answer now.
    """
    skills = {skill["id"]: skill["title"] for skill in made["skills"]}
    labels = {(each["skill"], each["id"]): each["label"] for each in made["boundaries"]}
    counts = touched(handbook, made["items"])
    return [
        {"id": f"{key[0]}/{key[1]}", "skill": skills[key[0]], "label": labels[key], "count": count}
        for key, count in counts.items()
    ]


def _pool(described: Mapping[str, Any]) -> bytes:
    deck = Deck(described)
    items = {item["id"]: item for item in deck.items(SEED, EACH * len(deck.boundaries))}
    asked = [[item["id"], item["answer"], [choice["id"] for choice in item["choices"]]] for item in items.values()]
    edition = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:8]
    made = {
        "version": described["version"],
        "edition": edition,
        "skills": [
            {"id": each.skill, "title": each.words["title"], "page": each.words.get("page")} for each in deck.drills
        ],
        "boundaries": [
            {"id": boundary.id, "label": boundary.label, "skill": drill.skill} for drill, boundary in deck.boundaries
        ],
        "items": list(items.values()),
    }
    return json.dumps(made, ensure_ascii=False).encode()
