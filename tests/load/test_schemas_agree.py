"""Schemas and models give the same verdict on two thousand damaged files: an editor marks what the loader refuses."""

import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from playbook.load import editor_schemas
from playbook.model.base import Model
from playbook.model.context import Context
from playbook.source.document import Location, read
from tests.load.test_editor_schemas import FILES, made, plain
from tests.support.browser import ROOT
from tests.support.handbooks import default

VALUES: list[Any] = [
    *(None, True, 0, -1, 1.5, 10**16, "", "x", "not_given", "vip_ltv", "09:00", "#123456", (), ("x",), {}),
    *({"above": 1}, {"above": None}, {"above": 1, "at_least": 1}, {"below": "vip_ltv"}, ({"safety": "high"},)),
]
# Names that only a look at the other files finds wrong: the loader does so after the models, the schemas in one go.
NAMES = {"home", "page", "pages", "unit"}
# Whether an interval holds a number is beyond a schema.
ENDS = {"above", "at_least", "below", "at_most"}
# Whether figures agree with one another, too: sums, shares, claims, rows and columns, a named figure's size.
SUMS = {"pages"}
# And whether the body of a script has its commitments.
SUMMED = {"bill", "percent", "parts_percent", "body", "commitments"}


@cache
def context() -> Context:
    handbook = default()
    return Context(
        figures={name: (figure.value, figure.unit) for name, figure in handbook.figures.figures.items()},
        sources=frozenset(row.id for row in handbook.sources.rows),
        rulings=frozenset(ruling.id for ruling in handbook.rulings.rulings),
        levels=tuple(level.id for level in handbook.levels.levels),
    )


@cache
def documents() -> list[tuple[str, Any]]:
    # The models of words that are said otherwise are made of the package's words: test_interface_words has them.
    modelled = [(path, kind) for path, kind in FILES if editor_schemas.ALL[kind].model is not Model]
    return [(kind, read(ROOT / path).data) for path, kind in modelled]


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(made()[kind])


def places(data: Any, at: Location = ()) -> Iterator[Location]:
    """Yield where something stands in a document, the top left out."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, tuple) else ()
    for key, value in entries:
        yield (*at, key)
        yield from places(value, (*at, key))


def changed(data: Any, at: Location, change: Callable[[Any, str | int], Any]) -> Any:
    """Return a copy of a document in which `change(parent, key)` is the parent of the place `at`."""
    if len(at) == 1:
        return change(data, at[0])
    if isinstance(data, dict):
        return {**data, at[0]: changed(data[at[0]], at[1:], change)}
    return tuple(changed(item, at[1:], change) if number == at[0] else item for number, item in enumerate(data))


def damage(chance: random.Random) -> Callable[[Any, str | int], Any]:
    """Return a way to take an entry away, to put another value in its place or to add a key or an item."""
    value = chance.choice(VALUES)
    key = chance.choice(["zz", "note", "rulings", "default", "help", "placeholders"])

    def without(parent: Any, place: str | int) -> Any:
        if isinstance(parent, dict):
            return {name: entry for name, entry in parent.items() if name != place}
        return tuple(item for number, item in enumerate(parent) if number != place)

    def another(parent: Any, place: str | int) -> Any:
        if isinstance(parent, dict):
            return {**parent, place: value}
        return tuple(value if number == place else item for number, item in enumerate(parent))

    def more(parent: Any, place: str | int) -> Any:
        return {**parent, key: value} if isinstance(parent, dict) else (*parent, value)

    return chance.choice([without, another, more])


def refused(kind: str, data: Any) -> bool:
    try:
        editor_schemas.ALL[kind].model.model_validate(data, context=context())
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("seed", range(4))
def test_an_editor_marks_what_the_loader_refuses_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    verdicts = set()
    for _ in range(500):
        kind, data = chance.choice(documents())
        at = chance.choice(list(places(data)))
        damaged = changed(data, at, damage(chance))
        marked = not validator(kind).is_valid(plain(damaged))
        if not (NAMES | ENDS) & set(at):
            told = f"{kind} {at}: {json.dumps(plain(damaged), ensure_ascii=False)}"
            beyond = kind in SUMS or SUMMED & set(at)
            assert marked == refused(kind, damaged) or (beyond and not marked), told
        verdicts.add(marked)
    assert verdicts == {True, False}
