"""A file's lines as text, a block at a time as it comes: no more of it is held than that."""

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain

from playbook.source.table_file import wide

MARK = "\ufeff"
"""Of byte order; it begins a line where files were put together."""


def line_blocks(source: Iterable[bytes], local: str | None = None) -> Iterator[list[str | None]]:
    """Yield lists of lines without their ends: of UTF-8, or UTF-16 as PowerShell writes files.

    `source` yields the bytes in pieces; what has ended in one is yielded before the next is asked for. A line in no
    such encoding is None. Where there is a `local` encoding, the first line that is not ASCII tells which of the two
    it is; what is wrong in a line then stands in it as a replacement sign.
    """
    pieces = iter(source)
    begin = b""
    while b"\n" not in begin and (piece := next(pieces, b"")):
        begin += piece
    encoding = wide(begin[: begin.find(b"\n") + 1] or begin)
    if encoding:
        yield from _wide(chain([begin], pieces), encoding)
        return
    reader, held = _Reader(local), b""
    for piece in chain([begin], pieces):
        ended, end, held = (held + piece).rpartition(b"\n")
        if end:
            yield reader.lines(ended)
    if held:
        yield reader.lines(held)


def _wide(pieces: Iterable[bytes], encoding: str) -> Iterator[list[str | None]]:
    # Its bytes are parted where one of them is that of a line's end, which may be half of any sign.
    decoder, held = codecs.getincrementaldecoder(encoding)("surrogatepass"), ""
    for piece in pieces:
        ended, end, held = (held + decoder.decode(piece)).rpartition("\n")
        if end:
            yield list(ended.split("\n"))
    yield [held]


class _Reader:
    """Reads lines in UTF-8 or a local encoding, whichever the first line is in that is not ASCII."""

    def __init__(self, local: str | None) -> None:
        self._local = local
        self._encoding = None if local else "utf-8"

    def lines(self, raw: bytes) -> list[str | None]:
        if self._encoding is None and not raw.isascii():
            self._encoding = self._found(raw)
        try:
            text = raw.decode(self._encoding or "ascii")
        except UnicodeDecodeError:
            return [self._line(line) for line in raw.split(b"\n")]
        lines = text.split("\n")
        return [line.removeprefix(MARK) for line in lines] if MARK in text else list(lines)

    def _found(self, raw: bytes) -> str | None:
        first = next(line for line in raw.split(b"\n") if not line.isascii())
        try:
            first.decode("utf-8")
        except UnicodeDecodeError:
            return self._local
        return "utf-8"

    def _line(self, raw: bytes) -> str | None:
        try:
            return raw.decode(self._encoding or "ascii", "replace" if self._local else "strict").removeprefix(MARK)
        except UnicodeDecodeError:
            return None
