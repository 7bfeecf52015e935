"""What is written otherwise in two versions of one calculator's rules, part by part."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from calculators.analysis.differing import shared
from calculators.analysis.spaces import factors
from playbook.model.reference import LIMITS
from playbook.rules.formula_written import formula_written

type Rules = Mapping[str, Any]

SETTINGS = ("default", "minimum", "maximum", "required", "unknown_counts_as", "unit")
"""What is set of an input, and changes what a case means or which there are."""


@dataclass(frozen=True)
class Change:
    """One thing that differs: its place, its meaning and unit, before and after; None where there was none.

    Its place is a calculator, a part of it, and what of that; empty where there is no such thing, or several share it.
    """

    calculator: str
    part: str
    key: str
    meaning: str
    unit: str | None
    old: Any
    new: Any

    @property
    def name(self) -> str:
        """What it is called."""
        return " ".join(filter(None, (self.calculator, self.part, self.key)))


@dataclass(frozen=True)
class Part:
    """What cannot be compared: its calculator, name and label.

    The name is empty where the whole calculator is meant; the calculator is where a level is, for several share it.
    """

    calculator: str
    name: str = ""
    label: str = ""


def one_sided(calculator: str, one: Rules, other: Rules) -> Iterator[Part]:
    """Yield what only `one` has: inputs, choices, factors, levels, formulas and the verdict."""
    beside = {field["id"]: field for field in other["fields"]}
    for field in one["fields"]:
        if field["id"] not in beside:
            yield Part(calculator, field["id"], field["short"])
        else:
            known = {choice["id"] for choice in beside[field["id"]]["choices"]}
            yield from (
                Part(calculator, f"{field['id']}={choice['id']}", f"{field['short']} {choice['label']}")
                for choice in field["choices"]
                if choice["id"] not in known
            )
    kept = {factor["id"] for factor in factors(other)}
    yield from (Part(calculator, each["id"], each["label"]) for each in factors(one) if each["id"] not in kept)
    kept = {level["id"] for level in other.get("levels", ())}
    yield from (
        Part("", f"level {level['id']}", str(level["name"]))
        for level in one.get("levels", ())
        if level["id"] not in kept
    )
    kept = {formula["id"] for formula in other.get("formulas", ())}
    yield from (Part(calculator, each["id"]) for each in one.get("formulas", ()) if each["id"] not in kept)
    if "verdict" in one and "verdict" not in other:
        yield Part(calculator, "verdict")


def asked_otherwise(calculator: str, before: Rules, after: Rules) -> Iterator[Part]:
    """Yield the inputs of both that share no value: of another type, or without a choice that both have."""
    compared = {field["id"] for field in shared(before, after)}
    known = {field["id"] for field in before["fields"]}
    for field in after["fields"]:
        if field["id"] in known and field["id"] not in compared:
            yield Part(calculator, field["id"], field["short"])


def set_otherwise(calculator: str, before: Rules, after: Rules) -> Iterator[Change]:
    """Yield what is set otherwise of the inputs and factors of both."""
    were = {field["id"]: field for field in before["fields"]}
    for field in after["fields"]:
        old = were.get(field["id"], field)
        for key in SETTINGS:
            if not _same(old.get(key), field.get(key)):
                unit = None if key == "unit" else field.get("unit")
                yield Change(calculator, field["id"], key, field["short"], unit, old.get(key), field.get(key))
    weights = {factor["id"]: factor.get("weight") for factor in factors(before)}
    for factor in factors(after):
        old_weight = weights.get(factor["id"], factor.get("weight"))
        if old_weight != factor.get("weight"):
            weights_of = old_weight, factor.get("weight")
            yield Change(calculator, factor["id"], "weight", factor["label"], None, *weights_of)
    if before.get("module") != after.get("module"):
        yield Change(calculator, "", "module", "", None, before.get("module"), after.get("module"))


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same as JSON: what was read from a file has tuples for lists."""
    return json.dumps(one) == json.dumps(other)


def given_by_levels(calculator: str, before: Rules, after: Rules) -> Iterator[Change]:
    """Yield what a level gives otherwise: its times and its cap, or the results that a level of its own gives."""
    were, are = ({level["id"]: level for level in rules.get("levels", ())} for rules in (before, after))
    for level in {**were, **are}:
        keys = {key: None for known in (were, are) for key in known.get(level, {}) if key not in ("id", "name")}
        for key in keys:
            values = [known.get(level, {}).get(key) for known in (were, are)]
            if values[0] != values[1]:
                whose = "" if key in LIMITS else calculator
                name = str({**were, **are}[level]["name"])
                yield Change(whose, str(level), key, name, LIMITS.get(key), *values)


def computed_otherwise(calculator: str, before: Rules, after: Rules) -> Iterator[Change]:
    """Yield the results of both that are computed by another formula, with the formulas as text."""
    were = {each["id"]: each for each in before.get("formulas", ())}
    for each in after.get("formulas", ()):
        old = were.get(each["id"], each)
        if not _same((old["tree"], old.get("scale")), (each["tree"], each.get("scale"))):
            texts = [formula_written(formula["tree"]) for formula in (old, each)]
            if texts[0] == texts[1]:
                texts[1] += " (in other units)"
            yield Change(calculator, each["id"], "", "", None, *texts)
