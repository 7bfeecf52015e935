"""From opening a calculator's page to its answers: this site beside others' ways of bringing Python to a page."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from playbook.browser import runtime
from tests.bench import host, sites, slow
from tests.bench.figures import MEGABYTES, MILLISECONDS, SECONDS, Goal, ratio, shown, table
from tests.support.browser import DESKTOP, PHONE, ROOT, launch

PAGE = f"calculators/response-level/#{urlencode(sites.QUESTION)}"
STATES = ("cold", "cached", "offline")
OURS = "this site"
STOCK = ("314.0.7", "0.29.5")  # the first one is what ratios are to
LINES = {"phone": host.PHONE, "desktop": host.DESKTOP}
SCREENS: dict[str, dict[str, Any]] = {"phone": PHONE, "desktop": DESKTOP}
PATIENCE = 180_000
SETTLED = 2_000  # milliseconds: a new window loads parts of the browser's own, and a reader's has long been open
# Written down by the page itself, in milliseconds since it was navigated to: the first answer, which the build's Python
# put into the page's table, the first that Python gives in the reader's browser, and how long the page was ever busy.
WATCH = """
window.freeze = 0;
new PerformanceObserver((list) => {
  window.freeze = Math.max(window.freeze, ...list.getEntries().map(({ duration }) => duration));
}).observe({ type: "longtask", buffered: true });
new MutationObserver((_, observer) => {
  const from = (where) => document.querySelector(`${where} [data-result="level"][data-value="1"]`);
  if (from("[data-from]")) {
    window.firstAnswer ??= performance.now();
  }
  if (from('[data-from="python"]')) {
    window.firstPython = performance.now();
    observer.disconnect();
    console.debug("measured");
  }
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-value", "data-from"] });
"""
# From sending the form to Python's answer; each time another question, once the answer before has been drawn.
AGAIN = """
async () => {
  const form = document.querySelector("playbook-calculator form");
  const times = [];
  for (let count = 1; count <= 10; count += 1) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
    form.elements.ltv.value = 150000 + count;
    const answered = new Promise((resolve) => {
      new MutationObserver((changes, observer) => {
        if (changes.some(({ target }) => target.dataset.from === "python")) {
          observer.disconnect();
          resolve();
        }
      }).observe(document, { subtree: true, attributeFilter: ["data-from"] });
    });
    const start = performance.now();
    form.requestSubmit();
    await answered;
    times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other)[5];
}
"""
KEPT = "[data-offline='all']"  # the site says that handbook and Python are on the device
BUSY = """
() => {
  const start = performance.now();
  for (let count = 0, sum = 0; count < 3e8; count += 1) {
    sum = (sum + count) | 0;
  }
  return performance.now() - start;
}
"""

type Key = tuple[str, str, str, str]  # profile, contender, state, what was measured


@dataclass
class Answers:
    """What was measured, in seconds and bytes, and in which browser."""

    contenders: Sequence[str]
    chromium: str = ""
    values: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    slower: list[float] = field(default_factory=list)

    def get(self, profile: str, contender: str, state: str, what: str) -> list[float]:
        """Return the values of one kind; none if it was not measured."""
        return self.values.get((profile, contender, state, what), [])


def measure(runs: int, profiles: Sequence[str]) -> Answers:
    """Open the page of every contender `runs` times in every profile; they take turns."""
    pinned = runtime.read(ROOT / "site_config").version
    versions = dict.fromkeys([*STOCK, pinned])
    makers = {
        **{f"stock Pyodide {version}": sites.stock(version) for version in versions},
        f"as pyodide-mkdocs-theme: stock {pinned} in the page": sites.main_thread(pinned),
        "MicroPython (lower bound)": sites.micropython,
    }
    found = Answers([OURS, *makers])
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        sites.build(folder / "0")
        for place, make in enumerate(makers.values(), 1):
            make(folder / "0", folder / str(place))
        browser = launch(playwright.chromium, whole=True)
        found.chromium = browser.version
        for profile in profiles:
            with host.serving(folder, LINES[profile]) as server:
                for _ in range(runs):
                    for place, label in enumerate(found.contenders):
                        _visits(found, browser, server, profile, label, f"{server.address}/{place}/{PAGE}")
                if profile == "phone":
                    found.slower = _slower(browser)
        browser.close()
    return found


def _visits(found: Answers, browser: Browser, server: host.Host, profile: str, label: str, url: str) -> None:
    """Visit a page with nothing cached, again, and, if the site keeps itself, without its host.

    Ours keeps itself after the first visit's answers; the next visit comes when that is done, as a reader's would.
    """
    ours = label == OURS
    context = browser.new_context(**SCREENS[profile], service_workers="allow" if ours else "block")
    with context, paced(browser, profile):
        for state in STATES:
            server.down = state == "offline"
            if server.down and not ours:
                break
            server.reset()
            page = _opened(context, url)
            values = page.evaluate(
                "({ answer: window.firstAnswer, python: window.firstPython, freeze: window.freeze })"
            )
            values["bytes"] = server.sent * 1000
            if ours:
                page.wait_for_selector(KEPT, state="attached", timeout=PATIENCE)
                values["again"] = page.evaluate(AGAIN)
            for what, value in values.items():
                found.values[profile, label, state, what].append(value / 1000)
            page.close()
    server.down = False


def _opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.wait_for_timeout(SETTLED)
    page.add_init_script(WATCH)
    # Asking the page whether it is there yet would take time of it.
    with page.expect_console_message(lambda said: said.text == "measured", timeout=PATIENCE):
        page.goto(url, wait_until="commit", timeout=PATIENCE)
    return page


def paced(browser: Browser, profile: str) -> AbstractContextManager[None]:
    """Let pages and workers run as slowly as the profile has it."""
    return slow.slowed(_pid(browser)) if profile == "phone" else nullcontext()


def _pid(browser: Browser) -> int:
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(int(process["id"]) for process in processes if process["type"] == "browser")


def _slower(browser: Browser) -> list[float]:
    """Return how many times slower a page runs in the phone's profile, tried three times."""
    page = browser.new_page()
    found = []
    for _ in range(3):
        fast = page.evaluate(BUSY)
        with slow.slowed(_pid(browser)):
            page.wait_for_timeout(2 * slow.LOOK * 1000)
            found.append(page.evaluate(BUSY) / fast)
    page.close()
    return found


def report(found: Answers) -> Iterator[str]:
    """Yield the tables as Markdown."""
    for profile in LINES:
        rows = list(_rows(found, profile))
        if rows:
            yield f"### {profile.capitalize()}"
            yield table(["", *STATES, "cold / stock", "cached / stock", "longest freeze", "over the wire"], rows)


def _rows(found: Answers, profile: str) -> Iterator[list[str]]:
    stock = found.contenders[1]
    for label in found.contenders:
        for what, name in (("answer", "first answer"), ("python", "Python's first result")):
            if (what == "answer" and label != OURS) or not found.get(profile, label, "cold", what):
                continue
            cells = [shown(found.get(profile, label, state, what), SECONDS) for state in STATES]
            ratios = [
                ratio(found.get(profile, label, state, what), found.get(profile, stock, state, "python"))
                for state in STATES[:2]
            ]
            freeze = shown(found.get(profile, label, "cold", "freeze"), MILLISECONDS)
            wire = shown(found.get(profile, label, "cold", "bytes"), MEGABYTES)
            yield [f"{label}: {name}", *cells, *ratios, freeze, wire]


def goals(found: Answers) -> list[Goal]:
    """Return what was to be reached on the phone."""

    def get(state: str, what: str, label: str = OURS) -> list[float]:
        return found.get("phone", label, state, what)

    stock = found.contenders[1]
    return [
        Goal("first answer, cold", 1.0, get("cold", "answer"), SECONDS),
        Goal("first answer, cached", 0.3, get("cached", "answer"), SECONDS),
        Goal("first answer, offline", 0.3, get("offline", "answer"), SECONDS),
        Goal(
            f"Python's first result / {stock}, cold", 0.33, get("cold", "python"), others=get("cold", "python", stock)
        ),
        Goal(
            f"Python's first result / {stock}, cached",
            0.25,
            get("cached", "python"),
            others=get("cached", "python", stock),
        ),
        Goal("a calculation repeated", 0.05, get("cached", "again"), MILLISECONDS),
        Goal("longest freeze of the page, cold", 0.15, get("cold", "freeze"), MILLISECONDS),
        Goal("calculator's page over the wire", 3.8e6, get("cold", "bytes"), MEGABYTES),
    ]
