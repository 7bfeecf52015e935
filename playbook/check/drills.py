"""Checks of how drills are told: of calculators and scripts that there are, of all inputs, in words for every value."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.check.lists import unique
from playbook.check.reading import Reading
from playbook.errors import Problem, expected
from playbook.model.absent import is_absent
from playbook.model.calculator import Calculator
from playbook.model.drills import ScriptDrill, Story
from playbook.source.document import Document, Location

LEVEL = "level"
"""The fact of a script's situation that is there by itself."""

INPUT = "an input of the calculator"


def problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with the drills that could be read."""
    models, documents, stems = reading.models, reading.documents, reading.stems
    found: list[Problem] = []
    for stem, story, document in reading.each("stories"):
        if stem not in stems["calculators"]:
            wanted = expected("the name of a calculator", repr(stem), stems["calculators"])
            found.append(document.problem((), wanted, absent=is_absent(stem, stems["calculators"])))
        elif stem in models["calculators"]:
            found += _story(story, models["calculators"][stem], document)
    if models["script_drill"]:
        found += _scripts(models["script_drill"], models["calculators"], documents["script_drill"])
    return found


def _story(story: Story, calculator: Calculator, document: Document) -> list[Problem]:
    names = [field.id for field in calculator.fields]
    found = _unknown(document, _named(story), INPUT, names)
    told = [name for sentence in story.sentences for name in sentence]
    if not found and sorted(told) != sorted(names):
        found.append(document.problem(("sentences",), expected("each input once", ", ".join(told), names)))
    for name in told:
        phrases = story.telling.get(name, ())
        if not phrases or phrases[-1].when is not None:
            where: Location = ("telling", name) if phrases else ("telling",)
            what = f"a last entry without `when` for {name}, which holds for every other value"
            found.append(document.problem(where, expected(what, "none")))
    needed = {
        "level": calculator.forms,
        "spending": calculator.forms and not calculator.levels,
        "priority": calculator.points,
    }
    for skill in story.skills:
        if not needed[skill]:
            what = "points" if skill == "priority" else "forms"
            found.append(document.problem((skill,), expected(f"a calculator with {what}", "one without")))
    return found


def _named(story: Story) -> Iterator[tuple[Location, str]]:
    """Yield the inputs that a story names, each with its place."""
    for i, sentence in enumerate(story.sentences):
        yield from ((("sentences", i, k), name) for k, name in enumerate(sentence))
    yield from ((("steps", name), name) for name in story.steps)
    for name, phrases in story.telling.items():
        yield ("telling", name), name
        for i, phrase in enumerate(phrases):
            for every in phrase.when or ():
                yield from ((("telling", name, i, "when", factor), factor) for factor in every)
    if story.priority:
        yield ("priority", "waiting"), story.priority.waiting


def _scripts(
    drill: ScriptDrill,
    calculators: Mapping[str, Calculator],
    document: Document,
) -> list[Problem]:
    facts = {fact.id: [value.id for value in fact.values] for fact in drill.facts}
    found = unique(document, ("facts",), [fact.id for fact in drill.facts])
    told = [((i, k), name) for i, names in enumerate(drill.sentences) for k, name in enumerate(names)]
    found += _unknown(document, [(("sentences", *at), name) for at, name in told], "a fact", [*facts, LEVEL])
    missing = sorted({*facts, LEVEL} - {name for _, name in told})
    if missing:
        found.append(document.problem(("sentences",), expected("every fact", f"none of {', '.join(missing)}")))
    for i, fact in enumerate(drill.facts):
        found += unique(document, ("facts", i, "values"), facts[fact.id])
        for k, value in enumerate(fact.values):
            if drill.calculator in calculators:
                inputs = [field.id for field in calculators[drill.calculator].fields]
                at: Location = ("facts", i, "values", k, "inputs")
                found += _unknown(document, [((*at, name), name) for name in value.inputs], INPUT, inputs)
    for i, fit in enumerate(drill.fits):
        for name, values in fit.needs.items():
            place: Location = ("fits", i, "needs", name)
            found += _unknown(document, [(place, name)], "a fact", list(facts))
            listed = [((*place, k), value) for k, value in enumerate(values)]
            found += _unknown(document, listed, f"a value of the fact {name}", facts.get(name, values))
    return found


def _unknown(
    document: Document, named: Iterator[tuple[Location, str]] | list[Any], what: str, known: Sequence[str]
) -> list[Problem]:
    """Return a problem for each name that is none of the known ones."""
    return [
        document.problem(location, expected(what, repr(name), known)) for location, name in named if name not in known
    ]
