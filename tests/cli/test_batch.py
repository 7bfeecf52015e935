"""JSON Lines in, JSON Lines out: one answer for each line, in order, as soon as it is there."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from playbook.cli import batch
from tests.support.browser import ROOT
from tests.support.handbooks import rules

FIELD_OF: dict[bytes, Any] = {
    b"not json": None,
    b"logistics,overtime": None,
    b"[1, 2]": None,
    b"5": None,
    b"null": None,
    b'{"logistics": 1': None,
    b'{"logistics": 1} {"logistics": 2}': None,
    b'{"logistics": \xff}': None,
    b"[" * 100_000: None,
    b'{"logistics": ' + b"9" * 5000 + b"}": "logistics",
    b'{"logistics": 1, "logistics": 2}': "logistics",
    b'{"logistics": NaN}': "logistics",
    b'{"logistics": -Infinity}': "logistics",
    b'{"logistics": 1e400}': "logistics",
    b'{"logistics": 1e99999999999999999999}': "logistics",
    b'{"logistics": -0.5}': "logistics",
    b'{"logistics": true}': "logistics",
    b'{"logistics": {"a": 1}}': "logistics",
    b'{"logistics": "\\ud800"}': "logistics",
    b'{"cost": 1}': "cost",
    b'{"": 1}': "",
}


def way(name: str = "roi", **options: bool) -> batch.Way:
    return batch.Way(name, rules()[name], **options)


def answers(*lines: bytes, name: str = "roi") -> list[Any]:
    """What is answered to a file of these lines, each with its end."""
    source = [line if line.endswith(b"\n") else line + b"\n" for line in lines]
    return [json.loads(line) for block in batch.lines(source, way(name)) for line in block]


@pytest.mark.parametrize("line", FIELD_OF, ids=lambda line: line[:40].decode("ascii", "replace") or "empty")
def test_a_bad_line_says_what_is_wrong_and_the_rest_goes_on(line: bytes) -> None:
    first, bad, last = answers(b'{"logistics": 1}', line, b'{"logistics": 3}')
    assert (first["cost"], last["cost"]) == (1, 3)
    assert set(bad) == {"error"}
    assert bad["error"]["field"] == FIELD_OF[line]
    assert bad["error"]["message"]


@pytest.mark.parametrize(
    "line",
    [
        b'{"logistics": 2}',
        b'{"logistics": "2"}\r\n',
        b'\xef\xbb\xbf{"logistics": 2.0}',
        b' {"logistics": "\xef\xbc\x92"} ',
    ],
)
def test_a_line_is_read_however_it_is_typed(line: bytes) -> None:
    assert answers(line)[0]["cost"] == 2


TYPED = ['{"logistics": 1}', "", '{"logistics": "ĊＡ"}', "  ", '{"logistics": 2}', ""]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_is_read_as_programs_write_it_and_empty_lines_are_passed_over(encoding: str, end: str) -> None:
    """With signs of whose two bytes one is that of a line's end."""
    raw = end.join(TYPED).encode(encoding)
    pieces = [raw[at : at + 7] for at in range(0, len(raw), 7)]  # which end anywhere in a sign
    first, bad, last = (json.loads(line) for block in batch.lines(pieces, way()) for line in block)
    assert (first["cost"], last["cost"]) == (1, 2)
    assert bad["error"]["line"] == 3
    assert "“ĊA”" in bad["error"]["message"]


@pytest.mark.parametrize("given", ["true", "false", '["a", null]', '{"a": []}'])
def test_what_is_no_number_is_shown_as_it_was_given(given: str) -> None:
    (bad,) = answers(b'{"logistics": %s}' % given.encode())
    assert f"“{given}”" in bad["error"]["message"]


def test_no_digit_of_a_number_is_lost() -> None:
    lines = [b'{"ltv": 100000.00000000000000000}', b'{"ltv": 100000.00000000000000001}']
    assert [answer["level"] for answer in answers(*lines, name="response-level")] == [3, 1]


def test_an_answer_comes_before_the_next_line_is_read() -> None:
    def typed() -> Iterator[bytes]:
        yield b'{"logistics": 1}\n'
        raise AssertionError("the second line was read too early")

    assert json.loads(next(batch.lines(typed(), way()))[0])["cost"] == 1


def test_answers_stream_through_the_command() -> None:
    command = [sys.executable, "-m", "playbook", "calc", "roi", "--batch", "-"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2, 3):
            process.stdin.write(b'{"logistics": %d}\n' % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["cost"] == number
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == 0
