"""What was agreed to where several forms of a decision do not say the same."""

from collections.abc import Mapping
from typing import Any

from playbook.model.base import Id, Model
from playbook.model.calculator import Calculator
from playbook.model.decision import Disagreement
from playbook.model.written import Mark


class AgreedClass(Model):
    """One class of cases, by the forms that decide them; `mark` stands for the answers to all of its `cells`.

    `reason` is what was said when it was agreed to; it counts where the calculator's own description says none.
    """

    decided_by: tuple[Id, ...]
    cells: int
    mark: Mark
    reason: str | None = None


class Agreed(Model):
    """What was agreed to for one decision: the classes of disagreement, and the cells on which its forms agree.

    `rules` are those of that day, so that it can be said what has changed since.
    """

    cells: int
    mark: Mark
    classes: tuple[AgreedClass, ...] = ()
    rules: dict[str, Any]

    def of(self, decided_by: tuple[str, ...]) -> AgreedClass | None:
        """Return the class that these forms decide, None where it was not agreed to."""
        return next((each for each in self.classes if set(each.decided_by) == set(decided_by)), None)


class Agreements(Model):
    """rules.lock.yml: by the calculator's name, written by `playbook accept`."""

    decisions: dict[str, Agreed]


def rulings(name: str, calculator: Calculator, models: Mapping[str, Any]) -> tuple[Disagreement, ...]:
    """Return the rulings on a decision's classes of disagreement: those described, then those given when agreed to.

    What was said on a terminal rests on the sources of the forms that decide. `models` are all kinds by name.
    """
    described = calculator.verdict.disagreements if calculator.verdict else ()
    agreed = models["agreed"].decisions.get(name) if models["agreed"] else None
    known = {frozenset(each.decided_by) for each in described}
    given = tuple(
        Disagreement.model_construct(
            decided_by=each.decided_by, reason=each.reason, sources=_sources(calculator, each.decided_by)
        )
        for each in (agreed.classes if agreed else ())
        if each.reason and frozenset(each.decided_by) not in known
    )
    return described + given


def _sources(calculator: Calculator, forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for form in calculator.forms if form.id in forms for source in form.sources))
