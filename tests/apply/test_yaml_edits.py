"""Numbers changed, entries left out and moved in YAML, however it is written; what is not safe is refused."""

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.source.document import parse
from playbook.source.yaml_edits import Unsafe, with_entries, with_number

BLOCK = """\
forms:
  - id: one
    rules: # what holds
      # about a
      - id: a # the first
        label: >-
          folded
          # no comment

        when: {x: 1}
        # within a

      # about b

      # right above b
      - {id: b,
         label: "two
           lines"}
        # further in: of b
      -
        id: c
      # below all
    otherwise: 3
"""
FLOW = 'forms:\n  - {id: one, rules: [ {id: a}, {id: "b, c"} ,{id: c} ], otherwise: 3}\n'
ALONE = """\
forms:
  - rules: [
      {id: a}, # the first
      # about b
      {id: b,
       label: two},
      {id: c} # the last
    ]
"""
RULES = ("forms", 0, "rules")
CASES: dict[str, tuple[str, list[int], set[int], str]] = {
    "block, off": (
        BLOCK,
        [0, 1, 2],
        {0, 2},
        """\
forms:
  - id: one
    rules: # what holds
      # about a
      # - id: a # the first
      #   label: >-
      #     folded
      #     # no comment

      #   when: {x: 1}
        # within a

      # about b

      # right above b
      - {id: b,
         label: "two
           lines"}
        # further in: of b
      # -
      #   id: c
      # below all
    otherwise: 3
""",
    ),
    "block, moved": (
        BLOCK,
        [2, 1, 0],
        set(),
        """\
forms:
  - id: one
    rules: # what holds
      -
        id: c

      # about b

      # right above b
      - {id: b,
         label: "two
           lines"}
        # further in: of b
      # about a
      - id: a # the first
        label: >-
          folded
          # no comment

        when: {x: 1}
        # within a
      # below all
    otherwise: 3
""",
    ),
    "in one line, off": (FLOW, [0, 1, 2], {1}, FLOW.replace(' {id: "b, c"} ,', " ")),
    "in one line, the last off": (FLOW, [0, 1, 2], {2}, FLOW.replace(" ,{id: c}", "")),
    "in one line, moved": (
        FLOW,
        [1, 2, 0],
        set(),
        FLOW.replace('{id: a}, {id: "b, c"} ,{id: c}', '{id: "b, c"}, {id: c} ,{id: a}'),
    ),
    "alone between brackets, off": (
        ALONE,
        [0, 1, 2],
        {1, 2},
        """\
forms:
  - rules: [
      {id: a}, # the first
      # about b
      # {id: b,
      #  label: two},
      # {id: c} # the last
    ]
""",
    ),
    "alone between brackets, moved": (
        ALONE,
        [2, 1, 0],
        set(),
        """\
forms:
  - rules: [
      {id: c}, # the last
      # about b
      {id: b,
       label: two},
      {id: a}, # the first
    ]
""",
    ),
}
LINE_ENDS = {"\n": "\n", "\r\n": "\r\n", "\r": "\r"}


@pytest.mark.parametrize("end", LINE_ENDS, ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("name", CASES)
def test_entries_are_left_out_and_moved(name: str, end: str) -> None:
    before, order, off, after = CASES[name]
    assert with_entries(before.replace("\n", end), RULES, order, off) == after.replace("\n", end)
    entries = parse(before, "x").data["forms"][0]["rules"]
    assert parse(after, "x").data["forms"][0]["rules"] == tuple(entries[n] for n in order if n not in off)


def test_a_file_whose_last_line_has_no_end_keeps_it_so() -> None:
    assert with_entries("- a: 1\n- b: 2", (), [1, 0], set()) == "- b: 2\n- a: 1"
    assert with_entries("- a: 1\n- b: 2", (), [0, 1], {1}) == "- a: 1\n# - b: 2"


@pytest.mark.parametrize(
    ("text", "order", "off", "place"),
    [
        ("x: [{a: 1}, # why\n {b: 2}]", [1, 0], set(), "1:11"),
        ("x: [{a: 1}, {b: 2,\n c: 3}]", [0, 1], {1}, "1:13"),
        ("x:\n  - - a\n    - b\n", [1, 0], set(), "2:7"),
    ],
)
def test_what_is_not_safe_is_refused_at_its_place(text: str, order: list[int], off: set[int], place: str) -> None:
    at: Any = ("x", 0) if "- -" in text else ("x",)
    with pytest.raises(Unsafe) as caught:
        with_entries(text, at, order, off)
    assert f"{caught.value.line}:{caught.value.column}" == place


NUMBERS = {
    "x: 100000 # why\n": ("x: 80000 # why\n", 80000),
    'x: {"n": 1.50, y: 2}\n': ('x: {"n": 1.75, y: 2}\n', 1.75),
    "x: 1e3\n": ("x: 0.0000001\n", 1e-7),
    "\tx: -5\n".replace("\t", ""): ("x: 5\n", 5),
    "é: 1\nx:   72\n": ("é: 1\nx:   96\n", 96),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_written_where_the_old_one_stood(text: str) -> None:
    after, number = NUMBERS[text]
    assert with_number(text, ("x", "n") if '"n"' in text else ("x",), number) == after


@pytest.mark.parametrize("value", ['"5"', "5 apples", "[5]", "", "five"])
def test_what_is_no_plain_number_is_refused(value: str) -> None:
    with pytest.raises(Unsafe) as caught:
        with_number(f"x: {value}\n", ("x",), 7)
    assert caught.value.line == 1


SCALARS = st.sampled_from(
    [
        "plain",
        '"in quotes, # so"',
        "'it''s'",
        "1.5",
        "{k: v, l: [1, 2]}",
        "[a, b]",
        "客户",
        "|\n  two\n\n  lines\n",
        ">-\n  folded\n  text\n",
    ]
)
COMMENTS = st.sampled_from(["", " # why", "  # {not: it}"])
BETWEEN = st.lists(st.sampled_from(["", "# a word", "    # further in"]), max_size=3)
ENTRIES = st.lists(
    st.tuples(BETWEEN, SCALARS, COMMENTS, st.sampled_from(["- ", "-   ", "- k: "])), min_size=2, max_size=6
)


def block(entries: list[Any], indent: str) -> str:
    made = []
    for between, scalar, comment, dash in entries:
        made += [indent + line if line else "" for line in between]
        first, *rest = scalar.split("\n")
        made.append(f"{indent}{dash}{first}{comment}")
        made += [f"{indent}    {line}".rstrip() for line in rest]
    return "\n".join(made)


@given(ENTRIES, st.sampled_from(["", "  ", "    "]), st.sampled_from(["\n", "\r\n"]), st.randoms(use_true_random=False))
def test_lists_of_any_style_say_what_is_meant_and_nothing_else(
    entries: Any, indent: str, end: str, chance: Any
) -> None:
    text = f"before: [1]\nx:\n{block(entries, indent)}\nafter: 'z'\n".replace("\n", end)
    listed = parse(text.replace("\r\n", "\n"), "x").data["x"]
    order = list(range(len(listed)))
    chance.shuffle(order)
    off = set(chance.sample(order, chance.randrange(len(order))))
    made = with_entries(text, ("x",), order, off)
    data = parse(made.replace("\r\n", "\n"), "x").data
    assert data == {"before": (1,), "x": tuple(listed[n] for n in order if n not in off), "after": "z"}
    # Lines became comments, and nothing else came or went.
    were, are = Counter(text.split(end)), Counter(made.split(end))
    uncommented = Counter(re.sub(r"^( *)# ", r"\1", line) for line in (are - were).elements())
    assert uncommented == were - are
    if not off:
        assert sorted(made.split(end)) == sorted(text.split(end))
    assert with_entries(text, ("x",), list(range(len(listed))), set()) == text
