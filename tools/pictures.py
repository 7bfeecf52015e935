"""The pictures of README, `python -m tools.pictures`: taken from the built site, on a phone.

What each shows is written down beside them, so that a test can tell when a picture no longer is what the page is.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.browser import PHONE, ROOT, launch, serving, watched_page

FOLDER = ROOT / "docs/pictures"
SHOWN = FOLDER / "shown.json"
NOON = "2026-06-15T12:00:00+08:00"
PAGES = {
    "level": ("calculators/response-level/#ltv=150000&deadline_hours=24&safety=high", ".pb-result:visible"),
    "questions": ("decide/", "playbook-decide button:visible"),
    "script": ("scripts/#can-transfer", "#can-transfer:visible"),
}
"""By picture: the address, and what has to be there before it is taken."""


def pages(browser: Browser, address: str) -> Iterator[tuple[str, Page, str]]:
    """Yield each picture's name, its page ready to be taken, and the words of that page."""
    for name, (path, awaited) in PAGES.items():
        with watched_page(browser, address, **PHONE) as page:
            page.clock.set_fixed_time(NOON)
            page.goto(path)
            expect(page.locator(awaited).first).to_be_visible()
            yield name, page, page.locator("article").inner_text()


def main() -> None:
    """Build the handbook and take every picture."""
    shown = {}
    with tempfile.TemporaryDirectory(prefix="playbook-pictures-") as folder:
        command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--out", f"{folder}/site"]
        subprocess.run(command, cwd=ROOT, check=True)
        with sync_playwright() as playwright, serving(Path(folder, "site")) as address:
            browser = launch(playwright.chromium)
            for name, page, words in pages(browser, f"{address}/"):
                page.screenshot(path=FOLDER / f"{name}.png")
                shown[name] = words.splitlines()
            browser.close()
    SHOWN.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
