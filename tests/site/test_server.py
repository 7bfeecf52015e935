"""What the server of `playbook serve` answers to requests of every kind, and a file that is saved in two steps."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner

from playbook.cli import editing
from playbook.cli.main import main
from playbook.site.publish import publish
from playbook.site.server import Server
from tests.support.handbooks import CONTENT, copied
from tests.support.patience import PATIENCE
from tests.support.publishing import writes


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server of a small site; beside the site lies a file that is not of it."""
    site = tmp_path_factory.mktemp("served") / "site"
    publish(writes("<body>page</body>"), site)
    (site.parent / "secret").write_text("secret")
    server = Server(lambda: None, host="127.0.0.1", port=0, root=str(site))
    server.announce = lambda port: None
    server.server_bind()
    server.server_activate()
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server.server_port
    server._BaseServer__shutdown_request = True  # type: ignore[attr-defined]
    thread.join()
    server.server_close()


def answer(port: int, request: bytes) -> tuple[str, bytes]:
    """Send a request as it is; return the head and the body of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        got = b""
        while more := connection.recv(65536):
            got += more
    head, _, body = got.partition(b"\r\n\r\n")
    return head.decode(), body


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("GET /", 200, b"page"),
        ("GET /rules/", 200, b"page"),
        ("GET /rules", 302, b""),
        ("HEAD /", 200, b""),
        ("HEAD /rules", 302, b""),
        ("HEAD /nowhere", 404, b""),
        ("HEAD /sw.js", 200, b""),
        ("GET /sw.js", 200, b"worker"),
        ("GET /nowhere", 404, b"404"),
        ("GET /%00", 404, b"404"),
        ("GET /rules/%00/index.html", 404, b"404"),
        ("GET /index.html%00.txt", 404, b"404"),
        ("GET /.playbook-site", 404, b"404"),
        ("GET /.Playbook-Site", 404, b"404"),
        ("GET /%2eplaybook-site", 404, b"404"),
        ("GET /rules/../.playbook-site", 404, b"404"),
        ("GET /../secret", 404, b"404"),
        ("GET /%2e%2e/secret", 404, b"404"),
        ("GET /rules/..%2f..%2fsecret", 404, b"404"),
        ("GET /..%5csecret", 404, b"404"),
        ("GET //rules", 302, b""),
        ("GET //127.0.0.1:1/rules", 404, b"404"),
        ("GET /%ff%fe", 404, b"404"),
        ("GET /%E6%89%8B%E5%86%8C/", 404, b"404"),
        (f"GET /{'a' * 300}", 404, b"404"),
        (f"GET /{'a/' * 20_000}", 404, b"404"),
        (f"GET /{'a' * 70_000}", 414, b""),
        ("POST /", 405, b"405"),
        ("PUT /rules/", 405, b"405"),
        ("DELETE /index.html", 405, b"405"),
        ("OPTIONS /", 405, b"405"),
        ("POST /sw.js", 405, b"405"),
        ("BREW /", 405, b"405"),
    ],
)
def test_answers(line: str, status: int, said: bytes, port: int, capfd: pytest.CaptureFixture[str]) -> None:
    head, body = answer(port, f"{line} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert head.split(" ")[1] == str(status)
    assert said in body
    assert bool(body) == bool(said) or status == 414
    assert b"secret" not in body
    assert ("Allow: GET, HEAD" in head) == (status == 405)
    assert "Traceback" not in capfd.readouterr().err


def test_the_head_of_a_page_is_that_of_the_page(port: int) -> None:
    heads = [answer(port, f"{method} / HTTP/1.1\r\n\r\n".encode())[0] for method in ("GET", "HEAD")]
    lengths = [next(line for line in head.splitlines() if line.startswith("Content-Length: ")) for head in heads]
    assert lengths[0] == lengths[1] != "Content-Length: 0"


@pytest.mark.parametrize(
    "request_",
    [
        b"",
        b"GET",
        b"GET / HTTP/1.1\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\r\n",
    ],
)
def test_readers_that_break_off_are_not_told_of(request_: bytes, port: int, capfd: pytest.CaptureFixture[str]) -> None:
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # closed by a reset
    connection.sendall(request_)
    connection.close()
    assert answer(port, b"GET / HTTP/1.1\r\n\r\n")[0].split(" ")[1] == "200"
    assert "Traceback" not in capfd.readouterr().err


def built(folder: Path) -> Any:
    arguments = ["build", "--no-pdf", "--edited", "--config", str(folder / "mkdocs.yml"), "--out", str(folder / "site")]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.mark.parametrize(
    ("name", "half"),
    [
        (f"{CONTENT}/levels.yml", lambda text: ""),
        (f"{CONTENT}/levels.yml", lambda text: text[: len(text) // 2]),
        (f"{CONTENT}/figures.yml", lambda text: text.partition("\n")[0] + "\n"),
        ("mkdocs.yml", lambda text: ""),
        ("site_config/brand.yml", lambda text: text[:-20]),
    ],
)
def test_a_file_saved_in_two_steps_is_no_fault(
    name: str, half: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(tmp_path)
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(half(text), encoding="utf-8")

    def saved(_: float) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    with monkeypatch.context() as patch:
        patch.setattr(editing.time, "sleep", saved)
        done = built(folder)
        assert (done.exit_code, done.output) == (0, "")
    (folder / name).write_text(half(text), encoding="utf-8")
    monkeypatch.setattr(editing, "SAVING", 0)
    done = built(folder)
    assert done.exit_code == 1
    assert f"{name.removeprefix('./')}:" in done.stderr
