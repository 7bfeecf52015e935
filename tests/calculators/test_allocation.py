"""Who gets a part: the order against a plain restatement of the rules, on random requests that often tie."""

import csv
import io
from itertools import pairwise
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

import calculators
from tests.support import oracle
from tests.support.handbooks import rules

NAME = "allocation"
GROUPS = ["protected", "media", "show", "exposed", "ordinary"]
REQUESTS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["a", "b", "c", "d"]),
            "waiting_days": st.sampled_from([0, 1, 3, 3.5, 4, 15]),
            "usability": st.sampled_from(["unusable", "impaired", "minor"]),
        },
        optional={
            "group": st.sampled_from([*GROUPS, None]),
            "requested": st.sampled_from(["2026-06-01", "2026/6/2", "", None]),
            "city_tier": st.sampled_from(["first", "second", "third"]),
            "customer": st.lists(st.sampled_from(["multi_car", "vip", "referrer"]), max_size=3),
        },
    ),
    min_size=1,
    max_size=8,
)


def allocate(**inputs: Any) -> dict[str, Any]:
    return calculators.calculate(NAME, inputs, rules()[NAME])


def ranked(requests: list[dict[str, Any]], by_group: bool) -> list[str]:
    """The names in the order that the rulings give, one comparison after the other."""

    def order(row: dict[str, Any]) -> tuple[Any, ...]:
        group = GROUPS.index(row.get("group") or "ordinary") if by_group else 0
        asked = {"2026/6/2": "2026-06-02"}.get(row.get("requested") or "9", row.get("requested") or "9")
        scored = {key: row[key] for key in row if key not in ("name", "group", "requested")}
        score, _ = oracle.priority_score(scored)
        return group, -score, -row["waiting_days"], asked, row["name"]

    return [row["name"] for row in sorted(requests, key=order)]


@settings(max_examples=200)
@given(REQUESTS, st.integers(0, 10), st.booleans())
@example([{"name": "a", "waiting_days": 4, "usability": "minor"}] * 2, 1, True)
def test_who_gets_a_part(requests: list[dict[str, Any]], parts: int, by_group: bool) -> None:
    result = allocate(parts=parts, reserve=by_group, requests=requests)
    lines = result["lines"]
    assert [line["name"] for line in lines] == ranked(requests, by_group)
    assert [line["place"] for line in lines] == list(range(1, len(requests) + 1))
    assert [line["gets"] for line in lines] == [place < parts for place in range(len(requests))]
    assert result["given"] == sum(line["gets"] for line in lines) <= parts
    assert (result["given"] + result["left"], result["given"] + result["waiting"]) == (parts, len(requests))
    assert all(line["why"] and line["points"] for line in lines)
    for before, line in pairwise(lines):
        assert before["name"] in line["why"]


@settings(max_examples=50)
@given(REQUESTS, st.integers(0, 3), st.randoms())
def test_the_order_of_the_lines_does_not_matter(requests: list[dict[str, Any]], parts: int, chance: Any) -> None:
    shuffled = chance.sample(requests, len(requests))
    given, again = (allocate(parts=parts, requests=rows)["lines"] for rows in (requests, shuffled))
    assert [line["name"] for line in given] == [line["name"] for line in again]


def as_csv(requests: list[dict[str, Any]], delimiter: str) -> str:
    columns = list(dict.fromkeys(key for row in requests for key in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(
        {key: "/".join(value) if isinstance(value, list) else value for key, value in row.items()} for row in requests
    )
    return text.getvalue()


@settings(max_examples=50)
@given(REQUESTS, st.sampled_from([",", "\t", ";", "，"]))
def test_a_table_as_text_says_the_same_as_its_rows(requests: list[dict[str, Any]], delimiter: str) -> None:
    assert allocate(parts=1, requests=as_csv(requests, delimiter)) == allocate(parts=1, requests=requests)


WHY = """申请,人群,等待,车况,申请日期
乙,,8,轻微影响,6/2
甲,,8,轻微影响,6/1
测试车,媒体测试车,0,轻微影响,
丙,普通客户,10,轻微影响,
丁,普通客户,28,不能开,
戊,,8,轻微影响,6/2
戊,,8,轻微影响,6/2"""


def test_each_line_says_what_put_it_there() -> None:
    lines = allocate(parts=2, requests=WHY)["lines"]
    assert [line["name"] for line in lines] == ["测试车", "丁", "丙", "甲", "乙", "戊", "戊"]
    phrases = rules()[NAME]["phrases"]
    kinds = ["first", "group", "score", "wait", "requested", "name", "same"]
    for line, kind in zip(lines, kinds, strict=True):
        opening = phrases[kind].partition("{")[0] or phrases[kind].partition("}")[2].partition("{")[0]
        assert opening in line["why"], kind
