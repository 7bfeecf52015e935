"""Where Python cannot be had, the page says what happened, and trying again helps. And odd hosts, where it can."""

import gzip
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.browser import PHONE, watched_page
from tests.support.hosts import Headers, hosting

WORKER = "**/playbook/python-worker-*.js"
PAGE = "calculators/response-level/#ltv=150000"
STRICT = "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'"


def answered(page: Page) -> None:
    level = page.locator('[data-from="python"] [data-result="level"]')
    expect(level).to_have_attribute("data-value", "1")


def failed(page: Page, code: str, detail: str) -> None:
    """Expect the page's own sentence for `code`, alone, with the file concerned, and no progress bar left.

    An answer from the page's table is there all the same; one of Python's is not.
    """
    calculator = page.locator("playbook-calculator")
    expect(calculator).to_have_attribute("state", "failed")
    expect(calculator.locator("[data-failure]:visible")).to_have_count(1)
    expect(calculator.locator(f'[data-failure="{code}"]')).to_be_visible()
    assert re.search(r"[\u3400-\u9fff]", calculator.locator(f'[data-failure="{code}"]').inner_text())
    expect(calculator.locator('[data-part="detail"]')).to_have_text(re.compile(detail))
    expect(calculator.locator("progress")).to_be_hidden()
    tables = page.locator('playbook-calculator > script[type="application/json"]').count()
    expect(page.locator('[data-part="result"]:visible')).to_have_count(tables)
    expect(page.locator('[data-part="result"][data-from="table"]')).to_have_count(tables)
    expect(page.locator('[data-part="reasons"] > li:visible')).to_have_count(0)


def respond(**answer: object) -> Callable[[Route], None]:
    return lambda route: route.fulfill(**answer)  # type: ignore[arg-type]


def changed(change: Callable[[bytes], bytes]) -> Callable[[Route], None]:
    """Answer with the real file after `change`."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.body()))

    return answer


IMPATIENT = b"{ const later = setTimeout; globalThis.setTimeout = (work, ms) => later(work, ms / 3); }\n"
ERROR_PAGE = {"status": 200, "content_type": "text/html", "body": "<h1>Not here</h1>"}


def repacked(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Change what is in a packed file. Quickly packed: a page does not wait long for one that it asked for."""
    return lambda body: gzip.compress(change(gzip.decompress(body)), compresslevel=1)


@pytest.mark.provokes_errors
@pytest.mark.parametrize(
    ("file", "answer", "code"),
    [
        ("engine-*.wasm.gz", {"status": 404}, "missing"),
        ("engine-*.wasm.gz", ERROR_PAGE, "missing"),
        ("engine-*.wasm.gz", lambda body: b"", "corrupt"),
        ("engine-*.wasm.gz", lambda body: body[: len(body) // 2], "corrupt"),
        ("engine-*.wasm.gz", lambda body: body[:50_000] + b"?" + body[50_001:], "corrupt"),
        ("library-*.zip.gz", repacked(lambda content: content[:-1] + b"!"), "corrupt"),
        ("calculators-*.zip.gz", repacked(lambda content: b"another archive"), "corrupt"),
        ("engine-*.js.gz", repacked(lambda content: b"throw 1"), "corrupt"),
        ("engine-*.js.gz", None, "network"),
    ],
)
def test_a_file_that_is_not_right_is_reported_and_trying_again_helps(
    file: str, answer: dict[str, Any] | Callable[[bytes], bytes] | None, code: str, site: Path, phone: Page
) -> None:
    if callable(answer):
        answer = {"body": answer(next(site.glob(f"assets/playbook/runtime/{file}")).read_bytes())}
    given = answer
    phone.route(f"**/runtime/{file}", lambda route: route.abort() if given is None else route.fulfill(**given))
    phone.goto(PAGE)
    failed(phone, code, file.split("*")[0])
    phone.unroute(f"**/runtime/{file}")
    phone.locator('[data-action="retry"]').click()
    answered(phone)
    expect(phone.locator('[data-state="failed"]')).to_be_hidden()


@pytest.mark.provokes_errors
def test_a_missing_script_of_the_worker_is_reported(phone: Page) -> None:
    phone.route(WORKER, respond(status=404))
    phone.goto(PAGE)
    failed(phone, "missing", r"python-worker-\w+\.js")
    phone.unroute(WORKER)
    phone.locator('[data-action="retry"]').click()
    answered(phone)


@pytest.mark.provokes_errors
def test_an_old_browser_is_told_so(phone: Page) -> None:
    phone.route(WORKER, changed(lambda body: b"delete globalThis.DecompressionStream;\n" + body))
    phone.goto(PAGE)
    failed(phone, "unsupported", "DecompressionStream")


@pytest.mark.provokes_errors
def test_an_engine_that_the_browser_refuses_is_reported(phone: Page) -> None:
    refused = b"WebAssembly.instantiateStreaming = () => Promise.reject(new RangeError('out of memory'));\n"
    phone.route(WORKER, changed(lambda body: refused + body))
    phone.goto(PAGE)
    failed(phone, "internal", "out of memory")


@pytest.mark.provokes_errors
def test_an_error_without_a_place_is_shown_all_the_same(phone: Page) -> None:
    phone.goto("calculators/roi/")
    phone.locator("#ltv-error").evaluate("place => place.remove()")
    phone.locator("#ltv").fill("abc")
    failed(phone, "internal", "abc")


@pytest.mark.provokes_errors
def test_a_calculators_own_fault_is_reported_and_the_next_answer_is_shown(phone: Page) -> None:
    phone.goto(PAGE)
    answered(phone)
    element = phone.locator("playbook-calculator")
    element.evaluate("element => element.setAttribute('name', 'none')")
    phone.locator("#ltv").fill("5")
    failed(phone, "internal", "KeyError")
    element.evaluate("element => element.setAttribute('name', 'response-level')")
    phone.locator('[data-action="retry"]').click()
    expect(phone.locator('[data-result="level"]')).to_have_attribute("data-value", "3")
    expect(element).to_have_attribute("state", "ready")


def test_progress_counts_bytes_of_a_known_total(phone: Page) -> None:
    held: list[Route] = []
    phone.route("**/runtime/engine-*.wasm.gz", lambda route: held.append(route))
    phone.goto(PAGE)
    phone.wait_for_function("document.querySelector('playbook-calculator progress').value > 500_000")
    value, total = phone.locator("playbook-calculator progress").evaluate("bar => [bar.value, bar.max]")
    assert value < total / 2
    assert 3_000_000 < total < 4_000_000
    expect(phone.locator("playbook-calculator progress")).to_be_visible()
    held[0].continue_()
    answered(phone)
    expect(phone.locator("playbook-calculator progress")).to_be_hidden()
    assert phone.locator("playbook-calculator progress").evaluate("bar => bar.value / bar.max") > 0.999


def test_without_digests_the_size_must_do(phone: Page) -> None:
    """On plain http, other than localhost, a browser has no `crypto.subtle`."""
    phone.route(WORKER, changed(lambda body: b"const crypto = {};\n" + body))
    phone.goto(PAGE)
    answered(phone)


def packed(path: str) -> dict[str, str]:
    return {"Content-Encoding": "gzip"} if path.endswith(".gz") else {}


def untyped(kind: str) -> Headers:
    def headers(path: str) -> dict[str, str]:
        return {} if path.endswith((".html", "/", ".js", ".css", ".svg")) else {"Content-Type": kind}

    return headers


@pytest.mark.parametrize(
    "headers",
    [packed, untyped("application/octet-stream"), untyped("text/html")],
    ids=["declares gzip as encoding", "knows no types", "takes the unknown for a page"],
)
def test_hosts_that_are_not_plain(headers: Headers, browser: Browser, site: Path) -> None:
    with hosting(site, headers) as address, watched_page(browser, f"{address}/", **PHONE) as page:
        page.goto(PAGE)
        answered(page)


@pytest.mark.provokes_errors
def test_a_strict_policy_refuses_nothing_of_ours(browser: Browser, site: Path) -> None:
    with (
        hosting(site, lambda path: {"Content-Security-Policy": STRICT}) as address,
        # The theme's inline scripts are refused, and say so.
        watched_page(browser, f"{address}/", may_fail=True, **PHONE) as page,
    ):
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(PAGE)
        answered(page)
        assert [error for error in errors if "inline" not in error] == []


@pytest.mark.provokes_errors
def test_a_download_that_stops_is_reported(browser: Browser, site: Path) -> None:
    with (
        hosting(site, stalled=".wasm.gz") as address,
        watched_page(browser, f"{address}/", may_fail=True, **PHONE) as page,
    ):
        page.route(WORKER, changed(lambda body: IMPATIENT + body))
        page.goto(PAGE)
        failed(page, "stalled", "wasm")


@pytest.mark.parametrize("file", ["runtime/engine-*.wasm.gz", "runtime/library-*.zip.gz", "python-worker-*.js"])
@pytest.mark.parametrize("presses", [True, False], ids=["and presses", "and comes again"])
def test_a_damaged_file_in_the_browsers_own_cache_is_fetched_anew(
    file: str, presses: bool, browser: Browser, site: Path, tmp_path: Path
) -> None:
    """Who finds the calculator without its Python, and presses the button or comes again, has it."""
    folder = shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("*.pdf", "*.xlsx"))
    damaged = next(folder.glob(f"assets/playbook/{file}"))
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    for_ever = {"Cache-Control": "public, max-age=31536000, immutable"}
    with (
        hosting(folder, lambda path: for_ever if path.endswith((".gz", ".js")) else {}) as address,
        watched_page(browser, f"{address}/", may_fail=True, **PHONE) as page,
    ):
        page.goto(PAGE)
        failed(page, "corrupt", damaged.name.partition("-")[0])
        damaged.write_bytes(whole)
        if presses:
            page.locator('[data-action="retry"]').click()
        else:
            page.goto("sop/")
            page.goto(PAGE)
        answered(page)
