"""What the audit says of full tables: rows in conflict, and more cases than it can look at."""

from pathlib import Path

import pytest

from playbook.errors import Problems
from playbook.rules.report import audits
from tests.load.test_decision_tables import CALCULATOR, FILE, TABLE, read, said, written


def test_a_row_that_holds_with_another_only_is_not_dead(tmp_path: Path) -> None:
    found = said(written(tmp_path, TABLE.replace("> 24,any,any,whole", "24,true,any,whole")))
    assert any("conflict: the lines 7 and 8" in each for each in found)
    assert not any("never fire" in each for each in found)


def test_more_cases_than_can_be_looked_at_are_refused_at_once(tmp_path: Path) -> None:
    names = [f"f{number}" for number in range(13)]
    choices = "choices: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}]"
    shared = f"type: choice, default: a, sources: [BK-01], {choices}"
    fields = "".join(f"  - {{id: {n}, label: {n}, short: {n}, {shared}}}\n" for n in names)
    before, _, after = CALCULATOR.partition("  - id: hours\n")
    wide = f"{before}{fields}results:{after.partition('results:')[2]}"
    rows = [",".join("b" if at == place else "any" for at in range(13)) + ",whole" for place in range(13)]
    table = "\n".join([",".join([*names, "level"]), *rows, ",".join(["any"] * 13) + ",none\n"])
    folder = written(tmp_path, table, wide.replace("hit_policy: unique", "hit_policy: first"))
    with pytest.raises(Problems) as raised:
        audits(read(folder))
    (told,) = map(str, raised.value.problems)
    assert told.startswith(f"{FILE}:6:1: expected at most 1,000,000 different cases") and "got 1,594,323" in told
