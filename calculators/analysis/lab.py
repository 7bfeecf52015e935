"""What the page that tries changes asks: two versions of the rules, each with a draft or without, and a question.

Text comes in as data and leaves as data; the page's worker has the rules that the calculators have.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import calculators
from calculators.analysis.cell_map import cell_map
from calculators.analysis.draft import drafted
from calculators.analysis.effect import consequences, effect
from calculators.analysis.replay import replayed
from calculators.analysis.spaces import Rules
from calculators.errors import InputError

type Plain = dict[str, Any]
type Versions = Mapping[str, Rules]


def answered(request: Mapping[str, Any], rules: Versions) -> Plain:
    """Return the answer to a request. `rules` are today's, by calculator. Raises InputError.

    The request has `ask`, one of ASKED, the `calculator`, the `knobs` as playbook/rules/knobs.py gives them, and two
    versions, `before` and `after`: `rules`, those of a recorded version or None for today's, and the `draft` on them or
    None. What else it has, its question needs.
    """
    name = request["calculator"]
    before, after = (_version(name, request[side], request["knobs"], rules) for side in ("before", "after"))
    return ASKED[request["ask"]](before, after, request)


def _version(name: str, wanted: Mapping[str, Any], knobs: Sequence[Mapping[str, Any]], rules: Versions) -> Rules:
    """Return one calculator's rules in a version. A recorded one has no words: it is told in today's."""
    recorded = wanted.get("rules")
    base = rules if recorded is None else {**rules, name: {**rules[name], **recorded[name]}}
    return drafted(base, knobs, wanted["draft"])[name] if wanted.get("draft") else base[name]


def _cases(before: Rules, after: Rules, request: Mapping[str, Any]) -> Plain:
    """Return the results of some cases in words, before and after, or what is wrong with their inputs."""
    return {"cases": [_both(inputs, before, after) for inputs in request["cases"]]}


def _both(inputs: Mapping[str, Any], before: Rules, after: Rules) -> Plain:
    try:
        old, new = (calculators.results(rules["name"], inputs, rules)["display"] for rules in (before, after))
    except InputError as error:
        return {"error": error.as_data()}
    labels = {spec["id"]: spec["label"] for spec in after["results"]}
    return {
        "results": [
            {"label": labels[name], "old": old.get(name), "new": shown, "changed": old.get(name) != shown}
            for name, shown in new.items()
        ]
    }


ASKED: dict[str, Callable[[Rules, Rules, Mapping[str, Any]], Plain]] = {
    "effect": lambda before, after, request: effect(before, after),
    "consequences": lambda before, after, request: consequences(before, after),
    "map": lambda before, after, request: cell_map(
        before, after, request["across"], request["down"], request["inputs"]
    ),
    "cases": _cases,
    "replay": lambda before, after, request: replayed(request["calculator"], before, after, request["cases"]),
}
