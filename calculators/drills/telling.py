"""A case in words: sentences made of the phrases that content gives for each input's value."""

from collections.abc import Mapping
from typing import Any

from calculators.conditions import met
from calculators.drills.chance import Chance
from calculators.text import describe_value


def tell(story: Mapping[str, Any], case: Mapping[str, Any], rules: Mapping[str, Any], chance: Chance) -> str:
    """Return the sentences of a story for a case: input id -> value. What is left unsaid is said to be so."""
    fields = {field["id"]: field for field in rules["fields"]}
    sentences, silent = [], False
    for names in story["sentences"]:
        phrases = []
        for name in names:
            ways = _ways(story["telling"][name], case)
            if ways:
                phrases.append(chance.one(ways).format(value=describe_value(fields[name], case[name], rules)))
            silent = silent or not ways
        sentences.append(phrases)
    if silent and story["rest"]:
        sentences[-1].append(chance.one(story["rest"]))
    return "".join(story["joint"].join(phrases) + story["stop"] for phrases in sentences if phrases)


def _ways(phrases: Any, case: Mapping[str, Any]) -> list[str]:
    """Return the ways to say a value: those of the first phrase whose condition holds."""
    held = (phrase for phrase in phrases if "when" not in phrase or met(phrase["when"], case) is not None)
    return list(next(held)["say"])
