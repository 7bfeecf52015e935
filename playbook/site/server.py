"""The site served while its handbook is edited: MkDocs' server, told of changes by our own watch."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent, FileSystemEventHandler

from playbook.errors import Problem, Problems
from playbook.site import offline
from playbook.site.publish import MARKER
from playbook.site.watch import Watch

METHODS = ("GET", "HEAD")
NO_NAMES = {"\0", "\\"}
"""What no file of a site has in its name: it ends a name, or parts folders where MkDocs looks for slashes only."""


class _Observer:
    """A watch, as MkDocs' server knows observers."""

    def __init__(self, watch: Watch) -> None:
        self.start, self.stop, self.join = watch.start, watch.stop, watch.join
        self._watch = watch

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool) -> None:
        """Have `handler` told of every change; which of the paths is not asked for."""
        self._watch.changed = lambda: handler.on_any_event(FileModifiedEvent(path))


class Server(LiveReloadServer):
    """MkDocs' server, telling where it listens once it does."""

    announce: Callable[[int], None]

    def observe(self, watch: Watch) -> None:
        """Take `watch` in the place of MkDocs' observer, which knows the files only as they are when it has started."""
        self.observer = _Observer(watch)  # type: ignore[assignment]
        self.build_delay = 0  # it has waited for what is being saved
        for path in watch.paths:
            self.watch(str(path))

    def server_bind(self) -> None:
        """Take the address. Raises Problems."""
        host, port = self.server_address[:2]
        try:
            super().server_bind()
        except OSError as error:
            message = f"cannot listen: {error.strerror}; choose another --port or --host"
            raise Problems([Problem(f"{host!s}:{port}", 0, 0, message)]) from None

    def server_activate(self) -> None:
        super().server_activate()
        self.announce(self.server_port)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a reader that went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer as MkDocs does, which knows neither methods nor what of the folder is no page of the site.

        The service worker is one that goes away: kept pages would hide the last change.
        """
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if method not in METHODS:
            return _said(start_response, "405 Method Not Allowed", [("Allow", ", ".join(METHODS))])
        if not _may_be(path):
            return _said(start_response, "404 Not Found")
        if path == f"/{offline.WORKER}":
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "no-cache")])
            answer: Iterable[bytes] = [offline.DRAFT.read_bytes()]
        else:
            answer = super().serve_request(environ, start_response)
        if method == "HEAD":
            if close := getattr(answer, "close", None):
                close()
            return []
        return answer


def _may_be(path: str) -> bool:
    """Tell whether a file of the site can have this path, given as its bytes."""
    try:
        name = path.encode("latin-1").decode()
    except UnicodeDecodeError:
        return False
    return not set(name) & NO_NAMES and MARKER not in name.casefold().split("/")


def _said(start_response: Any, status: str, headers: Sequence[tuple[str, str]] = ()) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain"), *headers])
    return [status.encode()]


def serve(
    rebuild: Callable[[], None], watch: Watch, root: Path, host: str, port: int, announce: Callable[[int], None]
) -> None:
    """Serve the folder `root`, calling `rebuild` and reloading browsers whenever `watch`, not yet started, has news.

    `announce` is called with the port once it can be reached. Raises Problems if the address cannot be had.
    """
    server = Server(rebuild, host=host, port=port, root=str(root))
    server.announce = announce
    server.observe(watch)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print(file=sys.stderr)
    finally:
        server.shutdown()
