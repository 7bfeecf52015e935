"""A registry of npm packages on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Served:
    """The packages it has by their paths; what it was asked for, with what was shown to it."""

    def __init__(self) -> None:
        self.packages: dict[str, bytes] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.address = ""


@contextmanager
def served_packages() -> Iterator[Served]:
    """Serve packages until the end of the block."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, self.headers["Authorization"]))
            body = served.packages.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def do_HEAD(self) -> None:
            self.send_response(405)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.address = f"http://127.0.0.1:{server.server_port}/"
        Thread(target=server.serve_forever, daemon=True).start()
        yield served
        server.shutdown()
