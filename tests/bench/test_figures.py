"""What the benchmark makes of its numbers, and the host it measures on."""

import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.bench import host, views
from tests.bench.figures import KILOBYTES, MEGABYTES, MILLISECONDS, POINTS, SECONDS, Goal, goals, ratio, shown, table


def test_values_are_shown_as_median_and_range() -> None:
    assert shown([3.0, 1.004, 2.0], SECONDS) == "2.00 s (1.00-3.00)"
    assert shown([0.0527], MILLISECONDS) == "53 ms"
    assert shown([4_410_000], MEGABYTES) == "4.41 MB"
    assert shown([94, 95, 97], POINTS) == "95 (94-97)"
    assert shown([], SECONDS) == "–"


def test_ratios_are_of_medians() -> None:
    assert ratio([1, 2, 30], [4, 4, 4]) == "0.50"
    assert ratio([], [1]) == ratio([1], []) == shown([], SECONDS)


def test_a_table_has_a_line_for_each_row() -> None:
    assert table(["", "a"], [["x", "1"], ["y", "2"]]) == "|  | a |\n| --- | --- |\n| x | 1 |\n| y | 2 |"


GOALS = {
    "met": Goal("weight", 200_000, [150_000, 250_000, 160_000], KILOBYTES),
    "**missed**": Goal("weight", 200_000, [200_001], KILOBYTES),
    "not measured": Goal("weight", 200_000, [], KILOBYTES),
}


@pytest.mark.parametrize("verdict", GOALS)
def test_a_goal_is_met_by_its_median(verdict: str) -> None:
    assert goals([GOALS[verdict]]).splitlines()[-1].endswith(f" | {verdict} |")


def test_goals_may_be_ratios_and_lower_limits() -> None:
    assert Goal("share", 0.33, [1.0], others=[4.0]).met
    assert not Goal("share", 0.33, [2.0], others=[4.0]).met
    assert Goal("share", 0.33, [2.0]).met is None
    assert Goal("points", 95, [95.0], POINTS, at_least=True).met
    assert not Goal("points", 95, [94.0], POINTS, at_least=True).met


def test_the_host_counts_what_goes_over_a_line_of_its_speed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(100_000))
    with host.serving(tmp_path, host.Line(speed=500_000, delay=0)) as server:
        start = time.monotonic()
        with urlopen(f"{server.address}/file") as response:
            assert len(response.read()) == 100_000
        assert time.monotonic() - start >= 0.19  # what the line takes at least
        assert server.requests == 1
        assert 100_000 < server.sent < 101_000  # and headers
        server.down = True
        with pytest.raises(OSError):
            urlopen(f"{server.address}/file", timeout=5)


def test_every_page_is_viewed(site: Path) -> None:
    pages = views.pages(site)
    assert {"", "sop/", "calculators/roi/", "training/practice/", "training/exam/"} <= set(pages)
    assert len(pages) == len(list(site.rglob("*.html")))
