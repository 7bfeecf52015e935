"""What drills are made of as JSON-ready data: how cases are told, what is asked of them, which script serves when."""

from collections.abc import Mapping, Sequence
from typing import Any

from playbook.load import own_answers
from playbook.model.calculator import deciding, levelled
from playbook.model.columns import Models
from playbook.model.condition import plain_when
from playbook.model.drills import Fit, Story
from playbook.model.scripts import Script

LEVEL = "level"

type Rules = Mapping[str, dict[str, Any]]


def compile_drills(models: Models, rules: Rules, mark: str) -> dict[str, Any]:
    """Return what `calculators.drills.Deck` takes; without stories there is nothing to ask.

    `models` are those of a sound handbook, by kind; `rules` what is compiled of them, `mark` what stands for those.
    """
    return {
        "version": mark,
        "rules": {name: rules[name] for name in models["stories"]},
        "stories": {name: _story(story) for name, story in models["stories"].items()},
        "scripts": _scripts(models, rules),
        "levelled": levelled(deciding(models["calculators"]), models["levels"].calculator),
    }


def _scripts(models: Models, rules: Rules) -> dict[str, Any] | None:
    """Return what is asked about scripts; which levels a script serves is one of the facts it needs."""
    drill = models["script_drill"]
    if not drill:
        return None
    plain: dict[str, Any] = drill.model_dump(mode="json", exclude={"fits"})
    known = [level.id for level in models["levels"].levels]
    levels = [
        {"id": str(level.id), "label": level.name, "say": [drill.level.format(level=level.name)], "alone": False}
        for level in models["levels"].levels
    ]
    for fact in plain["facts"]:
        for value in fact["values"]:
            value["levels"] = _levels(known, rules[drill.calculator], value.pop("inputs"))
    plain["facts"].append({"id": LEVEL, "values": levels})
    plain["scripts"] = [_fit(fit, models["scripts"][fit.script]) for fit in drill.fits]
    return plain


def _levels(known: Sequence[Any], rules: Mapping[str, Any], inputs: Mapping[str, Any]) -> list[str]:
    """Return the levels at least as urgent as these inputs alone make a case, none where there are no inputs."""
    if not inputs:
        return []
    found = own_answers.results(rules["name"], inputs, rules).get("level")
    return [str(level) for level in known[: known.index(found) + 1]] if found in known else []


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
