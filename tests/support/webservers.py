"""Web servers as people run them, each on a folder: with what they bring along, or with our settings.

Started by root they read files as another user, so the folder has to be one that everybody may read.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.support.browser import ROOT
from tests.support.patience import until

SETTINGS = ROOT / "site_config/hosting"
MODULES = ("mpm_event", "authz_core", "dir", "mime", "filter", "deflate", "headers")

# The server's own nginx.conf, as its project ships it, without the parts that need root.
NGINX = """
daemon off; pid {work}/pid; error_log {work}/log; worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    include {types};
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
    uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
    sendfile on;
    keepalive_timeout 65;
    server {{
        listen 127.0.0.1:{port};
        root {folder};
        {more}
    }}
}}
"""
APACHE = """
{modules}
ServerName localhost
User #65534
Group #65534
Listen 127.0.0.1:{port}
PidFile {work}/pid
ErrorLog {work}/log
TypesConfig {types}
DocumentRoot {folder}
<Directory {folder}>
    Require all granted
    {more}
</Directory>
"""


def program(name: str) -> str:
    """Return the path of a server. That there is none is an error, never a reason to skip."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin")
    if not found:
        raise RuntimeError(f"no {name} for the tests of hosts: run `make setup-hosts`")
    return found


@contextmanager
def nginx(folder: Path, work: Path, settings: bool) -> Iterator[str]:
    """Serve `folder` by nginx as it comes, or with our settings; yield the address."""
    more = f"include {SETTINGS / 'nginx.conf'};" if settings else ""
    types = next(
        path for path in (Path("/etc/nginx/mime.types"), Path("/opt/homebrew/etc/nginx/mime.types")) if path.exists()
    )
    port = free_port()
    (work / "conf").write_text(NGINX.format(work=work, types=types, folder=folder, port=port, more=more))
    with running(
        [program("nginx"), "-p", str(work), "-c", str(work / "conf"), "-e", str(work / "log")], port
    ) as address:
        yield address


@contextmanager
def apache(folder: Path, work: Path, settings: bool, more: str = "") -> Iterator[str]:
    """Serve `folder` by Apache as it comes, or with our settings, or `more` of them; yield the address."""
    binary = program("apache2")
    home = Path("/usr/lib/apache2/modules")
    modules = "\n".join(f"LoadModule {name}_module {home}/mod_{name}.so" for name in MODULES)
    more = f"Include {SETTINGS / 'apache.conf'}" if settings else more
    port = free_port()
    text = APACHE.format(work=work, types="/etc/mime.types", folder=folder, port=port, more=more, modules=modules)
    (work / "conf").write_text(text)
    with running([binary, "-f", str(work / "conf"), "-D", "FOREGROUND"], port) as address:
        yield address


@contextmanager
def caddy(folder: Path, work: Path, settings: bool) -> Iterator[str]:
    """Serve `folder` by Caddy as it comes, or with our settings; yield the address."""
    binary = program("caddy")
    port = free_port()
    environment = {"HANDBOOK_ADDRESS": f"http://127.0.0.1:{port}", "HANDBOOK_FOLDER": str(folder), "HOME": str(work)}
    ours = ["run", "--adapter", "caddyfile", "--config", str(SETTINGS / "Caddyfile")]
    plain = ["file-server", "--root", str(folder), "--listen", f"127.0.0.1:{port}"]
    with running([binary, *(ours if settings else plain)], port, environment) as address:
        yield address


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[str]:
    """Run a server in the foreground until it is no longer needed; yield its address once it listens."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as server:
        try:
            until(lambda: server.poll() is not None or listens(port))
            if server.poll() is not None:
                raise RuntimeError(f"{command[0]} does not start: {server.communicate()[0]}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.communicate()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


PORTS = count(20_000 + os.getpid() % 10_000)
"""Below those that a system gives to whoever asks for any: nobody takes one before the server does."""


def free_port() -> int:
    return next(port for port in PORTS if not listens(port))
