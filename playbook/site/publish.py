"""Puts a new site in the place of the last one: it grows beside it, then they swap (docs/adr/0002)."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout, has_fcntl

from playbook.errors import Problem, Problems, expected, of_the_disk
from playbook.site.exchange import exchanged

MARKER = ".playbook-site"
"""The file in a site that lists its files: what a later build may remove, and nothing else."""

_NOT_CONTENT = {MARKER, ".DS_Store", "Thumbs.db", "desktop.ini"}
_OPEN = ("~$", ".~lock.")  # begins the names of what Excel and LibreOffice put beside a file that is open
_PATIENCE = 2.0  # seconds in which a virus scanner, or a server that sends a file, lets go of it

type Identity = tuple[int, int] | None


def publish(build: Callable[[Path], None], out: Path) -> None:
    """Call `build(folder)` with an empty folder and put what it wrote there in the place of `out`.

    Whatever ends the build early (an exception, Ctrl-C, a kill), the last good site stays, or is put back by
    the next run. Raises what `build` raises, or Problems if `out` is no folder, holds files that no build put
    there, cannot be written or is being built by another process, or if the disk is full.
    """
    site = Path(os.path.realpath(out))
    work = site.parent / f".{site.name}-staging"
    before = {folder: _identity(folder) for folder in work.parents}
    replaced = False
    try:
        with _claimed(work, out) as ours:
            _settle(site, work)
            _refuse_foreign(site, out)
            try:
                (work / "new").mkdir()
                build(work / "new")
                _mark(work / "new")
                if _identity(work / "lock") != ours:
                    raise _problem(out, "the folder it goes into was removed or moved meanwhile; nothing was written")
                _swap(site, work)
                replaced = True
            finally:
                if _identity(work / "lock") == ours:
                    _settle(site, work)
                else:
                    _forget(work)
    except OSError as error:
        if not of_the_disk(error) and not _concerns(error.filename, site, work):
            raise
        reason = error.strerror or str(error)
        if replaced:
            message = f"the new site is there; of the last one {error.filename} cannot be removed: {reason}"
            raise _problem(out, message) from error
        if isinstance(error, PermissionError) and error.filename == str(site):
            reason += "; if a program has a file of it open, Excel for one, close it there"
        raise _problem(out, f"the site cannot be written: {reason}; nothing was replaced") from error
    finally:
        _remove_made(before)


@contextmanager
def _claimed(work: Path, out: Path) -> Iterator[Identity]:
    """Hold the folder in which the next site grows, and give what tells its lock from the next one's.

    The system lets go of it however its holder dies. While it is held, no other file can be that file.
    """
    while (lock := _locked(work, out)) is None:
        pass
    ours = _identity(work / "lock")
    try:
        yield ours
    finally:
        if has_fcntl and _identity(work / "lock") == ours:
            # It goes while we hold it: who waits for it sees that, and locks a new one.
            (work / "lock").unlink()
        lock.release()
        with suppress(OSError):  # somebody holds it by now, or something could not be removed: the next run tries again
            if not has_fcntl:  # Windows removes no file that is open
                (work / "lock").unlink(missing_ok=True)
            work.rmdir()


def _identity(path: Path) -> Identity:
    """Return what tells a file or folder from another that has its name later, None where there is none."""
    with suppress(OSError):
        about = path.stat()
        return about.st_dev, about.st_ino
    return None


def _forget(work: Path) -> None:
    """Remove what the build has written since its folder was taken away, unless another build holds that by now."""
    if not (work / "lock").exists():
        shutil.rmtree(work, ignore_errors=True)


def _remove_made(before: dict[Path, Identity]) -> None:
    """Remove the empty folders above that were not there before."""
    with suppress(OSError):
        for folder, identity in before.items():
            if identity == _identity(folder):
                return
            folder.rmdir()


def _locked(work: Path, out: Path) -> BaseFileLock | None:
    """Return the lock, or None if its last holder removed its folder between our making it and our locking."""
    work.mkdir(parents=True, exist_ok=True)
    lock = FileLock(work / "lock", timeout=0.2)  # time for a second try where its last holder just removed it
    try:
        lock.acquire()
    except FileNotFoundError:
        return None
    except Timeout:
        raise _problem(out, "another build is writing this site; wait for it or choose another folder") from None
    return lock


def _settle(site: Path, work: Path) -> None:
    """Leave one site in place, wherever the last step stopped: the new one if it got there, else the old."""
    old = work / "old"
    if old.exists() and not site.exists():
        _rename(old, site)
    for left in (old, work / "new"):
        if left.exists():
            shutil.rmtree(left)


def _swap(site: Path, work: Path) -> None:
    """Put the new site in the place of the last one, which goes where the new one was, or is called the old one."""
    if site.exists():
        if exchanged(work / "new", site):
            return
        _rename(site, work / "old")
    _rename(work / "new", site)


def _rename(folder: Path, target: Path) -> None:
    """Rename a folder; try again for a while, as Windows forbids it where a program has a file of it open."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            folder.rename(target)
            return
        except PermissionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _mark(site: Path) -> None:
    names = sorted(_files(site))
    (site / MARKER).write_text("".join(f"{name}\n" for name in names), encoding="utf-8", newline="\n")


def _refuse_foreign(site: Path, out: Path) -> None:
    """Refuse to replace what no build made: a file, a folder of somebody's, a site with files added to it."""
    if not site.exists():
        return
    if not site.is_dir():
        raise _problem(out, expected("a folder for the site", "a file"))
    marker = site / MARKER
    made = set(marker.read_text(encoding="utf-8").split("\n")) if marker.is_file() else set()
    foreign = next((name for name in _files(site) if name not in made), None)
    if foreign is not None:
        found = expected("an earlier site or an empty folder", f"{foreign}, which no build put there")
        raise _problem(out, f"{found}; move it away or choose another folder")


def _files(site: Path) -> Iterator[str]:
    """Yield the relative path of every file and symbolic link, but not the marker or a file manager's own."""
    for folder, folders, files in os.walk(site, onerror=_raise):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in files + links:
            if name not in _NOT_CONTENT and not name.startswith(_OPEN):
                yield Path(folder, name).relative_to(site).as_posix()


def _raise(error: OSError) -> None:
    raise error


def _concerns(filename: object, site: Path, work: Path) -> bool:
    """Tell whether an error is about where the site goes, and not about what the build reads."""
    if not isinstance(filename, str):
        return False
    path = Path(filename)
    return path in {site, *site.parents} or any(place in {path, *path.parents} for place in (work, site))


def _problem(out: Path, message: str) -> Problems:
    return Problems([Problem(str(out), 1, 1, message)])
