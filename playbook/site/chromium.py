"""A Chromium that is already on this machine, for printing: nothing is installed for it, and a site builds without."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

from playbook.source import shipped

LIMIT = 60.0
"""Seconds within which a document must have been printed; it takes two."""

FINDER = "tools/find-browser"
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
    """Return the path of a Chromium or Chrome that starts: the one that CHROMIUM names, else by the usual names."""
    command = ["sh", str(shipped.path(FINDER))]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout.strip() or None


def pdf(chromium: str, document: str, limit: float = LIMIT) -> bytes:
    """Return an HTML document as Chromium prints it to PDF. Raises NotPrinted, after `limit` seconds at the latest."""
    with tempfile.TemporaryDirectory(prefix="playbook-print-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "sheets.html").write_text(document, encoding="utf-8")
        made = folder / "sheets.pdf"
        command = [chromium, *ARGUMENTS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]
        if os.geteuid() == 0:
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
                os.killpg(process.pid, signal.SIGKILL)
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"exit status {process.returncode}"
