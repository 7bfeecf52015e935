"""A host that misbehaves as it is told, and lets caches keep for ever what is named by its content."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.support.background import in_background
from tests.support.browser import PlainHandler

PREFIX = "/handbook/"
NAMED = re.compile(r"[-.][0-9a-f]{8}\.[a-z.]+$")  # as in site_config/hosting/nginx.conf
FOR_EVER = "public, max-age=31536000, immutable"
ERROR_PAGE = b"<!doctype html><title>The host's own page</title><h1>Sorry</h1>"

type Answer = tuple[int, bytes, str]
"""Status, body, and a type where it is not that of the file."""


def flipped(body: bytes) -> bytes:
    """Return the file with one byte changed, near its end: there it does not stop what reads it."""
    at = len(body) - 9
    return body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]


FAULTS: dict[str, Callable[[bytes], Answer]] = {
    "cut short": lambda body: (200, body[: len(body) // 2], ""),
    "flipped": lambda body: (200, flipped(body), ""),
    "a page": lambda body: (200, ERROR_PAGE, "text/html"),
    "called a text": lambda body: (200, body, "text/plain"),
    "missing": lambda body: (404, ERROR_PAGE, "text/html"),
    "an error 500": lambda body: (500, ERROR_PAGE, "text/html"),
}


class FaultyHost:
    """What a host has, and what is wrong with it: faults by the pattern of the paths that have them."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self.address = ""

    def answer(self, path: str) -> Answer:
        """Return what is sent for a path in the site."""
        self.asked[path] += 1
        fault = next((fault for pattern, fault in self.faults.items() if fnmatch(path, pattern)), "")
        body = self.files.get(path)
        if fault:
            return FAULTS[fault](body or ERROR_PAGE)
        return (404, ERROR_PAGE, "text/html") if body is None else (200, body, "")


class _Handler(PlainHandler):
    def __init__(self, *args: Any, host: FaultyHost, **options: Any) -> None:
        self.host = host
        super().__init__(*args, **options)

    def send_head(self) -> Any:
        path = self.path.partition("?")[0].removeprefix(PREFIX)
        path = f"{path}index.html" if not path or path.endswith("/") else path
        status, body, kind = self.host.answer(path)
        self.send_response(status)
        self.send_header("Content-Type", kind or self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", FOR_EVER if NAMED.search(path) and status == 200 else "no-cache")
        self.end_headers()
        return BytesIO(body)


@contextmanager
def misbehaving(files: dict[str, bytes]) -> Iterator[FaultyHost]:
    """Serve files, by their path in a site, below a folder; the host's `address` is the site's."""
    host = FaultyHost()
    host.files = files
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=host))
    host.address = f"http://127.0.0.1:{server.server_port}{PREFIX}"
    with in_background(server):
        yield host


def files_of(site: Path) -> dict[str, bytes]:
    """Return the files of a built site by their path in it."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
