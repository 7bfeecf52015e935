"""A question of a drill, ready for a page."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

type Item = dict[str, Any]


def choice(name: str, text: str, explanation: str = "", boundary: str | None = None) -> dict[str, Any]:
    """Return an answer to choose. A wrong one has an explanation, and the boundary that who chooses it mistook."""
    return {"id": name, "text": text, "explanation": explanation, "boundary": boundary}


def item(
    skill: str,
    boundary: str,
    told: Mapping[str, str],
    choices: Sequence[Mapping[str, Any]],
    answer: str,
    because: Mapping[str, Any],
    about: Mapping[str, Any],
) -> Item:
    """Return an item. `told` has `text` and `question`; `because` has `explanation`, `sources` and `rulings`.

    `about` has the `page` to read, the `calculator`, and its `inputs` for each customer in the question.
    The id stands for what is asked: the same words have the same id in every build.
    """
    key = f"{told['text']}\n{told['question']}"
    return {
        "id": f"{skill}-{zlib.crc32(key.encode()):08x}",
        "skill": skill,
        "boundary": boundary,
        **told,
        "choices": [dict(each) for each in choices],
        "answer": answer,
        **because,
        **about,
    }


def plain(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs of a case as JSON takes them, without those that were not given."""
    return {name: _plain(value) for name, value in case.items() if value is not None and value != ()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, bool | str):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
