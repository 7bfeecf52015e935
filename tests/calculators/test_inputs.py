"""The calculators against plain restatements of the rulings, on random inputs that crowd around every threshold."""

import json
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import calculators
from calculators import InputError
from calculators.amounts import amount
from calculators.numbers import decimal, narrow
from tests.support import oracle
from tests.support.handbooks import rules

NAMES = ("response-level", "priority-score", "roi")
LARGEST = 999_999_999_999_999


def calculate(name: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Run a calculator and hold the result to what every result promises."""
    result = calculators.calculate(name, inputs, rules()[name])
    json.dumps(result, allow_nan=False)
    assert set(result["display"]) == {field["id"] for field in rules()[name]["results"]}
    assert all(result["display"].values())
    assert all(reason["text"] for reason in result["reasons"])
    return result


def numbers(*cuts: int, low: int = 0, high: int = LARGEST) -> st.SearchStrategy[Any]:
    """Numbers from `low` to `high`, most of them at a cut, a hair beside it, or at the ends; some as typed."""
    beside = [Fraction(0), Fraction(1), Fraction(1, 100), Fraction(1, 10**9)]
    near = {float(cut + sign * step) for cut in (*cuts, low, high) for step in beside for sign in (1, -1)}
    values = st.one_of(
        st.sampled_from(sorted(value for value in near if low <= value <= high)),
        st.sampled_from([*cuts, low, high]),
        st.integers(low, high),
        st.floats(low, high, allow_nan=False),
        st.sampled_from([value for value in (0, 1e-300, 5e-324, 1e-9) if low <= value <= high]),
    )
    return st.one_of(values, values.map(repr), values.map(lambda value: f" {value!r} "))


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Inputs in which any field may be left out, None or empty."""
    given_or_not = {key: st.one_of(values, values, st.sampled_from([None, ""])) for key, values in fields.items()}
    return st.fixed_dictionaries({}, optional=given_or_not)


GRADES = st.sampled_from(["high", "medium", "low"])
RESPONSE = some(
    ltv=numbers(30_000, 50_000, 100_000),
    deadline_hours=numbers(24, 72, 168),
    safety=GRADES,
    publicity=GRADES,
    business=GRADES,
    situation=st.sampled_from(["none", "promised", "stranded"]),
)
KINDS = st.lists(st.sampled_from(["multi_car", "vip", "referrer"]), max_size=4)
PRIORITY = st.tuples(
    st.fixed_dictionaries(
        {
            "waiting_days": numbers(3, 4, 7, 8, 14, 15),
            "usability": st.sampled_from(["unusable", "impaired", "minor"]),
        }
    ),
    some(
        customer=st.one_of(KINDS, KINDS.map(",".join), KINDS.map(tuple)),
        forecast_accuracy=numbers(70, high=100),
        nps=numbers(0, 70, low=-100, high=100),
        frequent_emergency=st.sampled_from([True, False, "true", "false", "on", "0", "1", 1, 0]),
        city_tier=st.sampled_from(["first", "second", "third"]),
    ),
).map(lambda halves: halves[0] | halves[1])
PERCENT = numbers(50, high=100)
MONEY = numbers(1000, 100_000)
ROI = some(
    logistics=MONEY,
    overtime=MONEY,
    other_cost=MONEY,
    coordination_hours=numbers(2),
    hourly_rate=MONEY,
    ltv=MONEY,
    churn_before=PERCENT,
    churn_after=PERCENT,
    publicity_low=MONEY,
    publicity_high=MONEY,
    bonus=MONEY,
)


@settings(max_examples=400)
@given(RESPONSE)
@example({})
def test_response_level(inputs: dict[str, Any]) -> None:
    result = calculate("response-level", inputs)
    for key, value in oracle.response_level(inputs).items():
        assert result.get(key) == value, key


@settings(max_examples=400)
@given(PRIORITY)
def test_priority_score(inputs: dict[str, Any]) -> None:
    result = calculate("priority-score", inputs)
    score, weighted = oracle.priority_score(inputs)
    assert (result["score"], result["weighted_score"]) == (score, weighted)
    assert sum(result["factors"].values()) == score


@settings(max_examples=400)
@given(ROI)
def test_roi(inputs: dict[str, Any]) -> None:
    wanted = oracle.roi(inputs)
    if wanted is None:
        with pytest.raises(InputError) as raised:
            calculate("roi", inputs)
        assert raised.value.field == "publicity_high"
        return
    result = calculate("roi", inputs)
    assert {key for key in result if key in oracle.ROI_RESULTS} == set(wanted)
    for key, value in wanted.items():
        assert math.isclose(result[key], value, rel_tol=1e-12, abs_tol=1e-9), key


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
GARBAGE = st.one_of(
    JSON,
    st.binary(),
    st.decimals(),
    st.fractions(),
    st.text(alphabet="0123456789.,+-−eE_ ０１２，．五½²①٣½٫"),
    st.sampled_from([10**5000, [10**5000], {"a": 10**5000}, "9" * 5000, "1e999999999", "1e-999999999", "\ud800", "\0"]),
)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_no_input_gives_anything_but_a_result_or_an_input_error(name: str, data: st.DataObject) -> None:
    fields = [field["id"] for field in rules()[name]["fields"]]
    inputs = data.draw(st.dictionaries(st.one_of(st.sampled_from(fields), st.text(max_size=5)), GARBAGE, max_size=3))
    try:
        calculate(name, {"waiting_days": 1, "usability": "minor"} | inputs if name == NAMES[1] else inputs)
    except InputError as error:
        bounded = {field["id"] for field in rules()[name]["fields"] if field.get("not_below") in inputs}
        assert error.field in inputs.keys() | bounded
        json.dumps([error.field, error.message]).encode()
        error.message.encode()
        assert len(error.message) < 400


READ = {
    "150,000": 150_000,
    "1,234,567.5": Decimal("1234567.5"),
    " 24 ": 24,
    "+5": 5,
    "1e5": 100_000,
    "１５００００": 150_000,
    "１５０，０００．５": Decimal("150000.5"),
    "\u3000８\u3000": 8,
    ".5": Decimal("0.5"),
    "5.": 5,
    "-0": 0,
    "−0": 0,
    "007": 7,
    "1e-300": 0,
    "5元": 5,
    "¥1,200.00": 1200,
    "￥1200": 1200,
    "0.15 万元": 1500,
    "15万": 150_000,
    "１５ 万元": 150_000,
    "-0 元": 0,
    "780 块": 780,
}
NO_NUMBERS = [
    "1,50", "15,0000", ",150", "150,", "1_000", "١٥", "५", "五", "½", "5²", "①", "1 000", "0x10", "1e", "e5", ".", "+",
    "--5", "1.2.3", "5瓶", "5%", "元", "元5", "5元元", "5 小时", "1万5元", "5元1万", "¥", "¥¥5", "¥5元",
    "nan", "NaN", "inf", "-Infinity", "∞", "1/2", "=5", "true", "[5]",
]  # fmt: skip


@pytest.mark.parametrize("typed", READ)
def test_a_number_as_people_type_it(typed: str) -> None:
    result = calculate("roi", {"logistics": typed})
    assert result["cost"] == READ[typed]


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("24 小时", 24), ("3天", 72), ("５小时３０分", Decimal("5.5")), ("1天2小时", 26), ("2h", 2),
        ("1 天 2 小时 15 分钟", Decimal("26.25")), ("90分钟", Decimal("1.5")), ("1,000 小时", 1000),
    ],
)  # fmt: skip
def test_a_time_as_people_type_it(typed: str, hours: Decimal) -> None:
    units = rules()["response-level"]["units"]
    assert decimal(amount(narrow(typed), "hours", units)) == hours


@pytest.mark.parametrize(
    "typed", ["2小时1天", "5小时30", "小时", "1天1天", "1.2.3小时", "1天,2小时", "1天 半", "1天-2小时"]
)
def test_what_is_no_time_is_left_as_it_stands(typed: str) -> None:
    assert amount(typed, "hours", rules()["response-level"]["units"]) == typed


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_an_error_at_its_field(typed: str) -> None:
    with pytest.raises(InputError) as raised:
        calculate("roi", {"logistics": typed})
    assert raised.value.field == "logistics"


@pytest.mark.parametrize("value", ["−5", "-0.01", "－１", -1, -1e-300, "-1e-9999"])
def test_a_negative_amount_is_told_the_least_that_may_stand(value: Any) -> None:
    with pytest.raises(InputError) as raised:
        calculate("roi", {"logistics": value})
    assert "0" in raised.value.message


@pytest.mark.parametrize("value", [1e15, "1e400", 10**400, "9" * 5000, "1e999999999999999999999"])
def test_an_amount_beyond_all_money_is_an_error(value: Any) -> None:
    with pytest.raises(InputError) as raised:
        calculate("roi", {"logistics": value})
    assert len(raised.value.message) < 200
