"""The drills of a handbook: what they are made of as JSON-ready data, and a pool of questions made of it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import calculators
from calculators.drills import Deck
from playbook.cache import code, disk
from playbook.model.condition import plain_when
from playbook.model.drill import Fit, Story
from playbook.model.guide import Script
from playbook.model.handbook import Handbook
from playbook.rules.changelog import touched
from playbook.rules.version import version

LEVEL = "level"
SEED = 1
EACH = 6
"""How often each boundary comes in the pool."""


def data(handbook: Handbook) -> dict[str, Any]:
    """Return what `calculators.drills.Deck` takes, as JSON-ready data; without stories there is nothing to ask."""
    compiled = {name: handbook.rules[name] for name in handbook.stories}
    return {
        "version": version(handbook).mark,
        "rules": compiled,
        "stories": {name: _story(story) for name, story in handbook.stories.items()},
        "scripts": _scripts(handbook),
    }


def pool(handbook: Handbook) -> dict[str, Any]:
    """Return questions enough for a learner without Python, made once for the same content and code.

    `version` stands for the rules, `edition` for the questions and their answers; `skills` have id, title and page;
    `boundaries` id, label and skill; `items` are as calculators.drills.item describes them.
    """
    described = data(handbook)
    made_of = (json.dumps(described, sort_keys=True), code.mark())
    made: dict[str, Any] = json.loads(disk.remembered("drills", made_of, lambda: _pool(described)))
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
            {"id": each.skill, "title": each.words["title"], "page": each.words["page"]} for each in deck.drills
        ],
        "boundaries": [
            {"id": boundary.id, "label": boundary.label, "skill": drill.skill} for drill, boundary in deck.boundaries
        ],
        "items": list(items.values()),
    }
    return json.dumps(made, ensure_ascii=False).encode()


def _scripts(handbook: Handbook) -> dict[str, Any] | None:
    """Return what is asked about scripts; which levels a script serves is one of the facts it needs."""
    drill = handbook.script_drill
    if not drill:
        return None
    plain = drill.model_dump(mode="json", exclude={"fits"})
    levels = [
        {"id": str(level.id), "label": level.name, "say": [drill.level.format(level=level.name)], "alone": False}
        for level in handbook.levels.levels
    ]
    for fact in plain["facts"]:
        for value in fact["values"]:
            value["levels"] = _levels(handbook, drill.calculator, value.pop("inputs"))
    plain["facts"].append({"id": LEVEL, "values": levels})
    plain["scripts"] = [_fit(fit, handbook.scripts[fit.script]) for fit in drill.fits]
    return plain


def _levels(handbook: Handbook, calculator: str, inputs: Mapping[str, Any]) -> list[str]:
    """Return the levels at least as urgent as these inputs alone make a case, none where there are no inputs."""
    if not inputs:
        return []
    known = [level.id for level in handbook.levels.levels]
    found = calculators.results(calculator, inputs, handbook.rules[calculator])["level"]
    return [str(level) for level in known[: known.index(found) + 1]]


def _fit(fit: Fit, script: Script) -> dict[str, Any]:
    needs = {**fit.needs, **({LEVEL: [str(level) for level in script.levels]} if script.levels else {})}
    rulings = list(script.rulings)
    return {
        "id": fit.script,
        "title": script.title,
        "needs": needs,
        "sources": list(script.sources),
        "rulings": rulings,
    }


def _story(story: Story) -> dict[str, Any]:
    plain = story.model_dump(exclude_none=True, mode="json")
    for name, phrases in story.telling.items():
        for phrase, target in zip(phrases, plain["telling"][name], strict=True):
            if phrase.when is not None:
                target["when"] = plain_when(phrase.when)
    return plain
