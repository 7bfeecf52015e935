"""A plain host of static files: no compression, a shared line of limited speed, and a count of what goes over it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.support.background import in_background

CHUNK = 16 * 1024


@dataclass(frozen=True)
class Line:
    """A connection to the network: `speed` in bytes a second, `delay` in seconds from asking to the first byte."""

    speed: float
    delay: float


PHONE = Line(10_000_000 / 8, 0.040)
DESKTOP = Line(100_000_000 / 8, 0.005)


class Host:
    """The server's state: where it is, how fast its line is, what it has sent, and whether it can be reached."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.down = False
        self.requests = 0
        self.sent = 0
        self.address = ""
        self._free = 0.0  # when the line will have carried what it was given
        self._lock = threading.Lock()

    def carry(self, size: int) -> None:
        """Wait until the line has carried so many bytes."""
        with self._lock:
            self.sent += size
            self._free = max(self._free, time.monotonic()) + size / self.line.speed
            wait = self._free - time.monotonic()
        if wait > 0:
            time.sleep(wait)

    def reset(self) -> None:
        """Count from nothing."""
        self.requests = self.sent = 0


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many files

    def __init__(self, *arguments: Any, host: Host, **options: Any) -> None:
        self.host = host
        super().__init__(*arguments, **options)

    def setup(self) -> None:
        super().setup()
        time.sleep(self.host.line.delay)  # what it takes to make a connection

    def do_GET(self) -> None:
        if self.host.down:
            self.close_connection = True
            return
        self.host.requests += 1
        time.sleep(self.host.line.delay)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")  # what large hosts of static pages send
        self.host.carry(sum(map(len, getattr(self, "_headers_buffer", []))))
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        try:
            while part := source.read(CHUNK):
                self.host.carry(len(part))
                outputfile.write(part)
        except ConnectionError:  # a page that was closed while it loaded
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Connections that a browser drops are no news."""


@contextmanager
def serving(folder: Path, line: Line) -> Iterator[Host]:
    """Serve a folder."""
    host = Host(line)
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=folder, host=host))
    host.address = f"http://127.0.0.1:{server.server_port}"
    with in_background(server):
        yield host
