"""Checks of the training: its lessons ask what there are questions of, and do not take the place of another page."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculators.drills import SKILLS, level_skill
from calculators.drills.level import Levels
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.calculator import deciding, levelled
from playbook.model.drills import Story

SCRIPT = "script"
"""The skill that script-drill.yml asks."""

PAGES = ("practice", "exam")


def _skills(stem: str, story: Story, models: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the drills of a calculator ask, as lessons call it."""
    chosen = models["levels"].calculator if models["levels"] else None
    first = levelled(deciding(models["calculators"]), chosen) or stem  # which it is cannot be told where none was read
    yield from (level_skill(stem, first) if name == Levels.skill else name for name in story.skills)


def problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with the pages of training that could be read."""
    models, documents, stems = reading.models, reading.documents, reading.stems
    skills = [name for stem, story in models["stories"].items() for name in _skills(stem, story, models)]
    skills += [SCRIPT] * len(stems["script_drill"])
    unread = len(models["stories"]) < len(stems["stories"])  # what they ask is not known
    found = []
    for stem, lesson in models["lessons"].items():
        document = documents["lessons"][stem]
        if stem in PAGES:
            found.append(document.problem((), expected("a name that no other page of training has", repr(stem))))
        found += [
            document.problem(
                ("drills", place, "skill"),
                expected("a skill of the drills", repr(drilled.skill), skills),
                absent=drilled.skill in SKILLS or drilled.skill.startswith(f"{Levels.skill}-"),
            )
            for place, drilled in enumerate(lesson.drills)
            if drilled.skill not in skills and not unread
        ]
    for name in PAGES:
        if models[name] and not stems["stories"] and not stems["script_drill"]:
            found.append(documents[name].problem((), expected("drills to ask", "none"), absent=True))
    return found
