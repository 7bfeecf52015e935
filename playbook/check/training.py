"""Checks of the training: its lessons ask what there are questions of, and do not take the place of another page."""

from calculators.drills import SKILLS
from playbook.check.reading import Reading
from playbook.errors import Problem, expected

SCRIPT = "script"
"""The skill that script-drill.yml asks."""

PAGES = ("practice", "exam")


def problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with the pages of training that could be read."""
    models, documents, stems = reading.models, reading.documents, reading.stems
    skills = [skill for story in models["stories"].values() for skill in story.skills]
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
                absent=drilled.skill in SKILLS,
            )
            for place, drilled in enumerate(lesson.drills)
            if drilled.skill not in skills and not unread
        ]
    for name in PAGES:
        if models[name] and not stems["stories"] and not stems["script_drill"]:
            found.append(documents[name].problem((), expected("drills to ask", "none"), absent=True))
    return found
