"""The ledger's CSV in LibreOffice: every character arrives, and nothing in it is run."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.ledger.test_ledger import NASTY, choose, downloaded, opened
from tests.support.recalculated import AS_CSV, OUT, convert

UTF_8 = "--infilter=CSV:44,34,76,1"  # which a person chooses in the window that opens


def parts(text: str) -> list[str]:
    return [line["配件"] for line in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]


@pytest.mark.full
def test_what_libreoffice_makes_of_the_csv_is_the_same_and_comes_back(phone: Page, tmp_path: Path) -> None:
    opened(phone, [{"date": f"2026-06-{at + 1:02}", "part": text, "extra_cost": at} for at, text in enumerate(NASTY)])
    saved = downloaded(phone, "csv", tmp_path)
    (tmp_path / "ledger.csv").write_bytes(saved)
    convert(tmp_path, ["ledger.csv"], AS_CSV.format(""), UTF_8)
    (file,) = (tmp_path / OUT).glob("*.csv")
    anew = file.read_bytes()
    assert parts(anew.decode("utf-8")) == parts(saved.decode("utf-8"))
    assert {text.removeprefix("'") for text in parts(anew.decode("utf-8"))} == set(NASTY)
    choose(phone, anew)
    assert phone.locator('[data-part="faults"] li').all_text_contents() == []
