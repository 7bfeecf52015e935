"""Checks of how drills are told: of a calculator that there is, of all its inputs, in words for every value."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.errors import Problem, expected
from playbook.model.calculator import Calculator
from playbook.model.drill import Story
from playbook.source import Document, Location


def problems(
    models: Mapping[str, Any],
    documents: Mapping[str, Any],
    stems: Mapping[str, Sequence[str]],
    pages: Sequence[str],
) -> list[Problem]:
    """Return what is wrong with the stories that could be read; `stems` names all files of a kind."""
    found: list[Problem] = []
    for stem, story in models["stories"].items():
        document: Document = documents["stories"][stem]
        if stem not in stems["calculators"]:
            found.append(document.problem((), expected("the name of a calculator", repr(stem), stems["calculators"])))
        elif stem in models["calculators"]:
            found += _story(story, models["calculators"][stem], document)
        found += [
            document.problem((name, "page"), expected("a page", repr(skill.page), pages))
            for name, skill in story.skills.items()
            if skill.page not in pages
        ]
    return found


def _story(story: Story, calculator: Calculator, document: Document) -> list[Problem]:
    names = [field.id for field in calculator.fields]
    found = [
        document.problem(location, expected("an input of the calculator", repr(name), names))
        for location, name in _named(story)
        if name not in names
    ]
    told = [name for sentence in story.sentences for name in sentence]
    if not found and sorted(told) != sorted(names):
        found.append(document.problem(("sentences",), expected("each input once", ", ".join(told), names)))
    for name in told:
        phrases = story.telling.get(name, ())
        if not phrases or phrases[-1].when is not None:
            where: Location = ("telling", name) if phrases else ("telling",)
            what = f"a last entry without `when` for {name}, which holds for every other value"
            found.append(document.problem(where, expected(what, "none")))
    if story.level and not calculator.verdict:
        found.append(document.problem(("level",), expected("a calculator with a verdict", "one without")))
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
