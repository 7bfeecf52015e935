"""The set-up scripts, on machines made of fakes: no step here installs or fetches anything."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.site import chromium
from tests.support.browser import ROOT

type Run = Callable[..., subprocess.CompletedProcess[str]]

WORKS = "echo /found/$0"  # where a real Python prints its own path
SHIM = 'echo "pyenv: python3.13: command not found" >&2; exit 127'
OLDER = "exit 1"  # what the probe makes of another version, or of one without venv


def program(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder `bin` with what the scripts call, a uv that has nothing, and an account without a home."""
    for name in ("sh", "env", "dirname", "cat", "rm"):
        found = shutil.which(name)
        assert found
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / name).symlink_to(found)
    program(tmp_path / "bin/id", "case $1 in -u) echo 1000 ;; *) echo nobody-here ;; esac")
    program(tmp_path / "bin/sudo", "exit 1")
    program(tmp_path / "bin/uv", '[ "$1" = --version ]')
    return tmp_path


@pytest.fixture
def run(machine: Path) -> Run:
    def run(tool: str, *folders: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(map(str, [*folders, machine / "bin"]))
        variables = {"PATH": path, "HOME": str(machine / "empty-home")} | environment
        return subprocess.run([ROOT / "tools" / tool], env=variables, capture_output=True, text=True, check=False)

    return run


def test_a_shim_that_fails_and_an_older_python_are_passed_over(machine: Path, run: Run) -> None:
    program(machine / "shims/python3.13", SHIM)
    program(machine / "old/python3", OLDER)
    good = program(machine / "good/python", WORKS)
    found = run("find-python", machine / "shims", machine / "old", machine / "good")
    assert found.stdout == f"/found/{good}\n"


def test_a_second_python_of_the_same_name_is_tried(machine: Path, run: Run) -> None:
    program(machine / "shims/python3.13", SHIM)
    good = program(machine / "with space/python3.13", WORKS)
    assert run("find-python", machine / "shims", machine / "with space").stdout == f"/found/{good}\n"


def test_pyenv_is_found_from_its_shim_alone(machine: Path, run: Run) -> None:
    program(machine / "pyenv/shims/python3.13", SHIM)
    good = program(machine / "pyenv/versions/3.13.9/bin/python3.13", WORKS)
    assert run("find-python", machine / "pyenv/shims").stdout == f"/found/{good}\n"


@pytest.mark.parametrize("variable", ["PYENV_ROOT", "HOME"])
def test_pyenv_is_found_from_the_environment(variable: str, machine: Path, run: Run) -> None:
    good = program(machine / ".pyenv/versions/3.13.0/bin/python3.13", WORKS)
    root = machine / ".pyenv" if variable == "PYENV_ROOT" else machine
    assert run("find-python", **{variable: str(root)}).stdout == f"/found/{good}\n"


def test_a_named_python_comes_first_and_a_useless_one_is_mentioned(machine: Path, run: Run) -> None:
    on_path = program(machine / "good/python3.13", WORKS)
    named = program(machine / "named", WORKS)
    assert run("find-python", machine / "good", PYTHON=str(named)).stdout == f"/found/{named}\n"
    program(named, OLDER)
    found = run("find-python", machine / "good", PYTHON=str(named))
    assert found.stdout == f"/found/{on_path}\n"
    assert f"PYTHON={named} is no working CPython 3.13" in found.stderr


def test_uv_is_asked_to_install_one(machine: Path, run: Run) -> None:
    good = program(machine / "uv-python", WORKS)
    done = machine / "installed"
    program(
        machine / "bin/uv",
        f'case "$1 $2" in "python find") [ -e {done} ] && echo {good} ;; "python install") : >{done} ;; esac',
    )
    found = run("find-python")
    assert found.stdout == f"/found/{good}\n"
    assert "asking uv" in found.stderr


def test_without_any_python_it_says_what_to_install(run: Run) -> None:
    found = run("find-python")
    assert (found.returncode, found.stdout) == (1, "")
    assert "needs CPython 3.13" in found.stderr
    assert "make setup PYTHON=" in found.stderr


def test_a_browser_that_does_not_start_is_passed_over(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    program(machine / "stub/chromium", "echo 'install the snap' >&2; exit 1")
    monkeypatch.setenv("PATH", f"{machine / 'stub'}{os.pathsep}{machine / 'bin'}")
    assert chromium.find() is None
    good = program(machine / "good/google-chrome", "echo Chrome 150")
    monkeypatch.setenv("PATH", f"{machine / 'stub'}{os.pathsep}{machine / 'good'}{os.pathsep}{machine / 'bin'}")
    assert chromium.find() == str(good)


def test_a_named_browser_is_the_only_one(machine: Path, run: Run) -> None:
    program(machine / "good/chromium", "echo Chromium 150")
    named = str(machine / "nowhere")
    told = run("setup-browser", machine / "good", CHROMIUM=named, PYTHON=sys.executable)
    assert told.returncode == 1
    assert f"there is none at CHROMIUM={named}" in told.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere apt-get installs nothing")
def test_a_browser_and_a_font_are_installed_where_that_is_allowed(machine: Path, run: Run) -> None:
    log = machine / "log"
    browser = machine / "bin/chromium-browser"
    program(machine / "bin/sudo", 'shift; exec "$@"')
    program(machine / "bin/true", "")
    program(machine / "bin/chmod", f'exec {shutil.which("chmod")} "$@"')
    program(machine / "bin/fc-list", "")
    program(
        machine / "bin/apt-get",
        f'echo "$*" >>{log}; [ "$1" = update ] || {{ echo "#!/bin/sh" >{browser}; chmod +x {browser}; }}',
    )
    result = run("setup-browser", CHROMIUM="", PYTHON=sys.executable)
    assert result.returncode == 0, result.stderr
    assert log.read_text(encoding="utf-8").splitlines() == [
        "update -qq",
        "install -qq -y --no-install-recommends chromium fonts-noto-cjk",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere apt-get installs nothing")
def test_web_servers_that_are_missing_are_told_and_stop_nothing(machine: Path, run: Run) -> None:
    program(machine / "bin/nginx", "")
    program(machine / "bin/apache2", "")
    told = run("setup-hosts")
    assert told.returncode == 0
    assert ("caddy" in told.stderr) == (not shutil.which("caddy", path="/usr/sbin:/usr/local/sbin"))
    program(machine / "bin/caddy", "")
    assert run("setup-hosts").stderr == ""
