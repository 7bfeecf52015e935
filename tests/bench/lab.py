"""From moving a threshold to what that changes, on the page that tries changes, and how fast it replays a file."""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench import answers, host, sites
from tests.bench.figures import MILLISECONDS, SECONDS, Goal, shown, table
from tests.support.browser import launch

PAGE = "lab/#calculator=response-level"
READY = 'playbook-lab[state="ready"][data-asking="false"]'
ROWS = 10_000
VALUES = (70_000, 80_000, 90_000, 120_000, 130_000)
# From the key to the sentence; to everything that follows from it; how long the page was ever busy meanwhile.
MOVED = """
async (value) => {
  const lab = document.querySelector("playbook-lab");
  const input = lab.querySelector('[data-knob="vip_ltv"] input');
  let freeze = 0;
  const observer = new PerformanceObserver((list) => {
    freeze = Math.max(freeze, ...list.getEntries().map(({ duration }) => duration));
  });
  observer.observe({ type: "longtask" });
  const until = (isSo) => new Promise((resolve) => {
    const watch = new MutationObserver(() => isSo() && resolve(watch.disconnect()));
    watch.observe(lab, { subtree: true, childList: true, attributes: true });
  });
  const sentence = lab.querySelector('[data-part="sentence"]');
  const start = performance.now();
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await until(() => sentence.hasAttribute("data-working"));
  await until(() => !sentence.hasAttribute("data-working"));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const answer = performance.now() - start;
  await until(() => lab.dataset.asking === "false");
  const all = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  return { answer, all, freeze };
}
"""


@dataclass
class Lab:
    """What was measured, in seconds, by profile."""

    values: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def add(self, profile: str, what: str, seconds: float) -> None:
        """Note a value."""
        self.values.setdefault((profile, what), []).append(seconds)

    def get(self, profile: str, what: str) -> list[float]:
        """Return the values of one kind; none if it was not measured."""
        return self.values.get((profile, what), [])


def measure(profiles: list[str]) -> Lab:
    """Move one threshold several times in every profile, then replay a file."""
    found = Lab()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        sites.build(folder / "site")
        file = folder / "cases.csv"
        file.write_text(_cases(), encoding="utf-8")
        browser = launch(playwright.chromium, whole=True)
        for profile in profiles:
            with host.serving(folder / "site", answers.LINES[profile]) as server:
                _moved(found, browser, profile, f"{server.address}/{PAGE}", file)
        browser.close()
    return found


def _moved(found: Lab, browser: Browser, profile: str, url: str, file: Path) -> None:
    with browser.new_context(**answers.SCREENS[profile]) as context:
        page = context.new_page()
        page.set_default_timeout(answers.PATIENCE)
        page.goto(url)
        page.wait_for_selector(READY)
        with answers.paced(browser, profile):
            for value in VALUES:
                for what, milliseconds in page.evaluate(MOVED, str(value)).items():
                    found.add(profile, what, milliseconds / 1000)
            found.add(profile, "replay", _replayed(page, file))


def _replayed(page: Page, file: Path) -> float:
    page.locator('[data-action="replay-file"]').set_input_files(file)
    start: float = page.evaluate("performance.now()")
    page.wait_for_selector('[data-part="replay-result"]:not([hidden])')
    end: float = page.evaluate("performance.now()")
    return (end - start) / 1000


def _cases() -> str:
    chance = random.Random(1)
    lines = ["ltv,deadline_hours,safety,publicity,business,situation"]
    for _ in range(ROWS):
        given = (chance.randrange(200_000), chance.choice(("", 12, 48, 100)))
        lines.append(
            ",".join([*map(str, given), *(chance.choice(("high", "medium", "low")) for _ in range(3)), "none"])
        )
    return "\n".join(lines) + "\n"


def report(found: Lab) -> Iterator[str]:
    """Yield the table as Markdown."""
    profiles = dict.fromkeys(profile for profile, _ in found.values)
    units = {"answer": SECONDS, "all": SECONDS, "freeze": MILLISECONDS, "replay": SECONDS}
    heads = ["", "threshold moved: how many cases", "and all that follows", "longest freeze", f"{ROWS} rows replayed"]
    rows = [[profile, *(shown(found.get(profile, what), unit) for what, unit in units.items())] for profile in profiles]
    yield table(heads, rows)


def goals(found: Lab) -> list[Goal]:
    """Return what was to be reached."""
    return [
        Goal("a threshold moved, on the phone", 1.5, found.get("phone", "answer"), SECONDS),
        Goal("longest freeze while changes are tried, on the phone", 0.1, found.get("phone", "freeze"), MILLISECONDS),
        Goal(f"{ROWS} rows replayed, on the desktop", 10.0, found.get("desktop", "replay"), SECONDS),
    ]
