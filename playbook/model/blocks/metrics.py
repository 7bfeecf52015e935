"""Figures that changed: before and after, the kind of change, and what the source claims.

The change is always recomputed. A claim that does not match it within the claim's own rounding is a problem, unless a
ruling of the metric explains it; then the reader sees both.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import model_validator

from playbook.errors import expected
from playbook.model.base import Id, Model, Number, Sourced, Text, UnitName
from playbook.model.blocks.base import AtLeastOne, Block
from playbook.model.values import fault

ChangeKind = Literal["percent", "percentage_points", "points"]


def change(before: int | float, after: int | float, kind: ChangeKind) -> Decimal:
    """Return how `before` became `after`: relative in percent, or the plain difference.

    Raises ZeroDivisionError for a relative change from 0.
    """
    low, high = Decimal(str(before)), Decimal(str(after))
    if kind != "percent":
        return high - low
    if low == 0:
        raise ZeroDivisionError("a relative change from 0")
    return (high - low) / abs(low) * 100


class Claim(Model):
    """The change as the source prints it; `kind` is what its notation says, whatever was meant."""

    value: Number
    kind: ChangeKind

    def matches(self, recomputed: Decimal) -> bool:
        """Whether the recomputed change rounds to the claim, at the claim's own number of decimals."""
        value = Decimal(str(self.value))
        exponent = value.as_tuple().exponent
        step = Decimal(1).scaleb(min(int(exponent), 0))
        return abs(recomputed - value) <= step / 2


class Metric(Sourced):
    """One figure before and after, in `unit` (of site_config/units.yml). `kind` is the change to show the reader."""

    id: Id
    label: Text
    unit: UnitName
    before: Number
    after: Number
    better: Literal["higher", "lower"]
    kind: ChangeKind
    claim: Claim | None = None

    @property
    def change(self) -> Decimal:
        """The recomputed change of this metric's kind."""
        return change(self.before, self.after, self.kind)

    @property
    def claim_holds(self) -> bool:
        """Whether the source's claim, read as it is written, is the recomputed change."""
        claim = self.claim
        return claim is None or claim.matches(change(self.before, self.after, claim.kind))

    @model_validator(mode="after")
    def _sound(self) -> "Metric":
        kinds = {self.kind} | ({self.claim.kind} if self.claim else set())
        if "percent" in kinds and self.before == 0:
            raise fault(expected("a value before other than 0", "0"))
        if "percentage_points" in kinds and self.unit != "percent":
            raise fault(expected("the unit percent for a change in percentage points", self.unit))
        if self.claim and not self.claim_holds and not self.explained:
            found = change(self.before, self.after, self.claim.kind)
            raise fault(expected(f"a claim of {found:.1f} or a ruling that explains it", str(self.claim.value)))
        return self


class Metrics(Block):
    """Figures measured together."""

    ENTRIES = "metrics"

    type: Literal["metrics"]
    before_label: Text
    after_label: Text
    metrics: Annotated[tuple[Metric, ...], AtLeastOne]
