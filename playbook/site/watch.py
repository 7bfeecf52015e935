"""Tells of changed files, from the state before the first build on: what is saved during that is not missed."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from threading import Event, Thread

INTERVAL = 0.1  # seconds between two looks at the files; mounted and shared folders send no events
SAVED = 0.03  # seconds that saving takes at most: a file is not read half written, or the site built for each of a few

type State = dict[str, tuple[int, int]]


class Watch(Thread):
    """Looks at files and folders again and again, once it is started, and calls `changed` after each difference."""

    def __init__(self, paths: Iterable[Path]) -> None:
        super().__init__(daemon=True)
        self.paths = list(paths)
        self.changed: Callable[[], object] = lambda: None
        self._seen = state(self.paths)
        self._ended = Event()

    def run(self) -> None:
        """Look until told to stop."""
        while not self._ended.wait(INTERVAL):
            if self._differs():
                self._ended.wait(SAVED)
                self._differs()
                self.changed()

    def _differs(self) -> bool:
        """Look once; tell whether anything is not as it was at the last look."""
        before, self._seen = self._seen, state(self.paths)
        return self._seen != before

    def stop(self) -> None:
        """End, after the next look at the latest."""
        self._ended.set()


def state(paths: Iterable[Path]) -> State:
    """Return the time and the size of every file by its path, those in folders too."""
    found: State = {}
    for path in paths:
        if path.is_dir():
            _look(str(path), found)
        else:
            _note(path, found)
    return found


def _look(folder: str, found: State) -> None:
    with suppress(OSError), os.scandir(folder) as entries:  # it may be gone in the meantime
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                _note(entry, found)
            elif entry.name != "__pycache__":  # a build writes there
                _look(entry.path, found)


def _note(file: Path | os.DirEntry[str], found: State) -> None:
    with suppress(OSError):  # gone in the meantime, or a link to nowhere
        about = file.stat()
        if S_ISREG(about.st_mode):
            found[os.fspath(file)] = (about.st_mtime_ns, about.st_size)
