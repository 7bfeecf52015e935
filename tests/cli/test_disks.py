"""Disks that are full, forbidden or gone, readers that take no more: a sentence, and nothing is lost or left over."""

import errno
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from playbook.browser import bytecode
from playbook.cli import console
from playbook.cli.main import main
from playbook.errors import Problems
from playbook.load import editor_schemas
from playbook.model.written import ENDING
from playbook.pages import clock
from playbook.pages.workbooks.book import Book
from playbook.source import whole_file
from tests.support.browser import ROOT
from tests.support.handbooks import CONTENT, copied
from tests.support.patience import PATIENCE

FULL = "standard output: No space left on device; the command ended there\n"
PRINTING = {
    ("--help",): 1,
    ("--version",): 1,
    ("new", "--list"): 1,
    ("calc", "--help"): 1,
    ("calc", "roi", "cost=1", "--json"): 2,  # what is wrong with the input is told on standard error, too
    ("exam", "sheet", "3"): 1,
    ("diff", "."): 2,  # 1 would say that something differs
    ("check",): 1,
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def typed(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "playbook", *map(str, arguments)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": ROOT, "timeout": PATIENCE} | options
    return subprocess.run(command, text=True, check=False, **streams)


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    return copied(tmp_path / "handbook")


def test_help_on_a_full_disk_is_one_sentence_to_the_end_of_the_process() -> None:
    with Path("/dev/full").open("w") as full:
        done = typed("--help", stdout=full)
        assert (done.stderr, done.returncode) == (FULL, 1)
        assert typed("--help", stdout=full, stderr=full).returncode == 1
        assert typed("calc", "roi", "cost=1", stderr=full).returncode != 0


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_what_a_command_says_does_not_fit(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    with Path("/dev/full").open("w") as full, pytest.raises(SystemExit) as ended:
        monkeypatch.setattr(sys, "stdout", full)
        main(arguments)
    assert capsys.readouterr().err.endswith(FULL)
    assert ended.value.code == (1 if arguments[0] == "calc" else PRINTING[arguments])


@pytest.mark.parametrize("arguments", [("exam", "sheet", "3"), ("diff", "."), ("new", "--list")])
def test_who_reads_the_first_line_only_has_what_they_wanted(arguments: tuple[str, ...]) -> None:
    heard, written = os.pipe()
    os.close(heard)
    done = typed(*arguments, stdout=written)
    os.close(written)
    assert done.stderr == ""
    assert done.returncode == (2 if arguments[0] == "diff" else 1)


def test_the_error_of_a_copy_names_where_it_goes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), console.guarded():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "from", None, "to")
    assert capsys.readouterr().err == "to: No space left on device; the command ended there\n"


@pytest.mark.parametrize("command", ["build", "export"])
@pytest.mark.parametrize(
    ("out", "named", "got"),
    [
        (f"{CONTENT}/site", CONTENT, "one in it"),
        (f"{CONTENT}/checklists/../new", CONTENT, "one in it"),
        ("site_config/static/site", "site_config", "one in it"),
        ("site_config", "site_config", "one in it"),
        (".", CONTENT, "one that holds it"),
        ("playbook", CONTENT, "one that holds it"),
        ("calculators/site", "calculators", "one in it"),
        (str(ROOT / "templates/site"), str(ROOT / "templates"), "one in it"),
        (str(ROOT / "playbook/interface/site"), str(ROOT / "playbook"), "one in it"),
    ],
)
def test_a_site_among_what_it_is_made_of_is_refused(
    command: str, out: str, named: str, got: str, handbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(handbook)
    before = sorted(handbook.rglob("*"))
    done = run(command, *(["--no-pdf", "--out"] if command == "build" else []), out)
    assert done.exit_code == 1
    wanted = f"expected a folder apart from {named}, which the site is made of, got {got}; choose another"
    assert done.stderr == f"{out}:1:1: {wanted}\n1 problem\n"
    assert sorted(handbook.rglob("*")) == before


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def test_a_limit_of_file_sizes_leaves_the_last_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert typed("build", "--no-pdf", "--out", out).returncode == 0
    before = {path: path.read_bytes() for path in out.rglob("*.*")}
    done = typed("build", "--no-pdf", "--out", out, preexec_fn=limited)
    assert done.stderr.endswith(
        f"{out}:1:1: the site cannot be written: File too large; nothing was replaced\n1 problem\n"
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert {path: path.read_bytes() for path in out.rglob("*.*")} == before
    assert list(tmp_path.iterdir()) == [out]


def refusing(number: int, fits: Callable[[Path], bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be written to the paths that fit: each gets its first sign, and the error then."""
    for name in ("write_text", "write_bytes"):
        write = getattr(Path, name)

        def refuse(self: Path, data: Any, *options: Any, write: Any = write, **named: Any) -> Any:
            if not fits(self):
                return write(self, data, *options, **named)
            write(self, data[:1], *options, **named)
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(Path, name, refuse)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EACCES])
def test_a_file_that_a_command_writes_is_whole_or_as_it_was(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "folder/file.yml"
    whole_file.write(file, "first")
    with monkeypatch.context() as patch:
        refusing(number, lambda path: True, patch)
        with pytest.raises(Problems) as raised:
            whole_file.write(file, "second")
    assert str(raised.value).startswith(f"{file}:1:1: cannot be written: {os.strerror(number)}; ")
    assert [path.read_text() for path in file.parent.iterdir()] == ["first"]


@pytest.mark.parametrize("recorded", [False, True])
def test_a_version_that_cannot_be_recorded_leaves_no_half(
    recorded: bool, handbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = handbook / CONTENT / "history"
    before = sorted(path.name for path in folder.glob("*"))
    with monkeypatch.context() as patch:
        refusing(errno.ENOSPC, lambda path: path.suffix == ".new" and (ENDING in path.name) == recorded, patch)
        done = run("snapshot", "a title", "--config", handbook / "mkdocs.yml")
    assert done.exit_code == 1
    assert ": cannot be written: No space left on device" in done.stderr
    assert sorted(path.name for path in folder.glob("*")) == before


def test_schemas_that_cannot_be_written_are_what_they_were(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("check", "--config", handbook / "mkdocs.yml")
    schema = handbook / CONTENT / editor_schemas.FOLDER / "levels.schema.json"
    schema.write_text("{}")
    with monkeypatch.context() as patch:
        refusing(errno.ENOSPC, lambda path: editor_schemas.FOLDER in path.parts, patch)
        assert run("check", "--config", handbook / "mkdocs.yml").exit_code == 0
    assert schema.read_text() == "{}"


def test_a_handbook_that_cannot_be_started_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(errno.ENOSPC, lambda path: path.name == "README.md", monkeypatch)
    done = run("new", tmp_path / "mine", "--lang", "en")
    assert (done.exit_code, done.stderr) == (
        1,
        f"{tmp_path / 'mine'}: cannot be written: No space left on device\n1 problem\n",
    )
    assert not list(tmp_path.iterdir())


def test_a_clock_before_1980_makes_the_same_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    def made() -> bytes:
        book = Book("title", "author")
        book.sheet("one", [10]).add("text", 1)
        return book.bytes()

    now = made()
    monkeypatch.setattr(time, "time", lambda: 100_000_000.0)
    assert made() == now


def test_a_clock_before_1980_makes_the_same_byte_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"one.py": b"one = 1\n", "data.json": b"{}"}
    now = bytecode.compiled(files, lines=True)
    past = "import time\ntime.localtime = lambda *_: time.gmtime(100_000_000)\n"
    (tmp_path / "sitecustomize.py").write_text(past)  # Python reads it when it starts
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert bytecode.compiled(files, lines=True) == now


@pytest.mark.parametrize("seconds", [-1.0, 2.0**32])
def test_a_clock_that_no_file_can_hold_is_told(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: seconds)
    with pytest.raises(Problems) as raised:
        clock.today({})
    wanted = "expected the clock of this computer to be set, before the year 2106"
    assert str(raised.value) == f"clock:1:1: {wanted}, got {seconds:.0f}"
    assert clock.today({clock.EPOCH: "0"}) == date(1970, 1, 1)
    with pytest.raises(Problems, match="SOURCE_DATE_EPOCH:1:1: expected seconds since 1970, before the year 2106"):
        clock.today({clock.EPOCH: f"{seconds:.0f}"})
