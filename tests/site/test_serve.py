"""`playbook serve` on a copy of the project: it tells its address, rebuilds on change, and keeps the last good site."""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from playbook.site.watch import INTERVAL, Watch
from tests.support.browser import ROOT, watched_page
from tests.support.fuzzing import amount
from tests.support.patience import PATIENCE, until
from tests.support.platforms import linux

COPIED = ("playbook", "calculators", "templates", "site_config", "mkdocs.yml")


def children(parent: int) -> list[int]:
    """The processes that a process has started and not yet ended."""
    listed = subprocess.run(["ps", "-A", "-o", "ppid=,pid="], capture_output=True, text=True, check=True)
    pairs = (map(int, line.split()) for line in listed.stdout.splitlines())
    return [pid for ppid, pid in pairs if ppid == parent]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class Served:
    """A running server of a copy: `root` is the copy, `address` the site's."""

    def __init__(self, root: Path, temporary: Path, **more: str) -> None:
        self.root, self.temporary = root, temporary
        self.output = root / "output.txt"
        command = [sys.executable, "-m", "playbook", "serve", "--port", "0"]
        with self.output.open("w") as output:
            environment = {"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), "TMPDIR": str(temporary), **more}
            self.process = subprocess.Popen(command, cwd=root, stdout=output, stderr=output, env=environment)
        self.wait(lambda: "serving http://" in self.output.read_text())
        found = re.search(r"serving (http://\S+)", self.output.read_text())
        assert found
        self.address = found[1]

    def get(self, path: str) -> str:
        with urlopen(self.address + path, timeout=PATIENCE) as response:
            return str(response.read().decode())

    def wait(self, done: Callable[[], bool]) -> None:
        until(lambda: self.process.poll() is not None or done(), self.output.read_text)
        assert self.process.poll() is None, self.output.read_text()

    def helpers(self) -> list[int]:
        """The processes that the server has started and not yet ended."""
        return children(self.process.pid)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root, temporary = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("temporary")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    served = Served(root, temporary)
    yield served
    helpers = served.helpers()
    served.process.send_signal(signal.SIGTERM)
    served.process.wait(PATIENCE)
    assert not list(temporary.glob("playbook-*")), "a server told to end leaves nothing behind"
    assert helpers
    assert not [pid for pid in helpers if alive(pid)]


def article(page: str) -> str:
    """A page's own content, without what the server adds to it."""
    return page.partition("<article")[2].partition("</article>")[0]


def test_changed_content_is_shown(served: Served) -> None:
    served.edit("playbook/content/sop.yml", "title: ", "title: Changed ")
    served.wait(lambda: "Changed " in served.get("sop/"))


def test_changed_template_is_shown(served: Served) -> None:
    served.edit("templates/pages/sop.md.j2", "{% block content %}", '{% block content %}<p id="added"></p>')
    served.wait(lambda: 'id="added"' in served.get("sop/"))


def test_changed_calculator_is_computed_with(served: Served) -> None:
    served.edit("calculators/computed.py", "plain = {", 'found["cost"] += 7\n    plain = {')
    served.wait(lambda: "987" in served.get("calculators/roi/"))  # the worked example's 980 yuan


def test_broken_content_leaves_the_last_good_site(served: Served) -> None:
    before = article(served.get("sop/"))
    served.edit("playbook/content/sop.yml", "title: ", "titel: ")
    served.wait(lambda: "sop.yml:" in served.output.read_text())
    assert article(served.get("sop/")) == before
    served.edit("playbook/content/sop.yml", "titel: ", "title: Mended ")
    served.wait(lambda: "Mended " in served.get("sop/"))


def test_what_is_served_is_what_a_build_writes(served: Served, tmp_path: Path) -> None:
    served.edit("playbook/content/pages/checklists/actions.yml", "title: ", "title: Last ")
    served.wait(lambda: "Last " in served.get("checklists/actions/"))
    command = [sys.executable, "-m", "playbook", "build", "--out", str(tmp_path / "site")]
    subprocess.run(command, cwd=served.root, capture_output=True, check=True)
    built = {path.relative_to(tmp_path / "site"): path.read_bytes() for path in (tmp_path / "site").rglob("*.*")}
    (site,) = served.temporary.glob("playbook-*/playbook-*/site")
    assert built == {path.relative_to(site): path.read_bytes() for path in site.rglob("*.*")}


def test_a_browser_shows_a_change_by_itself(served: Served, browser: Browser) -> None:
    with watched_page(browser, served.address) as page:
        page.goto("sop/")
        served.edit("playbook/content/sop.yml", "title: ", "title: Reloaded ")
        page.get_by_role("heading", level=1, name="Reloaded").wait_for()


def test_a_rebuild_ends_with_its_process(served: Served) -> None:
    (helper,) = served.helpers()
    served.edit("playbook/content/sop.yml", "title: ", "title: Once more ")
    served.wait(lambda: "Once more " in served.get("sop/"))
    assert served.helpers() == [helper]
    served.wait(lambda: not children(helper))


def of_a_process(pid: int) -> dict[str, int]:
    """What a process holds: descriptors, threads, and kilobytes of memory that are its own."""
    status = Path(f"/proc/{pid}/status").read_text()
    threads, memory = (re.search(rf"{name}:\s+(\d+)", status) for name in ("Threads", "RssAnon"))
    assert threads
    assert memory
    return {
        "descriptors": len(list(Path(f"/proc/{pid}/fd").iterdir())),
        "threads": int(threads[1]),
        "kB": int(memory[1]),
    }


@linux
@pytest.mark.fuzz
def test_rebuilds_leave_nothing_behind(served: Served, figures: Callable[[str], None]) -> None:
    """No descriptor, no thread, no file, and no memory that grows with them."""

    def rebuilt(number: int) -> None:
        served.edit("playbook/content/sop.yml", "title: ", f"title: N{number} ")
        served.wait(lambda: f"N{number} " in served.get("sop/"))
        served.edit("playbook/content/sop.yml", f"title: N{number} ", "title: ")
        served.wait(lambda: f"N{number} " not in served.get("sop/"))

    def held() -> dict[int, dict[str, int]]:
        served.wait(lambda: not children(helper))
        return {pid: of_a_process(pid) for pid in (served.process.pid, helper)}

    def beside_the_site() -> list[Path]:
        return [path for path in sorted(served.temporary.rglob("*")) if "site" not in path.parts]

    (helper,) = served.helpers()
    rebuilt(0)
    before, files = held(), beside_the_site()
    count = amount(2, 50)
    for number in range(1, count + 1):
        rebuilt(number)
    after = held()
    figures(f"serve: {2 * count} rebuilds, server and builder: {list(before.values())} -> {list(after.values())}")
    assert beside_the_site() == files
    for pid, held_before in before.items():
        for what, most in (("descriptors", 1), ("threads", 1), ("kB", 3_000)):
            assert after[pid][what] <= held_before[what] + most, what


def test_a_builder_that_somebody_ends_is_replaced() -> None:
    body = """
import os, signal
from playbook.site.rebuild import Forking
builder = Forking(["--version"])
builder.run()
os.kill(builder._process.pid, signal.SIGKILL)
builder.run()
builder.run()
builder.close()
"""
    done = subprocess.run([sys.executable, "-c", body], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("version") == 3


def test_a_port_in_use_is_a_clear_message(served: Served) -> None:
    port = served.address.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "playbook", "serve", "--port", port]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    # What takes long is told before it.
    assert any(line.startswith(f"127.0.0.1:{port}: cannot listen: ") for line in done.stderr.splitlines())
    assert "Traceback" not in done.stderr


def test_what_is_saved_while_the_site_is_built_is_not_missed(tmp_path: Path) -> None:
    file = tmp_path / "content/one.yml"
    file.parent.mkdir()
    file.write_text("1")
    watch = Watch([tmp_path / "content", tmp_path / "mkdocs.yml"])
    told = queue.Queue[float]()
    watch.changed = lambda: told.put(time.monotonic())
    file.write_text("changed before the watch is started")
    watch.start()
    try:
        told.get(timeout=PATIENCE)
        (tmp_path / "mkdocs.yml").write_text("a file that was not there")
        told.get(timeout=PATIENCE)
        file.unlink()
        told.get(timeout=PATIENCE)
        cache = file.parent / "__pycache__"
        cache.mkdir()
        (cache / "one.pyc").write_text("of a build")
        with pytest.raises(queue.Empty):
            told.get(timeout=5 * INTERVAL)
    finally:
        watch.stop()
        watch.join()
