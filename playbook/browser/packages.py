"""npm packages at pinned versions: fetched once, held to their integrity, and kept in the user's cache."""

import base64
import hashlib
import io
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playbook.browser import npm
from playbook.cache import disk
from playbook.errors import Problem, Problems, expected
from playbook.model.runtime import Package

AT_ONCE = 8
"""Packages that are fetched at the same time."""

type At = Callable[[str, str], Problem]
"""Makes a problem, of a package's name and a message, at the place where it is pinned."""


def lay_out(pins: Mapping[str, Package], modules: Path, at: At) -> None:
    """Unpack the packages into `modules`, a folder as Node looks for them. Raises Problems, all of them at once.

    A name may say for whom a package is, where another needs another version: `eslint/node_modules/ignore`.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = dict(zip(pins, pool.map(_kept_or_why, pins, pins.values()), strict=True))
    problems = [at(name, str(body)) for name, body in found.items() if isinstance(body, npm.NpmError)]
    if problems:
        raise Problems(problems)
    for name, body in found.items():
        assert isinstance(body, bytes)
        for path, content in contents(body):
            target = modules / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _kept_or_why(name: str, package: Package) -> bytes | npm.NpmError:
    """Return a package's tarball, or why it cannot be had. Raises Problems where none can be had."""
    try:
        return kept(_own(name), package)
    except npm.Unreachable as error:
        raise offline(error) from None
    except npm.NpmError as error:
        return error


def offline(error: npm.Unreachable) -> Problems:
    """Return the one thing that is wrong where no package can be had."""
    message = f"{error}. A first build fetches the browser's Python there; later builds need no network"
    return Problems([Problem("npm registry", 0, 0, message)])


def _own(name: str) -> str:
    return name.rpartition("node_modules/")[2]


def _key(name: str, package: Package) -> str:
    return f"npm/{name.replace('/', '--')}-{package.version}.tgz"


def fetched(name: str, package: Package) -> bytes:
    """Return the tarball from the registry. Raises npm.NpmError with a message that names the package."""
    title = f"npm package {name} {package.version}"
    try:
        tarball = npm.pack(name, package.version)
    except npm.Unreachable:
        raise
    except npm.NpmError as error:
        raise npm.NpmError(f"{title} is not in the cache and could not be had: {error}") from None
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


def kept(name: str, package: Package) -> bytes:
    """Return the tarball from the cache, or from the registry and then kept. Raises npm.NpmError."""
    body = disk.recall(_key(name, package))
    if body is None or integrity(body) != package.integrity:
        body = fetched(name, package)
        disk.keep(_key(name, package), body)
    return body
