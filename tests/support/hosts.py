"""Hosts that are not as plain as they could be: with headers, types, encodings and faults of their own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event
from typing import Any

from tests.support.background import in_background
from tests.support.browser import PlainHandler

type Headers = Callable[[str], Mapping[str, str]]


class _Handler(PlainHandler):
    """Adds the headers that a host gives a path; leaves the rest of a stalled file unsent."""

    def __init__(self, *args: Any, headers_for: Headers, stalled: str, released: Event, **options: Any) -> None:
        self.headers_for, self.stalled, self.released = headers_for, stalled, released
        super().__init__(*args, **options)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() not in {name.lower() for name in self.headers_for(self.path)}:
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        for name, value in self.headers_for(self.path).items():
            super().send_header(name, value)
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if self.stalled and self.path.endswith(self.stalled):
            outputfile.write(source.read(100_000))
            outputfile.flush()
            self.released.wait()
        else:
            super().copyfile(source, outputfile)


@contextmanager
def hosting(folder: Path, headers: Headers = lambda path: {}, stalled: str = "") -> Iterator[str]:
    """Serve `folder` with `headers(path)` replacing the plain ones; paths that end in `stalled` stop half-way."""
    released = Event()
    handler = partial(_Handler, directory=folder, headers_for=headers, stalled=stalled, released=released)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    with in_background(server):
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            released.set()
