"""The owner's own computer: no POSIX modules, no fork, no links, no programs, a GBK console, a folder in Chinese."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support.bare_machine import PYTHON, environment
from tests.support.patience import PATIENCE, until


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process on the bare machine."""
    return environment(tmp_path_factory.mktemp("machine"))


def run(machine: dict[str, str], folder: Path, *arguments: str, code: int = 0) -> str:
    """Run a command there, in `folder`; return what it printed, as its console reads it."""
    done = subprocess.run(
        [PYTHON, "-m", "playbook", *arguments], cwd=folder, env=machine, capture_output=True, check=False
    )
    errors = done.stderr.decode("gbk")
    assert done.returncode == code, errors
    assert "Traceback" not in errors
    return done.stdout.decode("gbk") or errors


@pytest.fixture(scope="module")
def handbook(machine: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new handbook in a folder with a blank and Chinese in its name."""
    folder = tmp_path_factory.mktemp("home")
    assert "我的 手册" in run(machine, folder, "new", "我的 手册")
    return folder / "我的 手册"


def test_the_machine_is_bare(machine: dict[str, str]) -> None:
    script = "import os, shutil; print(hasattr(os, 'fork'), hasattr(os, 'symlink'), shutil.which('sh'))\nimport fcntl"
    done = subprocess.run([PYTHON, "-c", script], env=machine, capture_output=True, text=True, check=False)
    assert done.stdout == "False False None\n"
    assert "No module named 'fcntl'" in done.stderr


def test_a_handbook_is_checked_built_and_asked(machine: dict[str, str], handbook: Path) -> None:
    assert run(machine, handbook, "check").startswith("no problems: ")
    assert "built " in run(machine, handbook, "build")
    assert run(machine, handbook, "build").count("built ") == 1, "the second build takes the first one's place"
    assert (handbook / "site/index.html").is_file()
    assert {path.name for path in handbook.iterdir() if path.name.startswith(".site")} == set()
    assert "总成本: 1 元" in run(machine, handbook, "calc", "roi", "logistics=1")
    assert "很多" in run(machine, handbook, "calc", "roi", "logistics=很多", code=2)


def test_what_the_console_has_no_letter_for_is_written_as_an_escape(machine: dict[str, str], handbook: Path) -> None:
    assert r"\U0001f600" in run(machine, handbook, "calc", "roi", "logistics=\U0001f600", code=2)


@pytest.fixture
def served(machine: dict[str, str], handbook: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address at which the handbook is served, and the file that takes what the server says."""
    output = tmp_path / "output.txt"
    command = [PYTHON, "-m", "playbook", "serve", "--port", "0"]
    with output.open("w") as stream:
        process = subprocess.Popen(command, cwd=handbook, env=machine, stdout=stream, stderr=stream)
    try:
        until(lambda: process.poll() is not None or "serving http://" in told(output), lambda: told(output))
        found = re.search(r"serving (http://\S+)", told(output))
        assert found, told(output)
        yield found[1], output
    finally:
        process.terminate()
        process.wait(PATIENCE)


def told(output: Path) -> str:
    return output.read_bytes().decode("gbk", "replace")


def test_a_change_is_seen(served: tuple[str, Path], handbook: Path) -> None:
    address, output = served

    def shown() -> str:
        with urlopen(f"{address}sop/", timeout=PATIENCE) as response:
            return str(response.read().decode())

    file = handbook / "playbook/content/sop.yml"
    text = file.read_text(encoding="utf-8")
    for word in ("第一次", "第二次"):
        file.write_text(text.replace("title: ", f"title: {word}", 1), encoding="utf-8")
        until(lambda word=word: word in shown(), lambda: told(output))
    file.write_text(text.replace("title: ", "titel: ", 1), encoding="utf-8")
    until(lambda: "sop.yml:" in told(output), lambda: told(output))
    file.write_text(text, encoding="utf-8", newline="\r\n")
    until(lambda: "第二次" not in shown(), lambda: told(output))
    assert "Traceback" not in told(output)
