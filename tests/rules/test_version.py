"""The version of the rules: it changes with them, and with nothing else."""

import re
from pathlib import Path

import pytest

from playbook.rules.version import Version, version
from tests.support.handbooks import CONTENT, SETTINGS, copied, edit, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def test_a_version_is_a_short_mark_and_the_day_of_the_last_check(folder: Path) -> None:
    found = version(read(folder))
    assert re.fullmatch("[0-9a-f]{8}", found.mark)
    assert str(found) == f"{found.mark} 2026-11-21"
    assert found == version(read(folder))


def test_a_changed_threshold_is_another_version(folder: Path) -> None:
    before = version(read(folder))
    edit(folder / CONTENT / "figures.yml", "vip_ltv: {value: 100000", "vip_ltv: {value: 110000")
    assert version(read(folder)).mark != before.mark


def test_another_word_for_a_button_is_the_same_version(folder: Path) -> None:
    before = version(read(folder))
    (folder / SETTINGS / "interface.yml").write_text(
        "labels: {calculate: 算一算}\nwords: {none: 没有}\n", encoding="utf-8"
    )
    assert version(read(folder)) == before


def test_without_reviews_a_version_has_no_day(folder: Path) -> None:
    (folder / CONTENT / "review.yml").unlink()
    found = version(read(folder))
    assert found == Version(found.mark, None)
    assert str(found) == found.mark
