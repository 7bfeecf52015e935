"""What was fetched or computed once, kept in the user's cache folder and checked whenever it is read back."""

import contextlib
import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from platformdirs import user_cache_path

DIGEST = hashlib.sha256().digest_size
NEW = ".new-"
"""Begins the name of what is being written."""
WRITING = 600.0
"""Seconds after which it was left over."""


def remembered(kind: str, made_of: Sequence[object], make: Callable[[], bytes]) -> bytes:
    """Return what `make` made, from the cache if it is there and whole.

    `made_of` has all that the result depends on, by values whose `repr` tells them apart; `code.mark()` where that is
    code of this program, too.
    """
    name = f"{kind}/{hashlib.sha256(repr(made_of).encode()).hexdigest()}"
    kept = recall(name)
    if kept is None:
        kept = make()
        keep(name, kept)
    return kept


def recall(name: str) -> bytes | None:
    """Return what is kept under `name`; None if there is nothing, or if it is not what was written."""
    try:
        raw = _path(name).read_bytes()
    except OSError:
        return None
    digest, body = raw[:DIGEST], raw[DIGEST:]
    return body if hashlib.sha256(body).digest() == digest else None


def keep(name: str, body: bytes) -> None:
    """Keep `body` under `name`, whole or not at all, whoever else writes it now.

    A cache that cannot be written costs time, not the build.
    """
    with contextlib.suppress(OSError):
        path = _path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_over(path.parent)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=NEW)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)


def _remove_left_over(folder: Path) -> None:
    """Remove what processes that were killed had begun to write."""
    for path in folder.glob(f"{NEW}*"):
        with contextlib.suppress(OSError):
            if abs(time.time() - path.stat().st_mtime) > WRITING:
                path.unlink()


def _path(name: str) -> Path:
    """Return where something is kept. Raises OSError for somebody who has no folder of their own."""
    try:
        return user_cache_path("playbook") / name
    except RuntimeError as error:
        raise FileNotFoundError(errno.ENOENT, str(error)) from None
