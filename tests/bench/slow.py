"""A slower machine: the processes that run pages and workers are paused most of the time.

The browser's own throttling slows pages but not their workers. `python -m tests.bench.slow PID FACTOR` pauses the
renderers below the browser PID until it is told to end.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FACTOR = 4.2
RUN = 0.004  # seconds at a time; short enough for a pause not to be seen as one
LOOK = 0.2  # seconds between two looks for new processes


@contextmanager
def slowed(browser: int, factor: float = FACTOR) -> Iterator[None]:
    """Let the renderers of the browser with process id `browser` run `factor` times slower."""
    command = [sys.executable, "-m", "tests.bench.slow", str(browser), str(factor)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def renderers(browser: int) -> list[int]:
    """Return the processes below `browser` that run pages and workers."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])

    def below(pid: int) -> bool:
        return pid == browser or (pid in parents and below(parents[pid]))

    found = []
    for pid in parents:
        with suppress(OSError):
            if b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes() and below(pid):
                found.append(pid)
    return found


def _send(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def main() -> None:
    browser, factor = int(sys.argv[1]), float(sys.argv[2])
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    pids: list[int] = []
    looked = 0.0
    with suppress(KeyboardInterrupt):
        try:
            print("ready", flush=True)
            while True:
                paused = time.monotonic()
                _send(pids, signal.SIGSTOP)
                if paused - looked > LOOK:
                    pids, looked = renderers(browser), paused
                time.sleep(max(0.0, paused + RUN * (factor - 1) - time.monotonic()))
                _send(pids, signal.SIGCONT)
                time.sleep(RUN)
        finally:
            _send(pids, signal.SIGCONT)


if __name__ == "__main__":
    main()
