"""Lighthouse's mobile performance of handbook pages, where npm can bring it."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playbook.site import chromium
from tests.bench import host, sites
from tests.bench.figures import POINTS, Goal, shown, table
from tools import node

VERSION = "13.5.0"
PAGES = ("", "sop/", "calculators/response-level/")
FLAGS = "--headless=new --no-sandbox --disable-gpu --host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"
SECONDS = 300


@dataclass
class Scores:
    """Points from 0 to 100 by page; why there are none, where it could not be had."""

    points: dict[str, list[float]] = field(default_factory=dict)
    failure: str = ""


def measure(runs: int) -> Scores:
    """Let Lighthouse look at each page `runs` times."""
    found = Scores({page: [] for page in PAGES})
    with tempfile.TemporaryDirectory() as name:
        sites.build(Path(name) / "site")
        with host.serving(Path(name) / "site", host.DESKTOP) as server:
            for _ in range(runs):
                for page in PAGES:
                    try:
                        found.points[page].append(_score(f"{server.address}/{page}"))
                    except (OSError, subprocess.SubprocessError, ValueError) as error:
                        found.failure = _reason(error)
                        return found
    return found


def _score(url: str) -> float:
    browser = chromium.find() or ""
    [_, npm], *_ = node.commands("npm")
    command = [
        *(*npm, "exec", "--yes", f"--package=lighthouse@{VERSION}", "--", "lighthouse", url),
        *("--quiet", "--output=json", "--only-categories=performance"),
        f"--chrome-flags={FLAGS}",
    ]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"CHROME_PATH": browser}
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=True
        )
    score = json.loads(done.stdout)["categories"]["performance"]["score"]
    if score is None:
        raise ValueError("it gave no score")
    return float(score) * 100


def _reason(error: Exception) -> str:
    said = getattr(error, "stderr", "") or str(error)
    return " ".join(str(said).split())[-300:]


def report(found: Scores) -> Iterator[str]:
    """Yield the table as Markdown."""
    yield table(
        ["page", "points"], [[f"`{page or './'}`", shown(values, POINTS)] for page, values in found.points.items()]
    )
    if found.failure:
        yield f"Lighthouse {VERSION} could not be had: {found.failure}"


def goals(found: Scores) -> Sequence[Goal]:
    """Return what was to be reached."""
    return [
        Goal(f"Lighthouse, mobile performance of `{page or './'}`", 95, values, POINTS, at_least=True)
        for page, values in found.points.items()
        if page != PAGES[-1]
    ]
