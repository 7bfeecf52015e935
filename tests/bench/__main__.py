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
# Python's own answer, not the one looked up in the page's table.
# Written down by the page itself, in milliseconds since it was navigated to.
FIRST_RESULT = """
new MutationObserver((_, observer) => {
  if (document.querySelector('[data-from="python"] [data-result="level"][data-value="1"]')) {
    window.firstResult = performance.now();
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
    """Return seconds from navigation to the first result: with nothing cached, and after an earlier visit.

    The sites take turns, so that whatever else the machine does meets them alike.
    """
    times: dict[str, dict[str, list[float]]] = {label: {"cold": [], "cached": []} for label in urls}
    for _ in range(runs):
        for label, url in urls.items():
            context = browser.new_context(**PHONE)
            times[label]["cold"].append(visit(context, url))
            times[label]["cached"].append(visit(context, url))
            context.close()
    return times


def visit(context: BrowserContext, url: str) -> float:
    page = context.new_page()
    page.add_init_script(FIRST_RESULT)
    page.goto(url)
    page.wait_for_function("window.firstResult", timeout=120_000)
    seconds = float(page.evaluate("window.firstResult")) / 1000
    page.close()
    return seconds


def table(times: dict[str, dict[str, list[float]]], chromium: str, runs: int) -> Iterator[str]:
    """Yield the lines of a Markdown table: medians, ranges, and this site's share of each other's time."""
    ours = next(iter(times.values()))
    yield "| | cold | this site / it | cached | this site / it |"
    yield "|---|---|---|---|---|"
    for label, measured in times.items():
        cells = []
        for state, seconds in measured.items():
            cells += [
                f"{median(seconds):.2f} s ({min(seconds):.2f}-{max(seconds):.2f})",
                f"{median(ours[state]) / median(seconds):.2f}",
            ]
        yield f"| {' | '.join([label, *cells])} |"
    yield ""
    yield f"From navigation to the first result: median and range of {runs}, in headless Chromium {chromium},"
    yield "from a local server that does not compress, on a machine with "
    yield f"{os.cpu_count()} cores ({platform.machine()}, {platform.system()})."


if __name__ == "__main__":
    main()
