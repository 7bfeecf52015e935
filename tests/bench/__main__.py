"""Print the benchmark: `python -m tests.bench [--runs 5] [--stock VERSION ...]`."""

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from playbook import runtime
from tests import handbooks
from tests.bench import audit, sites
from tests.browser import PHONE, ROOT, launch, serving

PAGE = "calculators/response-level/#ltv=150000&deadline_hours=24&safety=medium"
# Written down by the page itself, in milliseconds since it was navigated to: the first answer, which the build's Python
# put into the page's table, and the first that Python gives in the reader's browser.
FIRST_RESULTS = """
new MutationObserver((_, observer) => {
  const from = (where) => document.querySelector(`${where} [data-result="level"][data-value="1"]`);
  if (from("[data-from]")) {
    window.firstAnswer ??= performance.now();
  }
  if (from('[data-from="python"]')) {
    window.firstPython = performance.now();
    observer.disconnect();
  }
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-value", "data-from"] });
"""


def main() -> None:
    pins = runtime.read(ROOT / "site_config")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--stock", nargs="*", default=[pins.version], help="versions of npm's pyodide to compare with")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        sites.build(folder / "site")
        compared = {f"this site (Pyodide {pins.version})": "site"}
        for version in options.stock:
            sites.with_stock_files(folder / "site", version, folder / version)
            compared[f"stock Pyodide {version}"] = version
        browser = launch(playwright)
        with serving(folder) as address:
            urls = {label: f"{address}/{site}/{PAGE}" for label, site in compared.items()}
            times = measure(browser, urls, options.runs)
        print("\n".join(table(times, browser.version, options.runs)))
        browser.close()
    print(f"\n{audit.report(handbooks.rules()['response-level'])}")


def measure(browser: Browser, urls: dict[str, str], runs: int) -> dict[str, dict[str, list[float]]]:
    """Return seconds from navigation to a result: with nothing cached, and after an earlier visit.

    The first of `urls` is this site's. It has two rows: its first answer, and Python's. The sites take turns, so that
    whatever else the machine does meets them alike.
    """
    ours = next(iter(urls))
    labels = [f"{ours}: first answer", *(f"{label}: Python's answer" for label in urls)]
    times: dict[str, dict[str, list[float]]] = {label: {"cold": [], "cached": []} for label in labels}
    for _ in range(runs):
        for label, url in urls.items():
            context = browser.new_context(**PHONE)
            for state in ("cold", "cached"):
                answer, python = visit(context, url)
                times[f"{label}: Python's answer"][state].append(python)
                if label == ours:
                    times[f"{ours}: first answer"][state].append(answer)
            context.close()
    return times


def visit(context: BrowserContext, url: str) -> tuple[float, float]:
    """Return the seconds to the first answer on a page, and to Python's."""
    page = context.new_page()
    page.add_init_script(FIRST_RESULTS)
    page.goto(url)
    page.wait_for_function("window.firstPython", timeout=120_000)
    answer, python = page.evaluate("[window.firstAnswer, window.firstPython]")
    page.close()
    return answer / 1000, python / 1000


def table(times: dict[str, dict[str, list[float]]], chromium: str, runs: int) -> Iterator[str]:
    """Yield the lines of a Markdown table: medians, ranges, and each row's share of the last one's time."""
    stock = list(times.values())[-1]
    yield "| | cold | ratio to the last | cached | ratio to the last |"
    yield "|---|---|---|---|---|"
    for label, measured in times.items():
        cells = []
        for state, seconds in measured.items():
            cells += [
                f"{median(seconds):.2f} s ({min(seconds):.2f}-{max(seconds):.2f})",
                f"{median(seconds) / median(stock[state]):.2f}",
            ]
        yield f"| {' | '.join([label, *cells])} |"
    yield ""
    yield f"From navigation to a result: median and range of {runs}, in headless Chromium {chromium},"
    yield "from a local server that does not compress, on a machine with "
    yield f"{os.cpu_count()} cores ({platform.machine()}, {platform.system()})."


if __name__ == "__main__":
    main()
