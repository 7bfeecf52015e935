"""Rules that are kept from one run to the next are those that loading gives, and are made anew after any change."""

from pathlib import Path

import pytest

from playbook.load import handbook, kept_rules
from playbook.source.config import find
from tests.support import handbooks
from tests.support.handbooks import CONTENT, SETTINGS, edit


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the default handbook, and a cache that nothing is in."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return handbooks.copied(tmp_path / "handbook")


def kept(folder: Path) -> kept_rules.Rules:
    return kept_rules.rules(find(folder / "mkdocs.yml"))


def test_they_are_what_loading_gives(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = kept(folder)
    assert made.rules == handbooks.rules()
    monkeypatch.setattr(handbook, "load", None)  # not asked again
    assert kept(folder) == made


@pytest.mark.parametrize("place", [CONTENT, SETTINGS])
def test_they_are_made_anew_after_a_change(folder: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(folder)
    (folder / place / "another.txt").write_text("")  # even one that makes no difference, or an error
    asked = []
    monkeypatch.setattr(handbook, "load", lambda *_: asked.append(1) or handbooks.default())
    kept(folder)
    assert asked


def test_an_edited_threshold_counts_at_once(folder: Path) -> None:
    kept(folder)
    edit(folder / CONTENT / "figures.yml", "vip_ltv: {value: 100000", "vip_ltv: {value: 90000")
    assert kept(folder).rules != handbooks.rules()
