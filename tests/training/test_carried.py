"""What was learnt, out to a file and in again, where the script for it does not come."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def practice(phone: Page) -> Page:
    phone.goto("training/practice/")
    expect(phone.locator('[data-part="progress"]')).to_be_visible()
    return phone


@pytest.mark.provokes_errors
def test_a_script_for_files_that_does_not_come_is_told_of(practice: Page) -> None:
    practice.route("**/training-carry-*.js", lambda route: route.abort())
    told = practice.locator('[data-said="not-fetched"]')
    practice.locator('[data-action="export"]').click()
    expect(told).to_be_visible()
    practice.unroute("**/training-carry-*.js")
    with practice.expect_download():
        practice.locator('[data-action="export"]').click()
    expect(told).to_be_hidden()


@pytest.mark.provokes_errors
def test_a_file_that_cannot_be_read_for_want_of_the_script_says_nothing_of_the_device(
    practice: Page, tmp_path: Path
) -> None:
    file = tmp_path / "learnt.json"
    file.write_text("no records")
    practice.route("**/training-carry-*.js", lambda route: route.abort())
    practice.locator('[data-action="import"]').set_input_files(file)
    expect(practice.locator('[data-said="not-fetched"]')).to_be_visible()
    expect(practice.locator('[data-part="not-kept"]')).to_be_hidden()
    expect(practice.locator('[data-said="not-imported"]')).to_be_hidden()
