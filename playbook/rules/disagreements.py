"""Where the forms of a decision disagree: few classes of cases, and the rulings made on them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playbook.rules.audit import Finding
from playbook.rules.case_text import written
from playbook.rules.truth_table import Index, TruthTable
from playbook.source.document import Location


@dataclass(frozen=True)
class Class:
    """The cells that the same forms decide: these rate them as the verdict does, the others milder.

    `patterns` counts the levels that the forms give, in the order of `Agreement.forms`; `factors` how often each factor
    is among those that the deciding rules name. `witness` is the plainest case, `levels` what each form says of it.
    """

    decided_by: tuple[str, ...]
    cells: int
    patterns: dict[tuple[int | None, ...], int]
    factors: dict[str, int]
    witness: Mapping[str, Any]
    levels: Mapping[str, int | None]
    mark: str


@dataclass(frozen=True)
class Agreement:
    """How far the forms agree: `pairs` gives the share of cells, 0 to 1, on which two forms say the same."""

    forms: tuple[str, ...]
    total: int
    agreed: Class
    classes: tuple[Class, ...]
    pairs: dict[tuple[str, str], float]


def agreement(table: TruthTable) -> Agreement:
    """Return the classes of cases, largest first, and the shares of agreement between all forms."""
    positions = {form["id"]: place for place, form in enumerate(table.rules["forms"])}
    forms = tuple(table.rules["verdict"]["most_urgent_of"])
    groups: dict[tuple[str, ...], list[Index]] = {forms: []}
    for index, outcome in table.outcomes.items():
        deciding = tuple(form for form in forms if outcome.levels[positions[form]] == outcome.verdict)
        groups.setdefault(deciding, []).append(index)
    classes = {deciding: _class(table, deciding, forms, indexes) for deciding, indexes in groups.items()}
    agreed = classes.pop(forms)
    total = len(table.outcomes)
    same: Counter[tuple[str, str]] = Counter()
    for levels, count in Counter(outcome.levels for outcome in table.outcomes.values()).items():
        for one, place in positions.items():
            for other, another in positions.items():
                same[one, other] += count * (levels[place] == levels[another])
    pairs = {pair: count / total for pair, count in same.items()}
    ordered = tuple(sorted(classes.values(), key=lambda item: (-item.cells, item.decided_by)))
    return Agreement(forms, total, agreed, ordered, pairs)


def _class(table: TruthTable, deciding: tuple[str, ...], forms: tuple[str, ...], indexes: list[Index]) -> Class:
    positions = {form["id"]: place for place, form in enumerate(table.rules["forms"])}
    patterns: Counter[tuple[int | None, ...]] = Counter()
    factors: Counter[str] = Counter()
    for levels, count in Counter(table.outcomes[index].levels for index in indexes).items():
        patterns[tuple(levels[positions[form]] for form in forms)] += count
    named = [
        {key: frozenset(f for hit in found.fired for f in hit.factors) for key, found in table.answers[form].items()}
        for form in deciding
    ]
    axes = [table.used_axes[form] for form in deciding]
    together = Counter(
        tuple([known[tuple([index[axis] for axis in used])] for known, used in zip(named, axes, strict=True)])
        for index in indexes
    )
    for sets, count in together.items():
        for factor in sorted(frozenset().union(*sets)):  # in any order, but always the same
            factors[factor] += count
    plainest = _plainest(table, indexes)
    return Class(
        deciding,
        len(indexes),
        dict(patterns.most_common()),
        dict(factors.most_common()),
        table.witness(plainest) if plainest else {},
        {form: table.outcomes[plainest].levels[place] for form, place in positions.items()} if plainest else {},
        table.mark(indexes),
    )


def _plainest(table: TruthTable, indexes: list[Index]) -> Index | None:
    """Return the cell to show for a class: as many inputs as possible at their default or left out."""

    def unusual(index: Index) -> tuple[int, Index]:
        return len(table.witness(index)), index

    return min(indexes, key=unusual, default=None)


def findings(found: Agreement, verdict: Any) -> list[Finding]:
    """Return the classes that no ruling covers, and the rulings that no longer fit. `verdict` is the content's."""
    problems: list[Finding] = []
    ruled = {tuple(sorted(ruling.decided_by)): place for place, ruling in enumerate(verdict.disagreements)}
    seen = set()
    for item in found.classes:
        key = tuple(sorted(item.decided_by))
        seen.add(key)
        forms = ", ".join(item.decided_by)
        factors = ", ".join(f"{name} ({count})" for name, count in list(item.factors.items())[:3])
        told = (
            f"{item.cells} of {found.total} cells, decided by {forms} alone through {factors}, "
            f"for example {written(item.witness)}"
        )
        if key not in ruled:
            wanted = f"expected a ruling with decided_by [{forms}] and mark {item.mark}, got none"
            message = f"disagreement: {told}: {wanted}"
            problems.append(Finding("disagreement", ("verdict",), "verdict", forms, message, item.witness))
        elif verdict.disagreements[ruled[key]].mark != item.mark:
            place: Location = ("verdict", "disagreements", ruled[key], "mark")
            message = f"answers have changed since this ruling: now {told}: if it still holds, set mark {item.mark}"
            problems.append(Finding("disagreement", place, "verdict", forms, message, item.witness))
    for key, number in ruled.items():
        if key not in seen:
            place = ("verdict", "disagreements", number)
            message = f"this ruling no longer applies: {', '.join(key)} never decide alone"
            problems.append(Finding("disagreement", place, "verdict", ", ".join(key), message, {}))
    if verdict.agreement != found.agreed.mark:
        message = (
            f"answers have changed where the forms agree ({found.agreed.cells} of {found.total} cells): "
            f"if that is meant, set agreement {found.agreed.mark}"
        )
        problems.append(Finding("disagreement", ("verdict", "agreement"), "verdict", "agreement", message, {}))
    return problems
