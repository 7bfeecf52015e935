"""Changes are recomputed; a source's claim must round to them or be explained by a ruling."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from playbook.model.blocks.metrics import Claim, Metric, change

METRIC = {
    "id": "resolved",
    "label": "resolved",
    "unit": "percent",
    "before": 35,
    "after": 78,
    "better": "higher",
    "kind": "percentage_points",
    "sources": ("ET-10",),
}


def metric(**changes: Any) -> Metric:
    return Metric.model_validate(METRIC | changes)


def only_message(error: pytest.ExceptionInfo[ValidationError]) -> str:
    (detail,) = error.value.errors()
    return str(detail["msg"])


@pytest.mark.parametrize(
    ("before", "after", "kind", "expected"),
    [
        (35, 78, "percentage_points", "43"),
        (42, 68, "points", "26"),
        (6, 1.2, "percent", "-80"),
        (-50, -25, "percent", "50"),
        (0.1, 0.3, "points", "0.2"),
    ],
)
def test_change(before: float, after: float, kind: Any, expected: str) -> None:
    assert change(before, after, kind) == Decimal(expected)


@pytest.mark.parametrize(
    ("claim", "recomputed", "holds"),
    [
        (-79, "-78.571", True),
        (-78, "-78.571", False),
        (-78.6, "-78.571", True),
        (-78.5, "-78.571", False),
        (24, "23.5", True),
        (24, "23.499", False),
        (1000, "999.5", True),
    ],
)
def test_claim_is_read_with_its_own_rounding(claim: float, recomputed: str, holds: bool) -> None:
    assert Claim(value=claim, kind="percent").matches(Decimal(recomputed)) is holds


def test_wrong_claim_is_a_problem() -> None:
    with pytest.raises(ValidationError) as error:
        metric(claim={"value": 43, "kind": "percent"})
    assert only_message(error) == "expected a claim of 122.9 or a ruling that explains it, got 43"


def test_wrong_claim_stands_beside_the_change_where_a_ruling_explains_it() -> None:
    found = metric(claim={"value": 43, "kind": "percent"}, rulings=("percent-kinds",))
    assert (found.change, found.claim_holds) == (Decimal(43), False)


def test_right_claim_needs_no_ruling() -> None:
    assert metric(claim={"value": 43, "kind": "percentage_points"}).claim_holds
    assert metric().claim_holds


def test_relative_change_from_zero_is_a_problem() -> None:
    with pytest.raises(ValidationError) as error:
        metric(before=0, kind="percent")
    assert only_message(error) == "expected a value before other than 0, got 0"


def test_percentage_points_are_of_percent() -> None:
    with pytest.raises(ValidationError) as error:
        metric(unit="days")
    assert only_message(error) == "expected the unit percent for a change in percentage points, got days"
