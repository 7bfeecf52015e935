"""Where the forms of a decision disagree: few classes of cases, and the rulings made on them."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import getitem
from typing import Any

from calculators.analysis.audit import VERDICT, Finding
from calculators.analysis.case_text import written
from calculators.analysis.truth_table import Index, TruthTable
from calculators.forms import Level
from playbook.model.agreed import Agreed, AgreedClass
from playbook.model.decision import Disagreement
from playbook.source.document import Location

KIND = "disagreement"
"""What its findings are called."""


@dataclass(frozen=True)
class Class:
    """The cells that the same forms decide: these rate them as the verdict does, the others milder.

    `patterns` counts the levels that the forms give, in the order of `Agreement.forms`; `factors` how often each factor
    is among those that the deciding rules name. `witness` is the plainest case, `levels` what each form says of it.
    """

    decided_by: tuple[str, ...]
    cells: int
    patterns: dict[tuple[Level | None, ...], int]
    factors: dict[str, int]
    witness: Mapping[str, Any]
    levels: Mapping[str, Level | None]
    mark: str


@dataclass(frozen=True)
class Changed:
    """A class as it is, as it was agreed to (None where it was not), and why it is decided so, if anybody said it.

    Where all forms agree no reason is asked for.
    """

    now: Class
    before: AgreedClass | None
    reason: str | None


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
    patterns: Counter[tuple[Level | None, ...]] = Counter()
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
        _mark(table, indexes),
    )


def _plainest(table: TruthTable, indexes: list[Index]) -> Index | None:
    """Return the cell to show for a class: as many inputs as possible at their default or left out."""

    def unusual(index: Index) -> tuple[int, Index]:
        return len(table.witness(index)), index

    return min(indexes, key=unusual, default=None)


def _mark(table: TruthTable, indexes: Sequence[Index]) -> str:
    """Return eight hex digits that stand for the outcomes of these cells, whatever the cut points' values.

    Cells are named by choice, or by their place among the merged ones; so neither another threshold in the same
    place nor a rule written in another way changes the mark, but another answer to any case does.
    """
    names = _names(table)
    named = {(tuple(map(getitem, names, index)), table.outcomes[index]) for index in indexes}
    text = "\n".join(sorted(f"{' '.join(name)} {tuple(outcome)}" for name, outcome in named))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _names(table: TruthTable) -> list[list[str]]:
    """Return, for each axis, the name of each cell in a mark."""
    return [
        [f"{item['id']}={place if item['type'] == 'number' else value}" for place, value in zip(*both, strict=True)]
        for item, *both in zip(table.fields, table.merged, table.cells, strict=True)
    ]


def findings(
    found: Agreement, described: Sequence[Disagreement], rulings: Sequence[Disagreement], agreed: Agreed | None
) -> list[Finding]:
    """Return what has to be agreed to: classes of disagreement that are new, and answers that have changed since.

    `rulings` are all reasons that were given; `described` those in the calculator's description, of which those that no
    longer apply are found too.
    """
    problems = [_finding(found, item, described) for item in changed(found, rulings, agreed)]
    classes = {frozenset(item.decided_by) for item in found.classes}
    for number, ruling in enumerate(described):
        if frozenset(ruling.decided_by) not in classes:
            names = ", ".join(ruling.decided_by)
            message = f"this ruling no longer applies: {names} never decide alone"
            problems.append(Finding(KIND, ("verdict", "disagreements", number), VERDICT, names, message, {}))
    return problems


def changed(found: Agreement, rulings: Sequence[Disagreement], agreed: Agreed | None) -> list[Changed]:
    """Return the classes to whose answers nobody has agreed as they are now, those on which all forms agree last.

    Where one form decides there are none.
    """
    reasons = {frozenset(ruling.decided_by): ruling.reason for ruling in rulings}
    items = [
        Changed(item, agreed.of(item.decided_by) if agreed else None, reasons.get(frozenset(item.decided_by)))
        for item in found.classes
    ]
    open_items = [item for item in items if not (item.before and item.before.mark == item.now.mark and item.reason)]
    if agreed and len(found.forms) > 1 and agreed.mark != found.agreed.mark:
        before = AgreedClass(decided_by=found.forms, cells=agreed.cells, mark=agreed.mark)
        open_items.append(Changed(found.agreed, before, None))
    return open_items


def summary(name: str, found: Agreement) -> list[str]:
    """Return lines that say how far the forms of a decision agree, and its classes; none where one form decides."""
    if len(found.forms) < 2:
        return []
    differ = f"{name}: {', '.join(found.forms)} differ in {found.total - found.agreed.cells} of {found.total} cells"
    return [differ, *(f"  {told(found, item)}" for item in found.classes)]


def told(found: Agreement, item: Class) -> str:
    """Return a class in a line: how many cells, who decides by what, and the plainest case."""
    share = f"{item.cells} of {found.total} cells"
    if item.decided_by == found.forms:
        return f"{share}, on which {', '.join(found.forms)} agree"
    factors = ", ".join(f"{name} ({count})" for name, count in list(item.factors.items())[:3])
    example = f"for example {written(item.witness)}"
    return f"{share}, decided by {', '.join(item.decided_by)} alone through {factors}, {example}"


def _finding(found: Agreement, item: Changed, described: Sequence[Disagreement]) -> Finding:
    names = ", ".join(item.now.decided_by)
    places = [n for n, each in enumerate(described) if set(each.decided_by) == set(item.now.decided_by)]
    at: Location = ("verdict", "disagreements", places[0]) if places else ("verdict",)
    what = "disagreement"
    if item.before:
        same = item.before.mark == item.now.mark
        what = "nobody says why" if same else "answers have changed since they were agreed to"
    message = f"{what}: {told(found, item.now)}: run `playbook accept`"
    return Finding(KIND, at, VERDICT, names, message, {})
