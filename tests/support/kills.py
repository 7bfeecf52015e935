"""Kills a process that publishes one site after the other, again and again, and looks at what is then there.

    python -m tests.support.kills FOLDER COUNT SEED [renames]

Prints the figures as JSON. Nine kills in ten come around the moment in which the sites trade places. With `renames`
this is as where a system cannot exchange two folders in one step.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from itertools import count
from pathlib import Path

import playbook.site.publish as publishing
from playbook.errors import Problems

FILES = 12
AROUND = 0.9
"""The share of kills that come once the new site has been written."""


def site_of(number: int, folder: Path) -> None:
    for each in range(FILES):
        (folder / f"{each}").mkdir()
        (folder / f"{each}/index.html").write_text(f"site {number}", encoding="utf-8")


def publish_on(site: Path, start: int, written: int) -> None:
    """Publish sites without an end; a byte goes to `written` whenever one is about to take the last one's place."""
    mark = publishing._mark

    def told(folder: Path) -> None:
        mark(folder)
        os.write(written, b".")

    publishing._mark = told
    for number in count(start):
        publishing.publish(lambda folder, number=number: site_of(number, folder), site)  # type: ignore[misc]


def whole(site: Path) -> str:
    """Tell what is there: `whole`, `none`, or `half`."""
    if not site.exists():
        return "none"
    try:
        texts = {(site / f"{each}/index.html").read_text(encoding="utf-8") for each in range(FILES)}
        listed = (site / publishing.MARKER).read_text(encoding="utf-8").splitlines()
    except OSError:
        return "half"
    return "whole" if len(texts) == 1 and len(listed) == FILES else "half"


def killed(site: Path, start: int, wait: float, around: bool) -> None:
    """Start a process that publishes, and kill it after so long, or so long after it has written a site."""
    heard, written = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(heard)
        try:
            publish_on(site, start, written)
        finally:
            os._exit(1)
    os.close(written)
    if around:
        os.read(heard, 1)
    time.sleep(wait)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(heard)
    assert os.WIFSIGNALED(status), "it ended before it was killed"


def run(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill so often; return how often a site was whole, half or not there, right after it and after the next build."""
    random.seed(seed)
    site = folder / "site"
    publishing.publish(lambda new: site_of(0, new), site)
    found: Counter[str] = Counter(kills=kills)
    for number in range(kills):
        around = random.random() < AROUND
        killed(site, 1_000_000 * (number + 1), random.uniform(0, 0.0006 if around else 0.01), around)
        found[whole(site)] += 1
        found["left over"] += len(list(folder.iterdir())) > 1
        try:  # one that fails settles what was left, and changes nothing else
            publishing.publish(_fails, site)
        except Problems:
            found["whole in the end"] += whole(site) == "whole" and list(folder.iterdir()) == [site]
    return dict(found)


def figures(folder: Path, kills: int, seed: int, by: str = "") -> dict[str, int]:
    """Return what `run` finds, in a process that has no threads and may fork."""
    command = [sys.executable, "-m", "tests.support.kills", str(folder), str(kills), str(seed), *by.split()]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _fails(_: Path) -> None:
    raise Problems([])


if __name__ == "__main__":
    place, times, seed, *renames = sys.argv[1:]
    if renames:
        publishing.exchanged = lambda one, other: False
    print(json.dumps(run(Path(place), int(times), int(seed))))
