"""The site on real servers, as they come and with the settings that we offer for them."""

import gzip
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.support import webservers
from tests.support.browser import PHONE, watched_page

type Serve = Callable[[Path, Path, bool], AbstractContextManager[str]]

SERVERS: list[Serve] = [webservers.nginx, webservers.apache, webservers.caddy]
NAMED = re.compile(r"[-.][0-9a-f]{8}\.")
FOR_EVER = "public, max-age=31536000, immutable"
TEXT = {".html", ".css", ".js", ".json", ".svg", ".webmanifest"}


@pytest.fixture(scope="module")
def public(site: Path) -> Iterator[Path]:
    """A copy of the site where any user may read it: tests' own folders are private."""
    with TemporaryDirectory(prefix="playbook-hosts-") as folder:
        Path(folder).chmod(0o755)
        yield shutil.copytree(site, Path(folder) / site.name)


def name_of(serve: Serve) -> str:
    return serve.__name__


@pytest.mark.parametrize("settings", [False, True], ids=["as it comes", "with our settings"])
@pytest.mark.parametrize("serve", SERVERS, ids=name_of)
def test_a_calculator_answers_below_a_path(
    serve: Serve, settings: bool, public: Path, tmp_path: Path, browser: Browser
) -> None:
    with (
        serve(public.parent, tmp_path, settings) as address,
        watched_page(browser, f"{address}/{public.name}/", **PHONE) as page,
    ):
        page.goto("calculators/response-level/")
        page.locator("#ltv").fill("150000")
        level = page.locator('[data-from="python"] [data-result="level"]')
        expect(level).to_have_attribute("data-value", "1")


@pytest.mark.parametrize("serve", SERVERS, ids=name_of)
def test_our_settings_say_what_may_be_kept_and_for_how_long(serve: Serve, public: Path, tmp_path: Path) -> None:
    files = sorted(path for path in public.rglob("*") if path.is_file() and not path.name.startswith("."))
    kinds = {(path.suffix, bool(NAMED.search(path.name))): path for path in files}  # one of each is enough
    assert {(".html", False), (".css", True), (".js", True), (".gz", True), (".json", False)} <= kinds.keys()
    with serve(public, tmp_path, True) as address:
        for (kind, named), path in kinds.items():
            asked = Request(f"{address}/{path.relative_to(public).as_posix()}", headers={"Accept-Encoding": "gzip"})
            with urlopen(asked) as answer:
                body, headers = answer.read(), answer.headers
            assert headers["Cache-Control"] == (FOR_EVER if named else "no-cache"), path
            packed = headers["Content-Encoding"] == "gzip"
            assert packed or kind not in TEXT or path.stat().st_size <= 1024, path
            assert (gzip.decompress(body) if packed else body) == path.read_bytes(), path
            if kind == ".webmanifest":
                assert headers["Content-Type"] == "application/manifest+json"


def test_apaches_settings_work_as_htaccess(public: Path, tmp_path: Path) -> None:
    """Where only files can be put on a host: then they are the site's own `.htaccess`."""
    folder = public.parent / "by-file"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (folder / "a-01234567.js").write_text("1", encoding="utf-8")
    (folder / ".htaccess").write_text((webservers.SETTINGS / "apache.conf").read_text(encoding="utf-8"))
    more = "AllowOverride FileInfo Indexes"
    with webservers.apache(folder, tmp_path, False, more) as address:
        for path, kept in {"": "no-cache", "a-01234567.js": FOR_EVER}.items():
            with urlopen(f"{address}/{path}") as answer:
                assert answer.headers["Cache-Control"] == kept, path


def test_what_a_host_reads_from_the_folder_is_published(site: Path) -> None:
    published = webservers.SETTINGS / "published"
    for path in published.iterdir():
        assert (site / path.name).read_bytes() == path.read_bytes()


def test_headers_for_ever_are_for_named_files_only(site: Path) -> None:
    """Netlify's and Cloudflare's file: every pattern in it finds something, and nothing that may change."""
    text = (site / "_headers").read_text(encoding="utf-8")
    patterns = [line for line in text.splitlines() if line.startswith("/")]
    assert patterns
    for pattern in patterns:
        found = [path for path in site.glob(pattern.lstrip("/")) if path.is_file()]
        assert found, pattern
        assert [path for path in found if not NAMED.search(path.name)] == []
