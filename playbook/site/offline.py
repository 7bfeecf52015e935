"""What lets a finished site be read without a network: the service worker, and the handbook in one file for it."""

import gzip
import hashlib
import json
from mimetypes import MimeTypes
from pathlib import Path
from typing import Any

import deflate

from playbook.browser.bundle import ASSETS, FOLDER
from playbook.cache.process import remembered
from playbook.source import shipped

WORKER = "sw.js"
"""At the top of the site: its place says which pages are the worker's, and it keeps its name over all versions."""

DRAFT = shipped.path("templates") / "theme" / ASSETS / "offline/draft.js"
"""The script that takes its place while somebody edits."""

# What no reader's page asks for: sources of scripts, what search engines, hosts and editors read, other tongues' words.
# And sheets as PDF, which are heavy: the pages that they were made of are there, and print.
LEFT_OUT = (
    "**/*.pdf",
    "**/*.map",
    "**/*.md",
    "sitemap.xml*",
    "_headers",
    f"{ASSETS}schemas/*",
    "search/search_index.js",
    "assets/javascripts/lunr/*.js",
)
LEVEL = 9  # of libdeflate's: smaller than zlib's best in half its time; higher ones would delay every rebuild
TYPES = MimeTypes(filenames=())  # this machine's own list must make no difference
TYPES.add_type("application/manifest+json", ".webmanifest")


def write(site: Path, worker: bytes) -> None:
    """Add the worker and its copy of the handbook to the finished site. Equal sites get equal bytes.

    `worker` is the script; what it must know is written before it, as `globalThis.BUILD`: `version`; `handbook` and the
    list `runtime`, files with `file` (below the folder of our assets, and of the runtime), `bytes`, `size`, `sha256`.
    """
    content = packed({path.relative_to(site).as_posix(): path for path in _pages(site)})
    body = bytes(deflate.gzip_compress(content, LEVEL))
    handbook = _entry(f"handbook-{hashlib.sha256(content).hexdigest()[:8]}.bin.gz", body, content)
    (site / ASSETS / str(handbook["file"])).write_bytes(body)
    runtime = [_inflated(path.name, path.read_bytes()) for path in sorted((site / FOLDER).glob("*.gz"))]
    about: dict[str, Any] = {"handbook": handbook, "runtime": runtime}
    digest = hashlib.sha256(json.dumps(about).encode() + worker).hexdigest()
    about["version"] = digest[:12]
    text = json.dumps(about, separators=(",", ":"))
    (site / WORKER).write_bytes(b"globalThis.BUILD=" + text.encode() + b";\n" + worker)


def packed(files: dict[str, Path]) -> bytes:
    """Return files, by their path in the site, as one: a line of JSON, [[path, type, size], ...], then the contents."""
    bodies = [path.read_bytes() for path in files.values()]
    listed = [[name, _type(name), len(body)] for name, body in zip(files, bodies, strict=True)]
    return json.dumps(listed).encode() + b"\n" + b"".join(bodies)


def _pages(site: Path) -> list[Path]:
    """Return the handbook's files: all but the runtime's, which are kept apart, and those that no page asks for."""
    left_out = {path for pattern in LEFT_OUT for path in site.glob(pattern)} | set((site / FOLDER).iterdir())
    files = (path for path in site.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path for path in files if path not in left_out)


def _type(name: str) -> str:
    kind = TYPES.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _inflated(name: str, body: bytes) -> dict[str, str | int]:
    return remembered("inflated", (name, body), lambda: _entry(name, body, gzip.decompress(body)))


def _entry(name: str, body: bytes, content: bytes) -> dict[str, str | int]:
    return {"file": name, "bytes": len(body), "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
