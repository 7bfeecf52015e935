"""The record on healing holds what readers see in each scenario, as it is tried in a browser."""

import os
from typing import Any

from playbook.load import interface_words
from tests.offline.test_scenarios import SCENARIOS
from tests.support.browser import ROOT

RECORD = ROOT / "docs/adr/0106-what-is-mended-heals-by-itself.md"
START = "| reader | what is wrong |"
SEEN = ("sees", "mended", "presses")
LACKS = {"handbook": "not_kept", "version": "update_not_kept", "broken": "broken"}


def printed() -> str:
    """Return the table of scenarios, and what the words in it stand for in a page."""
    rows = [(each["reader"], wrong(each), *(visits(each.get(key, ())) for key in SEEN)) for each in SCENARIOS]
    told = sorted({seen.partition(" | ")[2] for each in SCENARIOS for seen in [*each["sees"], *each.get("mended", ())]})
    said = [(each, words(each)) for each in told]
    heads = ("reader", "what is wrong", "sees", "once it is right", "after taking the offer"), ("word", "the page says")
    return f"{table(heads[0], rows)}\n{table(heads[1], said)}"


def wrong(scenario: dict[str, Any]) -> str:
    return f"{scenario['what']} {scenario.get('fault', '')}".strip()


def visits(seen: list[str] | str) -> str:
    return "; ".join([seen] if isinstance(seen, str) else seen).replace(" | ", ", ")


def words(told: str) -> str:
    """Return what a page says where the scenarios have one word for it."""
    labels: dict[str, str] = interface_words.words("en")["labels"]["offline"]
    what, _, why = told.partition(": ")
    keys = [LACKS[what], f"failed_{why}"] if why else [{"pages": "pages_kept", "offered": "update"}[what]]
    return " ".join(labels[key] for key in keys)


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def test_what_readers_see_is_written_down() -> None:
    before, _, _ = RECORD.read_text(encoding="utf-8").partition(START)
    if os.environ.get("UPDATE_GOLDEN"):
        RECORD.write_text(before + printed(), encoding="utf-8", newline="\n")
    assert RECORD.read_text(encoding="utf-8") == before + printed()
