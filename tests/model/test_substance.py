"""What the models of cases, channels, last resorts, records and shortage refuse."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from playbook.model.last_resort import LastResort
from playbook.model.records import Record
from playbook.model.review import Review, Reviews
from playbook.model.shortage import PartClasses, Triangle
from playbook.model.story import MonthlyCost
from playbook.model.supply import Odds, SupplyFlow
from playbook.model.topic import Bill, Section

SOURCES = {"sources": ("ET-19",)}
TOPIC = {"title": "title", "description": "description", "lead": "lead"} | SOURCES
LAST_RESORT = TOPIC | {
    "order": 1,
    "risk_rank": 1,
    "level": 1,
    "risks": ("risk",),
    "conditions": ("condition",),
    "approvals": ({"role": "role", "agrees_to": "all"} | SOURCES,),
    "records": ("record",),
    "steps": ("step",),
}
FLOW = TOPIC | {"stated_least_days": 7, "stated_most_days": 7}
RECORD = TOPIC | {
    "order": 1,
    "columns": ({"id": "part", "label": "part"}, {"id": "stock", "label": "stock", "type": "number"}),
}


def message(model: type[BaseModel], data: Any) -> str:
    """Return the one message that validating `data` gives."""
    with pytest.raises(ValidationError) as error:
        model.model_validate(data)
    (detail,) = error.value.errors()
    return str(detail["msg"])


def flow_step(name: str, first: int, last: int) -> dict[str, Any]:
    return {"id": name, "title": name, "text": name, "first_day": first, "last_day": last} | SOURCES


def part_class(name: str, sku: int, demand: int) -> dict[str, Any]:
    shares = {"id": name, "title": name, "sku_percent": sku, "demand_percent": demand}
    words = {"wait": "days", "supply": ("far",), "parts": ("part",)}
    bands = {"monthly_demand": {"below": 2}, "stock_out_percent": {"below": 3}}
    return shares | words | bands | SOURCES


def test_bill_adds_up() -> None:
    items = ({"label": "courier", "amount": 280}, {"label": "overtime", "amount": 500})
    assert Bill.model_validate({"items": items, "total": 780}).total == 780
    assert message(Bill, {"items": items, "total": 980}) == "expected a total of 780, the sum of the items, got 980"


def test_section_says_something() -> None:
    found = message(Section, {"id": "empty", "title": "empty"} | SOURCES)
    assert found == "expected text, facts, events, items or a bill, got none of them"


def test_month_is_so_many_times_each() -> None:
    month = {"each_low": 800, "each_high": 2000, "times": 10, "month_low": 8000, "month_high": 20000} | SOURCES
    assert MonthlyCost.model_validate(month).times == 10
    assert message(MonthlyCost, month | {"month_high": 2000}) == "expected 20000 a month, 2000 times 10, got 2000"


@pytest.mark.parametrize("guard", ["risks", "conditions", "approvals", "records"])
def test_last_resort_without_a_guard_is_refused(guard: str) -> None:
    assert LastResort.model_validate(LAST_RESORT).level == 1
    for broken in (LAST_RESORT | {guard: ()}, {key: LAST_RESORT[key] for key in LAST_RESORT if key != guard}):
        with pytest.raises(ValidationError) as error:
            LastResort.model_validate(broken)
        assert [detail["loc"] for detail in error.value.errors()] == [(guard,)]


def test_flow_goes_forward_and_adds_up() -> None:
    steps = (flow_step("request", 0, 0), flow_step("transport", 6, 7))
    assert SupplyFlow.model_validate(FLOW | {"steps": steps}).steps[1].last_day == 7
    backwards = message(SupplyFlow, FLOW | {"steps": steps[::-1]})
    assert backwards == "expected the step request after day 7, got day 0"
    longer = FLOW | {"steps": steps, "stated_most_days": 10}
    found = message(SupplyFlow, longer)
    assert found == "expected 7 days, as the steps add up, or a ruling that explains it, got 7 to 10"
    assert SupplyFlow.model_validate(longer | {"rulings": ("seven-days",)}).stated_most_days == 10


def test_odds_are_percent() -> None:
    assert message(Odds, {"percent": 140, "depends_on": "luck"} | SOURCES) == "expected at most 100 percent, got 140"


def test_shares_of_part_classes_make_a_whole() -> None:
    classes = (part_class("A", 15, 70), part_class("B", 30, 25))
    assert message(PartClasses, TOPIC | {"classes": classes}) == (
        "expected values of sku_percent that add up to 100, got 45"
    )
    PartClasses.model_validate(TOPIC | {"classes": (*classes, part_class("C", 55, 5))})


def test_triangle_has_three_corners_and_no_others() -> None:
    corners = tuple(
        {"id": name, "title": name, "meaning": name, "facts": ({"label": "ideal", "value": "all"},)} | SOURCES
        for name in ("coverage", "turnover", "speed")
    )
    rest = {"conclusion": {"id": "so", "title": "so", "text": "so"} | SOURCES}
    trade = {"pursue": "coverage", "suffers": ("profit",), "text": "money is tied up"} | SOURCES
    found = message(Triangle, TOPIC | rest | {"corners": corners, "trade_offs": (trade,)})
    assert found == "expected the id of a corner, got 'profit' (choices: coverage, turnover, speed)"
    found = message(Triangle, TOPIC | rest | {"corners": corners[:2], "trade_offs": (trade,)})
    assert found == "expected three corners, got coverage, turnover"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"part": "pads"}, "expected the columns part, stock in this order, got part"),
        ({"part": "pads", "stock": "many"}, "expected a number in the column stock, got 'many'"),
        ({"part": 8, "stock": 8}, "expected a text in the column part, got 8"),
        ({"part": "pads", "stock": True}, "expected a number, got true"),
    ],
)
def test_rows_of_a_record_fit_its_columns(values: dict[str, Any], expected: str) -> None:
    assert message(Record, RECORD | {"rows": ({"values": values} | SOURCES,)}) == expected


def test_review_is_overdue_from_its_day_on() -> None:
    review = Review.model_validate({"owner": "manager", "reviewed": "2026-11-21", "good_for_days": 30})
    assert review.due() == date(2026, 12, 21)
    assert not review.overdue(date(2026, 12, 20))
    assert review.overdue(date(2026, 12, 21))


def test_review_of_a_page_is_its_own_or_the_default() -> None:
    default = {"owner": "manager", "reviewed": "2026-11-21", "good_for_days": 180}
    reviews = Reviews.model_validate({"default": default, "pages": {"contacts": default | {"good_for_days": 30}}})
    assert reviews.of("contacts").good_for_days == 30
    assert reviews.of("sop").good_for_days == 180
    found = message(Review, default | {"reviewed": "21.11.2026"})
    assert found == "expected a day as in 2026-11-21, got '21.11.2026'"
