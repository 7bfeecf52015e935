"""The browser's Python is fetched once, checked before it is used, and kept whole."""

import base64
import gzip
import hashlib
import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.browser import npm, runtime
from playbook.cache import disk
from playbook.errors import Problems
from playbook.model.runtime import Pins
from tests.support.browser import ROOT
from tests.support.npm_registry import Served

SETTINGS = Path("settings")
FILES = {"pyodide.mjs": b"loader", "pyodide.asm.wasm": b"\0asm" * 1000}


def tarball(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for name, body in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    return buffer.getvalue()


PACKAGE = tarball({f"package/{name}": body for name, body in {**FILES, "console.html": b"unused"}.items()})


def pins(package: bytes = PACKAGE, **changes: object) -> Pins:
    plain = {
        "version": "0.0.1",
        "python": "3.13",
        "integrity": "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode(),
        "files": {name: hashlib.sha256(body).hexdigest() for name, body in FILES.items()},
    }
    return Pins.model_validate(plain | changes)


class Registry:
    """Stands for npm: hands out `package`, or fails, and counts."""

    def __init__(self) -> None:
        self.package: bytes | None = PACKAGE
        self.asked = 0

    def pack(self, package: str, version: str) -> bytes:
        self.asked += 1
        if self.package is None:
            raise npm.Unreachable("https://registry.example/: no answer")
        return self.package


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Registry:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    registry = Registry()
    monkeypatch.setattr(npm, "pack", registry.pack)
    return registry


def cached(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())


def test_the_shipped_pins_are_sound() -> None:
    assert runtime.read(ROOT / "site_config").version == "0.29.5"


def test_only_the_pinned_files_are_taken(registry: Registry) -> None:
    assert runtime.files(pins(), SETTINGS) == FILES


def test_a_second_build_needs_no_network(registry: Registry) -> None:
    runtime.files(pins(), SETTINGS)
    registry.package = None
    assert runtime.files(pins(), SETTINGS) == FILES
    assert registry.asked == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: body[:-1],
        lambda body: body[:40] + b"X" + body[41:],
        lambda body: b"",
    ],
    ids=["cut short", "changed", "emptied"],
)
def test_a_damaged_cache_is_noticed_and_fetched_anew(
    damage: Callable[[bytes], bytes], registry: Registry, tmp_path: Path
) -> None:
    runtime.files(pins(), SETTINGS)
    victim = cached(tmp_path)[0]
    victim.write_bytes(damage(victim.read_bytes()))
    assert runtime.files(pins(), SETTINGS) == FILES
    assert registry.asked == 2


def test_a_cache_that_lies_about_its_own_hash_is_noticed(registry: Registry, tmp_path: Path) -> None:
    runtime.files(pins(), SETTINGS)
    disk.keep("pyodide/0.0.1/pyodide.mjs", b"something else, kept whole")
    assert runtime.files(pins(), SETTINGS) == FILES


def test_a_cache_that_cannot_be_written_costs_time_only(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert runtime.files(pins(), SETTINGS) == FILES
    assert runtime.files(pins(), SETTINGS) == FILES
    assert registry.asked == 2


def test_another_package_than_the_pinned_one_is_refused_before_it_is_read(registry: Registry, tmp_path: Path) -> None:
    registry.package = b"not even an archive"
    with pytest.raises(Problems, match=r"expected integrity sha512-.*, got sha512-"):
        runtime.files(pins(), SETTINGS)
    assert cached(tmp_path) == []


def test_every_file_that_differs_is_named(registry: Registry) -> None:
    wrong = dict.fromkeys(FILES, "0" * 64) | {"absent.js": "0" * 64}
    with pytest.raises(Problems) as caught:
        runtime.files(pins(files=wrong), SETTINGS)
    messages = [str(problem) for problem in caught.value.problems]
    assert len(messages) == 3
    assert all("defaults/runtime.yml:1:1: " in message for message in messages)
    assert any("absent.js" in message and "got no such file" in message for message in messages)


@pytest.mark.parametrize("package", [b"junk", PACKAGE[: len(PACKAGE) // 2]], ids=["no archive", "cut short"])
def test_an_archive_that_cannot_be_read_is_a_problem(package: bytes, registry: Registry) -> None:
    registry.package = package
    with pytest.raises(Problems, match="got no such file"):
        runtime.files(pins(package), SETTINGS)


def test_paths_in_the_archive_lead_nowhere(registry: Registry, tmp_path: Path) -> None:
    registry.package = tarball({"../outside": b"bad", **{f"package/{name}": body for name, body in FILES.items()}})
    assert runtime.files(pins(registry.package), SETTINGS) == FILES
    assert not list(tmp_path.parent.rglob("outside"))


def test_without_network_the_message_says_so(registry: Registry) -> None:
    registry.package = None
    with pytest.raises(Problems, match=r"npm registry: https://registry\.example/: no answer.*needs? no network"):
        runtime.files(pins(), SETTINGS)


def test_processes_at_once_leave_a_whole_cache(tmp_path: Path, served: Served) -> None:
    served.packages["/pyodide/-/pyodide-0.0.1.tgz"] = PACKAGE
    script = "from tests.browser.test_runtime import *\nassert runtime.files(pins(), SETTINGS) == FILES"
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "npm_config_registry": served.address}
    command = [sys.executable, "-c", script]
    running = [subprocess.Popen(command, cwd=ROOT, env=environment) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert [path.name for path in cached(tmp_path)] == sorted(FILES)
