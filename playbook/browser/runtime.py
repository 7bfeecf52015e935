"""The files of the browser's Python: pinned, fetched once from the npm registry, checked, kept in the user's cache."""

import hashlib
from pathlib import Path

from pydantic import ValidationError

from playbook.browser import npm, packages
from playbook.cache import disk
from playbook.errors import Problem, Problems, expected
from playbook.load.messages import explain
from playbook.model.runtime import Pins
from playbook.source import shipped
from playbook.source.document import read as read_yaml

PACKAGE = "pyodide"
SETTINGS = "runtime.yml"
FOLDER = shipped.PACKAGE / "defaults"


def read(settings: Path) -> Pins:
    """Return what is pinned: by `settings`/runtime.yml, else by the package. Raises Problems."""
    document = read_yaml(place(settings, SETTINGS))
    try:
        return Pins.model_validate(document.data)
    except ValidationError as error:
        explained = explain(error.errors(include_url=False), Pins)
        raise Problems(document.problem(*found) for found in explained) from None


def place(settings: Path, name: str) -> Path:
    """Return a file of the settings, or the package's where there is none."""
    own = settings / name
    return own if own.exists() else FOLDER / name


def files(pins: Pins, settings: Path) -> dict[str, bytes]:
    """Return the pinned files by name. Needs a network only where the cache does not have them whole.

    Raises Problems, at the file that pins them, if they cannot be had or are not what is pinned.
    """
    kept = {name: disk.recall(_cached(pins, name)) for name in pins.files}
    found = {name: body for name, body in kept.items() if body is not None and _sha256(body) == pins.files[name]}
    if len(found) < len(pins.files):
        found = _fetched(pins, str(place(settings, SETTINGS)))
        for name, body in found.items():
            disk.keep(_cached(pins, name), body)
    return found


def _cached(pins: Pins, name: str) -> str:
    return f"{PACKAGE}/{pins.version}/{name}"


def _fetched(pins: Pins, shown: str) -> dict[str, bytes]:
    try:
        tarball = packages.fetched(PACKAGE, pins)
    except npm.Unreachable as error:
        raise packages.offline(error) from None
    except npm.NpmError as error:
        raise Problems([Problem(shown, 1, 1, f"the browser's Python: {error}")]) from None
    unpacked = {name: body for name, body in packages.contents(tarball) if name in pins.files}
    wrong = [
        Problem(shown, 1, 1, f"npm package {PACKAGE} {pins.version}: {name}: " + expected(f"sha256 {digest}", got))
        for name, digest in pins.files.items()
        if (got := _sha256(unpacked[name]) if name in unpacked else "no such file") != digest
    ]
    if wrong:
        raise Problems(wrong)
    return unpacked


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
