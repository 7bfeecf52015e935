"""Packages of the npm registry, by npm's own client."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playbook.browser import node

# The registry is npm's own setting. A machine without a network should hear of it in seconds, not minutes.
OPTIONS = ("--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000")
SECONDS = 300


class NpmError(Exception):
    """No client could get the package; the message has a line for each one tried."""


def pack(package: str, version: str) -> bytes:
    """Return the tarball of `package` at `version`. Raises NpmError."""
    return pack_all([f"{package}@{version}"])[0]


def pack_all(specs: Sequence[str]) -> list[bytes]:
    """Return the tarballs of packages, each given as name@version, in no order. Raises NpmError."""
    failures = []
    for name, command in node.commands("npm"):
        try:
            return _pack(command, specs)
        except (OSError, subprocess.SubprocessError, NpmError) as error:
            failures.append(f"{name}: {_reason(error)}")
    raise NpmError("\n".join(failures) or node.missing("npm"))


def _pack(command: list[str], specs: Sequence[str]) -> list[bytes]:
    # In a folder of its own: a package.json or .npmrc above the project must not matter.
    with tempfile.TemporaryDirectory(prefix="playbook-npm-") as folder:
        done = subprocess.run(
            [*command, "pack", *specs, *OPTIONS],
            cwd=folder,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
        )
        tarballs = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(tarballs) != len(specs):
            raise NpmError(done.stderr.strip() or f"exit status {done.returncode}")
        return [path.read_bytes() for path in tarballs]


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"no answer within {SECONDS} s"
    lines = [line.removeprefix("npm error ").strip() for line in str(error).splitlines()]
    return "; ".join([line for line in lines if line][:3])
