"""What is imported as records: what is sound is kept, with all that a newer version added, and nothing else is."""

import copy
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import reject
from hypothesis import strategies as st

from tests.support.browser import ROOT, SOURCES
from tests.support.fuzzing import parts, tried
from tests.support.node import answering

type Value = Any

words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("", "\u202e", "\0", "__proto__", "constructor", "toString", "灯", "\U0001f600", "<b>", "=1", "x" * 5_000)
    ),
)
# V8 13.6 takes one sign that JSON escapes for another one where both are keys: no such key alone.
keys = st.one_of(
    st.text(max_size=6).filter(lambda text: len(text) != 1 or json.dumps(text, ensure_ascii=False) == f'"{text}"'),
    st.sampled_from(("part", "cost", "search.0", "toString", "hasOwnProperty", "0", "")),
)
numbers = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e300, 1e300, allow_nan=False))
moments = st.one_of(st.integers(0, 4 * 10**12), st.floats(-3.9e15, 3.9e15), st.sampled_from((0, -1, 1.5, 3.9e15)))
hours = st.one_of(st.integers(0, 200), st.floats(-1e8, 1e8))
days = st.sampled_from(("2026-06-15T10:00:00.000Z", "1970-01-01T00:00:00.000Z", "2026-06-15"))
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?")
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, words),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=5,
)


@dataclass(frozen=True)
class Part:
    """What stands somewhere in a record: sound values of it, and whether a value of JSON is one."""

    sound: st.SearchStrategy[Value]
    fits: Callable[[Value], bool]


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_moment(value: Value) -> bool:
    return _is_number(value) and abs(value) < 4e15


def _is_day(value: Value) -> bool:
    if isinstance(value, str) and not ISO.fullmatch(value):
        reject()  # every browser reads other texts in its own way
    return isinstance(value, str) or (_is_number(value) and abs(value) <= 8.64e15)


TEXT = Part(words, lambda value: isinstance(value, str))
NUMBER = Part(numbers, _is_number)
MOMENT = Part(moments, _is_moment)
HOURS = Part(hours, lambda value: _is_number(value) and abs(value) * 3_600_000 < 4e15)
STABILITY = Part(st.floats(0.001, 1e6), lambda value: _is_number(value) and value >= 0.001)
DIFFICULTY = Part(st.floats(1, 1e6), lambda value: _is_number(value) and value >= 1)
STATE = Part(st.integers(0, 3), lambda value: _is_number(value) and value in range(4))
FREE = Part(anything, lambda value: True)
DAY = Part(days, lambda value: _is_day(value))


def either(*parts: Part) -> Part:
    return Part(st.one_of(*(part.sound for part in parts)), lambda value: any(part.fits(value) for part in parts))


def perhaps(part: Part) -> Part:
    return Part(st.one_of(st.none(), part.sound), lambda value: value is None or part.fits(value))


def list_of(part: Part) -> Part:
    return Part(
        st.lists(part.sound, max_size=3),
        lambda value: isinstance(value, list) and all(part.fits(each) for each in value),
    )


def values_of(part: Part) -> Part:
    return Part(
        st.dictionaries(keys, part.sound, max_size=3),
        lambda value: isinstance(value, dict) and all(part.fits(each) for each in value.values()),
    )


def record(parts: Mapping[str, Part]) -> Part:
    """An object with these keys; with any others it is sound, too."""
    return Part(
        st.builds(
            lambda newer, known: {**newer, **known},
            st.dictionaries(st.sampled_from(("newer", "__proto__x", "zz")), anything, max_size=1),
            st.fixed_dictionaries({key: part.sound for key, part in parts.items()}),
        ),
        lambda value: isinstance(value, dict) and all(part.fits(value.get(key)) for key, part in parts.items()),
    )


ID = Part(st.text(min_size=1, max_size=8), lambda value: isinstance(value, str) and value != "")
CHECK = record({"text": TEXT, "limit": perhaps(TEXT), "hours": perhaps(HOURS)})
STEP = {"id": TEXT, "title": TEXT, "purpose": perhaps(TEXT), "hours": perhaps(HOURS), "after": perhaps(TEXT)}
PLAN = {
    "level": either(TEXT, NUMBER),
    "name": TEXT,
    "version": perhaps(TEXT),
    "cap_yuan": perhaps(NUMBER),
    "update_hours": perhaps(HOURS),
    "updates_until": perhaps(TEXT),
    "named_by": list_of(TEXT),
    "steps": list_of(record(STEP | {"checks": list_of(CHECK)})),
}
INCIDENT = {
    "id": ID,
    "plan": record(PLAN),
    "started": MOMENT,
    "closed": perhaps(MOMENT),
    "values": values_of(TEXT),
    "ticks": values_of(MOMENT),
    "updates": list_of(MOMENT),
    "costs": list_of(record({"at": MOMENT, "text": TEXT, "yuan": NUMBER})),
    "notes": list_of(record({"at": MOMENT, "text": TEXT})),
    "advised": perhaps(NUMBER),
}
CARD = record({"due": DAY, "last_review": DAY, "state": STATE, "stability": STABILITY, "difficulty": DIFFICULTY})
KINDS = {
    "incident": record(INCIDENT),
    "ledger": record({"id": ID, "cells": values_of(either(TEXT, NUMBER))}),
    "learning": either(
        record({"id": ID, "lesson": TEXT}), record({"id": ID, "topic": TEXT, "version": TEXT, "card": CARD})
    ),
    "checklist": record({"id": ID, "ticked": list_of(TEXT)}),
}
STRANGE = (
    None,
    True,
    [],
    {},
    [None],
    {"toString": None},
    {"toString": None, "valueOf": None},
    "",
    "x",
    -1,
    0,
    1e18,
    -1e18,
)


def places(value: Value, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a value, its top among them."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*at, key))


def replaced(value: Value, at: tuple[Any, ...], new: Value) -> Value:
    if not at:
        return new
    made = copy.deepcopy(value)
    inner = made
    for key in at[:-1]:
        inner = inner[key]
    if new is GONE:
        del inner[at[-1]]
    else:
        inner[at[-1]] = new
    return made


GONE = object()
FILES = [
    (kind, entry)
    for path in sorted((ROOT / "tests/ledger/files").glob("*.json"))
    for kind, entries in json.loads(path.read_text(encoding="utf-8"))["records"].items()
    for entry in entries
]


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, Value]:
    """A kind, and a record of it in which up to two places are something else."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    made = draw(KINDS[kind].sound)
    for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2)))):
        at = draw(st.sampled_from(list(places(made))))
        new = draw(st.one_of(st.sampled_from(STRANGE), anything, st.just(GONE) if at else st.none()))
        made = replaced(made, at, new)
    return kind, made


def _numbers(value: Value) -> Value:
    """A value with its numbers as JavaScript has them."""
    if isinstance(value, dict):
        return {key: _numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_numbers(each) for each in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Value], Any]]:
    module = (SOURCES / "store/exchange.js").as_uri()
    imports = f'import {{ pack, unpack }} from "{module}";'
    function = f"([kind, entries]) => unpack(pack({{ [kind]: entries }}), {sorted(KINDS)})"
    with answering(imports, function, tmp_path_factory.mktemp("node")) as ask:
        yield ask


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(10_000))
def test_what_is_sound_is_kept_as_it_is_and_nothing_else(
    part: int, imported: Callable[[Value], Any], figures: Callable[[str], None]
) -> None:
    kept = 0

    def check(given: tuple[str, Value]) -> None:
        nonlocal kept
        kind, made = given
        other = {"id": "other", "ticked": ["a"]} if kind == "checklist" else None
        entries = [made, *([other] if other and (not isinstance(made, dict) or made.get("id") != "other") else [])]
        found = imported([kind, entries])
        sound = KINDS[kind].fits(made)
        kept += sound
        kept_now = _numbers(([made] if sound else []) + entries[1:])
        assert _numbers(found["records"][kind]) == kept_now, "it never hides others"
        assert len(found["rejected"]) == (not sound)
        for each in found["rejected"]:
            assert each["where"].startswith(f"{kind}[0]")
            assert each["why"] == "record"

    count = tried(check, changed(), part, usual=1_000, corpus=FILES)
    figures(f"records, part {part}: {count} records, {kept} of them sound, faults 0")
    assert count / 10 < kept < count
