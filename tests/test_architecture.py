"""The rules of the house: who imports whom, what is code and what is text, what no file may name."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browser import ROOT

CHINESE = re.compile(r"[\u3400-\u9fff]")


def tracked() -> list[Path]:
    """Every file of the project that git knows or would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def matching(*patterns: str) -> list[Path]:
    """The tracked files that match one of the patterns, relative to the root."""
    files = [path.relative_to(ROOT) for path in tracked()]
    return [path for path in files if any(path.full_match(pattern) for pattern in patterns)]


def lines(path: Path) -> list[str]:
    return (ROOT / path).read_text(encoding="utf-8").splitlines()


def imported(path: Path) -> Iterator[str]:
    """Yield the first part of every module name that a Python file imports, at any depth."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports here name the whole module"
            yield str(node.module).partition(".")[0]


def test_imports_point_one_way() -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_what_runs_in_the_browser_imports_the_standard_library_only() -> None:
    known = sys.stdlib_module_names | {"calculators"}
    in_the_browser = matching("calculators/**/*.py", "playbook/browser/bridge.py")
    foreign = {str(path): set(imported(ROOT / path)) - known for path in in_the_browser}
    assert len(foreign) > 10
    assert {path: names for path, names in foreign.items() if names} == {}


def test_modules_are_short() -> None:
    lengths = {str(path): len(lines(path)) for path in matching("**/*.py", "**/*.js")}
    assert {path: length for path, length in lengths.items() if length >= 300} == {}


def test_text_is_content_and_not_code() -> None:
    code = matching("playbook/**/*.py", "calculators/**/*.py", "templates/**/*.js")
    assert [f"{path}:{n}" for path in code for n, line in enumerate(lines(path), 1) if CHINESE.search(line)] == []


# Put together here, so that this file is not its own first finding.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "npm" + "mirror.com",
    "yarn" + "pkg.com",
    "tsinghua" + ".edu",
    "aliyun" + ".com",
]
MACHINES = ["/" + name + "/" for name in ("root", "home", "work", "Users")]


@pytest.mark.parametrize("needles", [REGISTRIES, MACHINES], ids=["registries", "machines"])
def test_no_file_names_where_it_was_made(needles: list[str]) -> None:
    needle = re.compile("|".join(re.escape(needle) for needle in needles).encode())
    found = {str(path.relative_to(ROOT)): needle.findall(path.read_bytes()) for path in tracked()}
    assert {name: hits for name, hits in found.items() if hits} == {}
