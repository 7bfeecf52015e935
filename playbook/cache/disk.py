"""What was fetched or computed once, kept in the user's cache folder and checked whenever it is read back."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from platformdirs import user_cache_path

DIGEST = hashlib.sha256().digest_size


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
    path = _path(name)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)


def _path(name: str) -> Path:
    return user_cache_path("playbook") / name
