"""What is kept in the user's cache is checked when it is read back."""

from pathlib import Path

import pytest

from playbook.cache import code, disk


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "playbook"


def test_what_was_damaged_on_the_disk_is_made_again(own: Path) -> None:
    assert disk.remembered("a", ("b",), lambda: b"made") == b"made"
    assert disk.remembered("a", ("b",), lambda: b"again") == b"made"
    (file,) = (own / "a").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert disk.recall(f"a/{file.name}") is None
    assert disk.remembered("a", ("b",), lambda: b"again") == b"again"


def test_what_is_made_of_something_else_is_another_thing() -> None:
    assert disk.remembered("a", ("b", 1), lambda: b"one") == b"one"
    assert disk.remembered("a", ("b", "1"), lambda: b"other") == b"other"
    assert disk.remembered("c", ("b", 1), lambda: b"third") == b"third"


def test_the_code_is_part_of_a_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Any line of it: what a module that a result needs would have made differently is not served from the cache."""
    marks = set()
    for line in ("one = 1\n", "one = 2\n"):
        (tmp_path / "rules").mkdir(exist_ok=True)
        (tmp_path / "rules/input_cells.py").write_text(line)
        monkeypatch.setattr(code, "PACKAGE", tmp_path)
        code.mark.cache_clear()
        marks |= {code.mark(), code.mark("rules")}
    code.mark.cache_clear()
    assert len(marks) == 4


def test_what_was_not_kept_is_nothing() -> None:
    assert disk.recall("never") is None
