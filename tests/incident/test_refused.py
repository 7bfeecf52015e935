"""Records of a file that cannot be shown hide no others, and are refused by name."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ledger.test_ledger import KEEP
from tests.support.incident_page import begin, handbook, kept
from tests.support.patience import until

FILES = Path(__file__).parents[1] / "ledger/files"
STRANGE: dict[str, Any] = {"toString": None, "valueOf": None}


def words() -> Any:
    return handbook().interface.labels.incident


def bring_in(page: Page, content: bytes) -> list[str]:
    """Take a file in; return the lines that are said."""
    page.locator("playbook-incidents details").last.evaluate("details => { details.open = true; }")
    told = page.locator('[data-part="imported"]')
    told.evaluate("place => place.replaceChildren()")
    file: Any = {"name": "records.json", "mimeType": "application/json", "buffer": content}
    page.locator('[data-part="file"]').set_input_files(file)
    expect(told.locator("p").first).to_be_visible()
    return told.locator("p").all_inner_texts()


@pytest.mark.parametrize(("name", "record"), [("bad-ledger-row", "L1"), ("bad-ledger-cells", "L2")])
def test_a_file_with_a_row_that_cannot_be_shown_hides_no_other(name: str, record: str, phone: Page) -> None:
    phone.goto("ledger/")
    expect(phone.locator("playbook-ledger")).to_be_visible()
    phone.evaluate(KEEP, [{"date": "2026-06-15", "part": "灯"}])
    phone.goto("incidents/")
    said = bring_in(phone, (FILES / f"{name}.json").read_bytes())
    assert said[0] == words().imported.format(added=0, replaced=0)
    assert said[1].startswith(f"ledger[0] {record}")
    phone.goto("ledger/")
    expect(phone.locator('[data-part="rows"] [data-column="part"]')).to_have_text(["灯"])


@pytest.mark.parametrize(
    "change",
    [
        {"values": {"customer": STRANGE}},
        {"notes": [{"at": 1, "text": STRANGE}]},
        {"costs": [{"at": 1, "text": "x", "yuan": STRANGE}]},
        {"started": "now"},
        {"plan": {"level": 1}},
    ],
)
def test_an_incident_of_a_file_that_cannot_be_shown_is_refused_by_name(change: dict[str, Any], phone: Page) -> None:
    begin(phone)
    until(lambda: bool(kept(phone)))
    (sound,) = kept(phone)
    file = {"format": "playbook-records", "version": 1, "records": {"incident": [sound | {"id": "strange"} | change]}}
    said = bring_in(phone, json.dumps(file).encode())
    assert said[0] == words().imported.format(added=0, replaced=0) and said[1].startswith("incident[0] strange")
    assert [record["id"] for record in kept(phone)] == [sound["id"]]
