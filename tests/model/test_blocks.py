"""What blocks refuse: sums that do not add up, rows that do not fit, charts of what is not there."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from playbook.model.blocks.bill import Bill
from playbook.model.blocks.timeline import Event, Timeline
from playbook.model.context import Context
from playbook.model.page import Page
from playbook.model.review import Review, Reviews

ALONE = Context(absent=frozenset({"sources", "rulings"}))


def message(model: type[BaseModel], data: Any) -> str:
    """Return the one message that validating `data` gives."""
    with pytest.raises(ValidationError) as error:
        model.model_validate(data, context=ALONE)
    (detail,) = error.value.errors()
    return str(detail["msg"])


def faults(*blocks: dict[str, Any]) -> list[tuple[Any, str]]:
    """Return what the blocks of a page say of each other."""
    page = Page.model_validate({"title": "t", "description": "d", "blocks": blocks}, context=ALONE)
    return [(at, said) for block in page.blocks for at, said in block.faults(page.by_id)]


def test_bill_adds_up() -> None:
    bill = {"type": "bill", "unit": "coins"}
    items = ({"label": "courier", "amount": 280}, {"label": "overtime", "amount": 500})
    assert Bill.model_validate(bill | {"items": items, "total": 780}, context=ALONE).totals == (780, 780)
    wrong = bill | {"items": items, "total": 980}
    assert message(Bill, wrong) == "expected a total of 780, the sum of the items, got 980"


def test_bill_of_so_much_each() -> None:
    bill = {"type": "bill", "unit": "coins", "items": ({"label": "runs", "amount": 800, "most": 2000, "times": 10},)}
    total = {"least": 8000, "most": 20000}
    assert Bill.model_validate(bill | {"total": total}, context=ALONE).totals == (8000, 20000)
    found = message(Bill, bill | {"total": total | {"most": 2000}})
    assert found == "expected a total of 20000, the sum of the items, got 2000"


def day(first: int, last: int) -> dict[str, Any]:
    return {"text": "on its way", "first_day": first, "last_day": last}


def test_days_go_forward_and_add_up() -> None:
    flow = {"type": "timeline", "events": (day(0, 0), day(6, 7)), "stated_days": {"least": 7, "most": 7}}
    assert Timeline.model_validate(flow, context=ALONE).total == 7
    assert message(Timeline, flow | {"events": (day(6, 7), day(0, 0))}) == "expected an event after day 7, got day 0"
    longer = flow | {"stated_days": {"least": 7, "most": 10}}
    found = message(Timeline, longer)
    assert found == "expected 7 days, as the steps add up, or a ruling that explains it, got 7 to 10"
    explained = Context(rulings=frozenset({"seven-days"}), absent=frozenset({"sources"}))
    assert Timeline.model_validate(longer | {"rulings": ("seven-days",)}, context=explained).stated_days


def test_an_event_has_one_kind_of_time() -> None:
    for event in ({"text": "x"}, {"text": "x", "at": "noon", "first_day": 1, "last_day": 1}, day(2, 1)):
        assert message(Event, event).startswith("expected ")


CLASSES = {
    "type": "table",
    "id": "classes",
    "columns": (
        {"id": "name", "label": "name"},
        {"id": "share", "label": "share", "type": "number", "total": 100},
        {"id": "wait", "label": "wait", "type": "interval"},
    ),
}


def rows(*shares: Any) -> tuple[dict[str, Any], ...]:
    return tuple({"values": {"name": "x", "share": share}} for share in shares)


def test_a_column_adds_up_to_its_total() -> None:
    assert faults(CLASSES | {"rows": rows(15, 85)}) == []
    said = "expected numbers in the column share that add up to 100, got 45"
    assert faults(CLASSES | {"rows": rows(15, 30)}) == [(("columns", 1, "total"), said)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"share": 100}, "expected a value for name, got share"),
        ({"name": "x", "share": "many"}, "expected a number in the column share, got 'many'"),
        ({"name": 8, "share": 100}, "expected text in the column name, got 8"),
        ({"name": "x", "share": 100, "wait": 3}, "expected an interval in the column wait, got 3"),
        ({"name": "x", "share": 100, "weight": 3}, "expected a column of this table, got 'weight'"),
    ],
)
def test_rows_fit_their_columns(values: dict[str, Any], said: str) -> None:
    assert any(told.startswith(said) for _, told in faults(CLASSES | {"rows": ({"values": values},)}))


def test_a_table_that_is_kept_has_every_value() -> None:
    (found,) = faults(CLASSES | {"keep": True, "rows": ({"values": {"name": "x", "share": 100}},)})
    assert found == (("rows", 0, "values"), "expected a value for wait, got name, share")


def test_a_chart_is_of_what_is_there() -> None:
    table = CLASSES | {"rows": rows(100)}
    chart = {"type": "chart", "draw": "bars", "table": "classes", "columns": ("share",)}
    assert faults(chart, table) == []
    for wrong, at in (({"table": "class"}, ("table",)), ({"columns": ("wait",)}, ("columns", 0))):
        assert [place for place, _ in faults(chart | wrong, table)] == [at]
    assert [place for place, _ in faults(chart, CLASSES)][:1] == [("columns", 0)]


def test_a_triangle_has_three_corners_that_are_there() -> None:
    corners = tuple({"type": "text", "id": name, "title": name, "text": name} for name in ("good", "fast", "cheap"))
    triangle = {"type": "chart", "draw": "triangle", "blocks": ("good", "fast", "cheap")}
    assert faults(triangle, *corners) == []
    (found,) = faults(triangle | {"blocks": ("good", "fast", "dear")}, *corners)
    assert found == (("blocks", 2), "expected the id of a block with a title, got 'dear' (choices: good, fast, cheap)")
    with pytest.raises(ValidationError, match="the ids of three blocks"):
        faults(triangle | {"blocks": ("good", "fast")}, *corners)


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
