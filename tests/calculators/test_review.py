"""The monthly review: its tables against plain sums, for ten rows and for ten thousand."""

import random
import time
from collections import Counter
from typing import Any

import pytest

import calculators
from tests.support.handbooks import rules

NAME = "monthly-review"
PARTS = ["compressor", "pads", "battery", "filter"]


def review(**inputs: Any) -> dict[str, Any]:
    return calculators.calculate(NAME, inputs, rules()[NAME])


def ledger(size: int) -> list[dict[str, Any]]:
    chance = random.Random(size)
    return [
        {
            "date": f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "part": chance.choice(PARTS),
            "level": "1",
            "extra_cost": chance.choice(["", str(chance.randint(0, 5000))]),
            "lead_time": chance.choice(["", "5 小时", "1 天", "18"]),
            "satisfaction": chance.choice(["", str(chance.randint(0, 10))]),
            "root_cause": chance.choice(["", "season", "forecast"]),
        }
        for _ in range(size)
    ]


HOURS = {"5 小时": 5, "1 天": 24, "18": 18}


@pytest.mark.parametrize("size", [1, 10, 10_000])
def test_a_ledger(size: int) -> None:
    rows = ledger(size)
    started = time.perf_counter()
    result = review(rows=rows)
    assert time.perf_counter() - started < 30
    costs = [int(row["extra_cost"] or 0) for row in rows]
    hours = [HOURS[row["lead_time"]] for row in rows if row["lead_time"]]
    assert (result["count"], result["cost"]) == (size, sum(costs))
    assert result.get("lead_time") == (pytest.approx(sum(hours) / len(hours)) if hours else None)
    counts = Counter(row["part"] for row in rows)
    assert {line["part"]: line["count"] for line in result["parts"]} == counts
    assert [line["count"] for line in result["parts"]] == sorted(counts.values(), reverse=True)
    assert sum(line["count"] for line in result["months"]) == size
    assert sum(line["cost"] for line in result["months"]) == sum(costs)
    assert [line["month"] for line in result["months"]] == sorted({row["date"][:7] for row in rows})
    months = len(result["months"])
    frequent = {part for part, count in counts.items() if count >= 2 * months}
    assert {line["part"] for line in result["forecast"]} == frequent
    assert all(line["more"] >= line["monthly"] > line["more"] - 1 for line in result["forecast"])


def test_what_the_sources_reached_stands_beside_it() -> None:
    reasons = review(rows=ledger(50))["reasons"]
    held = {reason["factor"]: reason["sources"] for reason in reasons if reason["rule"] == "benchmark"}
    assert held == {"lead_time": ["ET-10"], "satisfaction": ["ET-10"], "monthly_cost": ["ET-10"]}
