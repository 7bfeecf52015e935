"""What a page weighs without a browser: itself, and the files that its markup has every browser fetch at once."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

LINKS = {"stylesheet", "icon"}
HEADERS = 215
"""Bytes of the answer's headers, of each file."""


class _Fetched(HTMLParser):
    """Collects the addresses that are fetched with a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") in LINKS:
            self.addresses.add(given["href"])
        elif tag == "img" or (tag == "script" and given.get("type") != "text/plain"):
            self.addresses.add(given.get("src", ""))


def weight(site: Path, page: str) -> int:
    """Return the bytes of a page (`sop/`) and of what it has fetched, headers too."""
    files = {site / page / "index.html", *_fetched(site / page)}
    return sum(file.stat().st_size + HEADERS for file in files)


def _fetched(folder: Path) -> Iterator[Path]:
    text = (folder / "index.html").read_text(encoding="utf-8")
    for address in _Fetched(text).addresses:
        if address and not address.startswith("data:"):
            yield (folder / address).resolve()
