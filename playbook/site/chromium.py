"""A Chromium that is already on this machine, for printing: nothing is installed for it, and a site builds without."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LIMIT = 60.0
"""Seconds within which a document must have been printed; it takes two."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS = ("Chromium/Application/chrome.exe", "Google/Chrome/Application/chrome.exe")
EDGE = "Microsoft/Edge/Application/msedge.exe"  # comes with Windows, and is a Chromium
ARGUMENTS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",  # containers have little of it
    "--host-resolver-rules=MAP * ~NOTFOUND",  # what is printed needs no other host, and gets none
    "--no-first-run",
    "--no-pdf-header-footer",
)


class NotPrinted(Exception):
    """A Chromium that did not print; the message says why."""


def find() -> str | None:
    """Return the path of a Chromium, Chrome or Edge that starts: the one that CHROMIUM names, else of a usual name."""
    if named := os.environ.get("CHROMIUM"):
        # One that does not run is not replaced by another: that would be a surprise.
        return next(filter(_starts, _on_path(named)), None)
    return next(filter(_starts, _usual()), None)


def _usual() -> Iterator[str]:
    for name in NAMES:
        yield from _on_path(name)
    if sys.platform == "darwin":
        yield from (f"/Applications/{name}.app/Contents/MacOS/{name}" for name in APPLICATIONS)
    if sys.platform == "win32":
        roots = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")]
        yield from (str(Path(root, path)) for path in (*WINDOWS, EDGE) for root in roots if root)


def _on_path(name: str) -> Iterator[str]:
    if found := shutil.which(name):
        yield found


def _starts(path: str) -> bool:
    """Tell whether it runs: Ubuntu's `chromium-browser` may be a script that only tells of a snap."""
    if sys.platform == "win32":  # there it would open a window instead of telling its version
        return Path(path).is_file()
    try:
        told = subprocess.run(
            [path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT, check=False
        )
        return told.returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def pdf(chromium: str, document: str, limit: float = LIMIT) -> bytes:
    """Return an HTML document as Chromium prints it to PDF. Raises NotPrinted, after `limit` seconds at the latest."""
    with tempfile.TemporaryDirectory(prefix="playbook-print-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "sheets.html").write_text(document, encoding="utf-8")
        made = folder / "sheets.pdf"
        command = [chromium, *ARGUMENTS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium's sandbox refuses root; the document is the handbook's own
        said = _run([*command, (folder / "sheets.html").as_uri()], limit)
        if not made.is_file():
            raise NotPrinted(f"{chromium} wrote no PDF: {said}")
        return made.read_bytes()


def _run(command: list[str], limit: float) -> str:
    """Run a command with all its children, end them when the time is over, and return the last line it said."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        raise NotPrinted(f"{command[0]} does not start: {error.strerror}") from None
    with process:
        try:
            _, said = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            raise NotPrinted(f"{command[0]} has not printed within {limit:g} seconds") from None
        finally:
            if process.poll() is None:  # out of time, or interrupted
                _end(process)
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"exit status {process.returncode}"


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":  # its children end with it
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":  # for the set-up of tests
    found = find()
    print(found or "", end="\n" if found else "")
    sys.exit(not found)
