"""What is kept in the user's cache is checked when it is read back."""

from pathlib import Path

import pytest

from playbook.cache import disk


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "playbook"


def test_what_was_damaged_on_the_disk_is_made_again(own: Path) -> None:
    assert disk.remembered("a/b", lambda: b"made") == b"made"
    assert disk.remembered("a/b", lambda: b"again") == b"made"
    file = own / "a/b"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert disk.recall("a/b") is None
    assert disk.remembered("a/b", lambda: b"again") == b"again"


def test_what_was_not_kept_is_nothing() -> None:
    assert disk.recall("never") is None
