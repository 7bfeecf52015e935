"""A message is one line that shows what stands there, whatever that is."""

import pytest

from playbook.errors import LONGEST, Problem


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("two\nlines\r\n and\u2028more", "two lines and more"),
        ("a\u202eb", r"a\u202eb"),
        ("a\x1b[31mb\x00", r"a\x1b[31mb\x00"),
        ("a\u200bb\ufeff", r"a\u200bb\ufeff"),
        ("a\tb", r"a\tb"),
        ("\ud800", r"\ud800"),
        ("《盒》“x” é 😀", "《盒》“x” é 😀"),
    ],
)
def test_a_message_is_one_line_in_which_every_sign_is_seen(message: str, shown: str) -> None:
    assert str(Problem("x.yml", 1, 2, message)) == f"x.yml:1:2: {shown}"
    assert "\n" not in str(Problem("a\nb.yml", 1, 2, ""))


def test_a_message_ends() -> None:
    assert len(str(Problem("x", 0, 0, "y" * 5000))) == LONGEST + len("x: ")
