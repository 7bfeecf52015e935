"""The device's ledger in a handbook: what it names is there, and incidents write the rows that it shows."""

from pathlib import Path

import pytest

from tests.support.handbooks import CONTENT, copied, edit, problems


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "ledger.yml",
            "record: records/ledger",
            "record: alliance",
            "expected a page with a table that is kept, got 'alliance'",
        ),
        (
            "ledger.yml",
            "calculator: monthly-review",
            "calculator: monthly-revue",
            "expected the name of a calculator, got 'monthly-revue'",
        ),
        ("ledger.yml", "calculator: monthly-review", "calculator: quota", "expected a calculator with a table rows"),
        ("ledger.yml", "result: causes", "result: weeks", "expected a table of monthly-review, got 'weeks'"),
        ("ledger.yml", "label: part,", "label: week,", "expected a column of parts, got 'week'"),
        (
            "incidents.yml",
            "record: records/ledger\n"
            "  cells: {date: date, part: part, level: level, extra_cost: cost, lead_time: lead_time}",
            "record: records/stock\n  cells: {part: part}",
            "expected the record of ledger.yml, where the row is shown, got 'records/stock' (choices: records/ledger)",
        ),
    ],
    ids=["record", "review", "other-review", "chart", "label", "incidents"],
)
def test_what_the_ledger_names_is_there(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    edit(copied(tmp_path) / CONTENT / file, old, new)
    found = problems(tmp_path)
    assert any(problem.startswith(f"{CONTENT}/{file}:") and said in problem for problem in found), found
