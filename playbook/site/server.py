"""The site served while its handbook is edited: MkDocs' server, told of changes by our own watch."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent, FileSystemEventHandler

from playbook.errors import Problem, Problems
from playbook.site import offline
from playbook.site.watch import Watch


class _Observer:
    """A watch, as MkDocs' server knows observers."""

    def __init__(self, watch: Watch) -> None:
        self.start, self.stop, self.join = watch.start, watch.stop, watch.join
        self._watch = watch

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool) -> None:
        """Have `handler` told of every change; which of the paths is not asked for."""
        self._watch.changed = lambda: handler.on_any_event(FileModifiedEvent(path))


class _Server(LiveReloadServer):
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

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Answer as MkDocs does, but with a service worker that goes away: kept pages would hide the last change."""
        if environ["PATH_INFO"] == f"/{offline.WORKER}":
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "no-cache")])
            return [offline.DRAFT.read_bytes()]
        return super().serve_request(environ, start_response)


def serve(
    rebuild: Callable[[], None], watch: Watch, root: Path, host: str, port: int, announce: Callable[[int], None]
) -> None:
    """Serve the folder `root`, calling `rebuild` and reloading browsers whenever `watch`, not yet started, has news.

    `announce` is called with the port once it can be reached. Raises Problems if the address cannot be had.
    """
    server = _Server(rebuild, host=host, port=port, root=str(root))
    server.announce = announce
    server.observe(watch)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print(file=sys.stderr)
    finally:
        server.shutdown()
