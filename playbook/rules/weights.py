"""Weights of a score that its points do not follow, where nothing else uses them."""

from collections.abc import Iterator

from calculators.priority_score import best
from playbook.model.handbook import Handbook

SCORE, WEIGHTED = "score", "weighted_score"


def lines(handbook: Handbook) -> Iterator[str]:
    """Yield a line for each factor whose most points are not its weight, where the score is the plain sum of points."""
    for name, calculator in handbook.calculators.items():
        results = {result.id for result in calculator.results}
        if SCORE not in results or WEIGHTED in results:
            continue
        for factor in handbook.rules[name].get("points", {}).get("factors", ()):
            most = best(factor)
            if most != factor["weight"]:
                yield (
                    f"{name}: {factor['id']} gives at most {most:g} points and has the weight {factor['weight']:g}; "
                    f"the score adds points as they are, only a result {WEIGHTED} scales them to the weights"
                )
