"""Tells of changed files, from the state before the first build on: what is saved during that is not missed."""

from collections.abc import Callable, Iterable
from pathlib import Path
from stat import S_ISREG
from threading import Event, Thread

INTERVAL = 0.2  # seconds between two looks at the files; mounted and shared folders send no events
SAVED = 0.03  # seconds that saving takes at most: a file is not read half written, or the site built for each of a few

type State = dict[str, tuple[int, int]]


class Watch(Thread):
    """Looks at files and folders again and again, once it is started, and calls `changed` after each difference."""

    def __init__(self, paths: Iterable[Path]) -> None:
        super().__init__(daemon=True)
        self.paths = list(paths)
        self.changed: Callable[[], object] = lambda: None
        self._seen = _state(self.paths)
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
        before, self._seen = self._seen, _state(self.paths)
        return self._seen != before

    def stop(self) -> None:
        """End, after the next look at the latest."""
        self._ended.set()


def _state(paths: Iterable[Path]) -> State:
    """Return the time and the size of every file by its path."""
    found: State = {}
    for path in paths:
        walked = [each for each in path.walk() if each[0].name != "__pycache__"]  # a build writes there
        for file in [path, *(folder / name for folder, _, names in walked for name in names)]:
            try:
                about = file.stat()
            except OSError:  # gone in the meantime, or a link to nowhere
                continue
            if S_ISREG(about.st_mode):
                found[str(file)] = (about.st_mtime_ns, about.st_size)
    return found
