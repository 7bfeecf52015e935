"""Messages about any text are one line of signs that are seen, and places are counted as editors count them."""

from collections.abc import Callable
from unicodedata import category

import pytest
from hypothesis import strategies as st

from playbook.errors import LONGEST, Problem, Problems, expected
from playbook.source.document import Document, parse
from tests.support.fuzzing import parts, tried

STEERING = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
SIGNS = st.one_of(
    st.characters(),
    st.sampled_from(
        "\n\r\v\f\x85\u2028\u2029\u202a\u202e\u2066\u2069\u200b\u200f\ufeff\ud800\udc00\ue000\U000e0001\x1b\0"
    ),
)
ANY = st.text(SIGNS, max_size=40)
BREAKS = st.text(st.sampled_from(" a.\x85\u2028\u2029长\U0001f600\u202e"), max_size=6)
FORMS = ("{0}: 'x{1}'", '{0}: "x{1}"', "{0}: x{1}x # {2}", "{0}: |\n  x{1}\n  x{2}", "{0}: [x{1}x, 'y{2}']")
LINE_ENDS = ("\n", "\r\n", "\r")


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(10_000))
def test_a_message_is_one_line_of_signs_that_are_seen(part: int, figures: Callable[[str], None]) -> None:
    def check(given: tuple[str, str, list[str], int]) -> None:
        path, text, choices, times = given
        line = str(Problem(path, 1, 1, expected(text * times, repr(text), choices)))
        assert line.isprintable() or not [sign for sign in line if category(sign) in STEERING], ascii(line)
        assert len(line.splitlines()) == 1
        assert len(line.rpartition(":1:1: ")[2]) <= LONGEST
        line.encode()

    inputs = st.tuples(ANY, ANY, st.lists(ANY, max_size=20), st.sampled_from((1, 1, 50)))
    figures(f"messages, part {part}: {tried(check, inputs, part, usual=500)} texts, faults 0")


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A YAML text in all kinds of layout, with signs that end lines for some programs; and its keys, in their order."""
    names = [f"key{number}" for number in range(draw(st.integers(1, 6)))]
    lines = []
    for name in names:
        text, more = draw(BREAKS), draw(BREAKS)
        form = draw(
            st.sampled_from(
                ("{0}: 'x{1}'", '{0}: "x{1}"', "{0}: x{1}x # {2}", "{0}: |\n  x{1}\n  x{2}", "{0}: [x{1}x, 'y{2}']")
            )
        )
        lines += [f"# {more}"] * draw(st.integers(0, 1)) + form.format(name, text, more).split("\n")
    return draw(st.sampled_from(LINE_ENDS)).join(lines) + "\n", names


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(10_000))
def test_places_are_those_that_an_editor_shows(part: int, figures: Callable[[str], None]) -> None:
    read = 0

    def check(given: tuple[str, list[str]]) -> None:
        nonlocal read
        text, names = given
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        rows = plain.split("\n")
        try:
            document: Document = parse(plain, "file.yml")
        except Problems as error:
            for problem in error.problems:
                assert 1 <= problem.line <= len(rows)
                assert 1 <= problem.column <= len(rows[problem.line - 1]) + 1
            return
        read += 1
        assert list(document.data) == names
        for name in names:
            line, column = document.keys[(name,)]
            assert rows[line - 1][column - 1 :].startswith(f"{name}:")

    count = tried(check, documents(), part, usual=500)
    figures(f"places, part {part}: {count} texts, {read} of them read, faults 0")
    assert read > count / 2
