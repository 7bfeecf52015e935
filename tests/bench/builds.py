"""How long a site takes to build, beside plain MkDocs on the same Markdown, and how soon a change is on the screen."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench import generated
from tests.bench.figures import SECONDS, Goal, ratio, shown, table
from tests.support import handbooks
from tests.support.browser import ROOT, launch

COMPARED = 1_000
LIMIT = 1.5
GROWTH = 1.1  # times as long per page as at 1 000 pages; more is not linear


@dataclass
class Builds:
    """Seconds for a build by the number of generated pages, and from saving a file to the change on the screen."""

    ours: dict[int, list[float]] = field(default_factory=dict)
    plain: dict[int, list[float]] = field(default_factory=dict)
    change: list[float] = field(default_factory=list)


def measure(runs: int, sizes: list[int], large: list[int]) -> Builds:
    """Build handbooks of `sizes` generated pages `runs` times, those of `large` once; then change a file in `serve`."""
    found = Builds()
    with tempfile.TemporaryDirectory() as name:
        for size in (*sizes, *large):
            folder = Path(name) / str(size)
            config = generated.handbook(folder, size)
            _playbook("export", str(folder / "plain"), "--config", str(config))
            found.ours[size], found.plain[size] = [], []
            for _ in range(1 if size in large else runs):
                found.ours[size].append(_playbook("build", "--no-pdf", "--config", str(config)))
                found.plain[size].append(_mkdocs(folder / "plain"))
            shutil.rmtree(folder)
        found.change = _changes(Path(name) / "served", runs)
    return found


def _playbook(*arguments: str) -> float:
    return _timed([sys.executable, "-m", "playbook", *arguments], ROOT)


def _mkdocs(folder: Path) -> float:
    return _timed([sys.executable, "-m", "mkdocs", "--quiet", "build"], folder)


def _timed(command: list[str], folder: Path) -> float:
    """Return the seconds that a command takes. What it says is shown if it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return time.perf_counter() - start


def _changes(folder: Path, runs: int) -> list[float]:
    """Return the seconds from saving a content file to its new words in a browser that shows the page."""
    handbooks.copied(folder)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [sys.executable, "-m", "playbook", "serve", "--port", "0", "--config", str(folder / "mkdocs.yml")]
    with (
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server,
        sync_playwright() as playwright,
    ):
        assert server.stdout
        said = iter(server.stdout.readline, "")
        address = next(match[1] for line in said if (match := re.search(r"serving (http://\S+)", line)))
        browser = launch(playwright.chromium, whole=True)
        try:
            return list(_seen(browser, address, folder / handbooks.CONTENT / "sop.yml", runs))
        finally:
            browser.close()
            server.terminate()


def _seen(browser: Browser, address: str, file: Path, runs: int) -> Iterator[float]:
    page = browser.new_page()
    page.goto(f"{address}sop/")
    text = file.read_text(encoding="utf-8")
    for count in range(runs):
        page.wait_for_timeout(1000)
        file.write_text(text.replace("title: ", f"title: Change {count} ", 1), encoding="utf-8")
        start = time.perf_counter()
        page.get_by_role("heading", level=1, name=f"Change {count}").wait_for(timeout=60_000)
        yield time.perf_counter() - start


def report(found: Builds) -> Iterator[str]:
    """Yield the table as Markdown."""
    rows = [
        [
            f"{size:,} generated pages".replace(",", " "),
            shown(found.ours[size], SECONDS),
            shown(found.plain[size], SECONDS),
            ratio(found.ours[size], found.plain[size]),
        ]
        for size in found.ours
    ]
    yield table(["", "this site", "plain MkDocs with Material", "ratio"], rows)
    yield "Both write the same pages; PDF files, which MkDocs does not make, are left out."
    yield f"From saving a file to the change in a browser, with `playbook serve`: {shown(found.change, SECONDS)}."


def goals(found: Builds) -> list[Goal]:
    """Return what was to be reached; growth as time per page, against that at 1 000 pages."""
    compared, plain = found.ours.get(COMPARED, []), found.plain.get(COMPARED, [])
    items = [
        Goal("build of 1 000 pages / plain MkDocs", LIMIT, compared, others=plain),
        Goal("a changed file on the screen", 2.0, found.change, SECONDS),
    ]
    items += [
        Goal(
            f"time per page at {size:,} pages / at 1 000".replace(",", " "),
            GROWTH,
            [seconds / size for seconds in found.ours[size]],
            others=[seconds / COMPARED for seconds in compared],
        )
        for size in found.ours
        if size > COMPARED
    ]
    return items


def machine() -> str:
    """Return what the numbers were measured on."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    return f"{model[1] if model else 'unknown processor'}, {os.cpu_count()} cores"
