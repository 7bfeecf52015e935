"""Many calculations from the command line: a file of cases in, an answer for each of them out, in order.

No more is held of it than a block of the file, and what is the same for many cases.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import click

from calculators import InputError
from calculators.analysis.answers import answers
from calculators.analysis.one_by_one import Meant, OneByOne, as_json
from playbook.cli import csv_answers, progress
from playbook.cli.asked import heads
from playbook.cli.cases import Ask, CsvRows, JsonLines
from playbook.load import own_answers
from playbook.source import whole_file
from playbook.source.table_file import WORKBOOKS, local_encoding
from playbook.source.text_lines import line_blocks

KINDS = {".jsonl": False, ".ndjson": False, ".json": False, ".csv": True, ".tsv": True, ".txt": True}
"""Whether a file is CSV, by how its name ends."""
NOT_CSV = (b"{", b"[", b"")
"""How a file of JSON begins, or one of which nothing is there yet."""
PIECE = 1 << 18
NO_SIGNS = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


@dataclass(frozen=True)
class Way:
    """What is wanted of a calculator: answers with reasons or without, as CSV or as JSON Lines.

    The handbook's `language` says in what a spreadsheet saves a file that is not Unicode.
    """

    name: str
    rules: Mapping[str, Any]
    language: str = "zh"
    explain: bool = False
    as_csv: bool = False


class Own(OneByOne):
    """Answers of a handbook's own module."""

    calculate = staticmethod(own_answers.calculate)
    results = staticmethod(own_answers.calculate)


def run(file: BinaryIO, way: Way, out: Path | None) -> None:
    """Answer the cases of a file on standard output, or into the file `out`, which is then there as a whole.

    Raises Problems where that is the file itself.
    """
    name = getattr(file, "name", "")
    if out:
        whole_file.apart(out, name)
    heard = sys.stderr.isatty() and (out is not None or not sys.stdout.isatty())
    with progress.counted("answering", size(file), heard) as more, _writer(out) as write:
        for block in lines(pieces(file, more), way, name):
            if block:
                write("\n".join([*block, ""]))
                more(len(block), 0)


@contextmanager
def _writer(out: Path | None) -> Iterator[Callable[[str], Any]]:
    if out is None:
        yield partial(click.echo, nl=False)
        return
    with whole_file.begun(out) as begun, begun.open("w", encoding="utf-8", newline="\n") as file:
        yield file.write


def pieces(file: BinaryIO, more: Callable[[int, int], None]) -> Iterator[bytes]:
    """Yield what there is of a file as soon as there is any: whoever types gets answers at once."""
    read = getattr(file, "read1", file.read)
    while piece := read(PIECE):
        yield piece
        more(0, len(piece))


def size(file: BinaryIO) -> int:
    """Return how large a file is, 0 where only its end will tell."""
    try:
        return os.fstat(file.fileno()).st_size
    except (OSError, ValueError):
        return 0


def lines(source: Iterable[bytes], way: Way, file: str = "") -> Iterator[list[str]]:
    """Yield blocks of lines, a line for each case in the pieces of a file that `source` yields.

    JSON Lines, CSV or a workbook come in: as the name of the `file` says, or how it begins. A bad case gives an error
    with the number of its line, and the rest goes on; empty lines are passed over. Raises InputError for a heading that
    does not name inputs, or for a workbook that cannot be read.
    """
    if way.as_csv:
        yield [csv_answers.heading(way.rules, way.explain)]
    failed = partial(_failed, way)
    is_csv, blocks = line_blocks_of(source, way, file)
    if not is_csv:
        yield from map(JsonLines(way.rules, _ask(way, None), failed).answers, blocks)
        return
    first = next(blocks, [])
    rows = CsvRows(first, way.rules, partial(_ask, way), failed)
    yield from map(rows.answers, chain([first], blocks))
    yield rows.answers([], last=True)


def line_blocks_of(source: Iterable[bytes], way: Way, file: str) -> tuple[bool, Iterator[list[str | None]]]:
    """Return whether a file of cases is a table, else it is JSON Lines, and its lines, a block at a time.

    Of a table the first block has what its cells are parted by. Raises InputError for a workbook that cannot be read.
    """
    pieces = iter(source)
    begin = next(pieces, b"")
    whole = chain([begin], pieces)
    if begin.startswith(WORKBOOKS):
        return True, iter([_of_workbook(b"".join(whole), way, file)])
    if not _is_csv(begin, file):
        return False, line_blocks(whole)
    blocks = line_blocks(whole, local_encoding(way.language))
    first: list[str | None] = []
    while not any(first) and (
        block := next(blocks, [])
    ):  # what parts cells stands in the first line that says anything
        first += block
    return True, chain([first], blocks)


def _is_csv(begin: bytes, file: str) -> bool:
    return KINDS.get(Path(file).suffix.lower(), begin.lstrip(NO_SIGNS)[:1] not in NOT_CSV)


def _of_workbook(raw: bytes, way: Way, file: str) -> list[str | None]:
    from playbook.source import workbook_file  # it takes a tenth of a second, and few bring a workbook

    try:
        return list(workbook_file.text(raw, heads(way.rules["fields"])).split("\n"))
    except workbook_file.Unreadable:
        messages = way.rules["messages"]
        text = messages["unreadable_file"].format(value=file, reason=messages["no_workbook"])
        raise InputError("batch", text) from None


def _ask(way: Way, meant: Meant | None) -> Ask[str]:
    """Return what makes a line of a case's inputs."""
    names = csv_answers.columns(way.rules, way.explain)
    write = partial(csv_answers.line, names=names) if way.as_csv else as_json
    found = (Own if "module" in way.rules else answers)(way.name, way.rules, write, meant)
    if not way.explain:
        return found.brief
    return (lambda inputs: write(json.loads(found.explained(inputs)))) if way.as_csv else found.explained


def _failed(way: Way, number: int, error: Mapping[str, Any]) -> str:
    if way.as_csv:
        return csv_answers.failure(number, error, csv_answers.columns(way.rules, way.explain))
    return as_json({"error": {"line": number, **error}})
