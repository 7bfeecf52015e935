"""YAML to plain data with places: 1.2's scalars, round trips, and Problems whatever the file holds."""

import json
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook.errors import Problems
from playbook.source import yaml12
from playbook.source.document import Document, parse, read
from tests.support.browser import ROOT
from tests.support.handbooks import CONTENT, SETTINGS

SCALARS: dict[str, Any] = {
    "yes": "yes", "no": "no", "on": "on", "off": "off", "y": "y", "true": True, "False": False, "TRUE": True,
    "tRue": "tRue", "null": None, "~": None, "": None, "Null": None, "none": "none", "1:30": "1:30", "09:00": "09:00",
    "2024-01-31": "2024-01-31", "12": 12, "-7": -7, "+7": 7, "012": 12, "0o17": 15, "0x1F": 31, "0b1": "0b1",
    "1_000": "1_000", "1,000": "1,000", "1.5": 1.5, ".5": 0.5, "5.": 5.0, "1e5": 1e5, "1E-2": 0.01, "1e400": math.inf,
    ".inf": math.inf, "-.INF": -math.inf, "nan": "nan", "=": "=", "<<": "<<", "5%": "5%", "１５": "１５",
    "'12'": "12", '"no"': "no",
}  # fmt: skip


@pytest.mark.parametrize("text", SCALARS)
def test_scalars_are_those_of_yaml_1_2(text: str) -> None:
    value = parse(f"key: {text}\n", "f.yml").data["key"]
    assert (value, type(value)) == (SCALARS[text], type(SCALARS[text]))


def test_signs_written_as_escapes_are_read() -> None:
    data = parse(r'a: "\t\n\r\N\L\uFFFD\uD83D\uDE00\U0001FFFE"', "f.yml").data
    assert data["a"] == "\t\n\r\x85\u2028\ufffd\U0001f600\U0001fffe"


def test_not_a_number_is_read_as_such() -> None:
    assert math.isnan(parse("key: .nan", "f.yml").data["key"])


SEEN = st.characters(
    codec="utf-8", exclude_categories=["Cc"], include_characters="\t\n\r\x85", exclude_characters="\ufffe\uffff"
)
TEXT = st.text(alphabet=SEEN, max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)
NAMES = st.from_regex(r"[a-z][a-z_]{0,5}", fullmatch=True).filter(lambda name: name not in ("null", "true", "false"))
TREES = st.recursive(
    TEXT | st.integers(-9, 9),
    lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=3) | st.lists(inner, min_size=1, max_size=3),
    max_leaves=12,
)


def frozen(value: Any) -> Any:
    """The value with its lists made tuples, as a document holds them."""
    if isinstance(value, dict):
        return {key: frozen(inner) for key, inner in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, list) else value


@given(VALUES)
def test_json_is_read_as_it_is(value: Any) -> None:
    # Python's 1e+16 and 1e-07 are numbers of YAML 1.2 too.
    assert parse(json.dumps(value), "f.yml").data == frozen(value)


def block(value: Any, indent: int = 0) -> str:
    """The value as indented YAML, texts in double quotes."""
    if not isinstance(value, dict | list):
        return f" {json.dumps(value)}\n"
    heads = (f"{key}:" for key in value) if isinstance(value, dict) else ("-" for _ in value)
    inner = value.values() if isinstance(value, dict) else value
    pairs = zip(heads, inner, strict=True)
    return "\n" + "".join(" " * indent + head + block(item, indent + 2) for head, item in pairs)


@given(TREES)
def test_every_place_is_where_its_key_or_value_stands(value: Any) -> None:
    text = block(value)
    document = parse(text, "f.yml")
    assert document.data == frozen(value)
    lines = text.split("\n")
    for location, (line, column) in document.keys.items():
        assert lines[line - 1][column - 1 :].startswith(f"{location[-1]}:")
    for location, (line, column) in document.values.items():
        found = document.data
        for part in location:
            found = found[part]
        if isinstance(found, str | int):
            assert lines[line - 1][column - 1 :] == json.dumps(found)


def only_problems(text: str) -> Document | None:
    """Parse, and hold every problem to a place in the text."""
    try:
        return parse(text, "f.yml")
    except Problems as error:
        assert error.problems
        for problem in error.problems:
            assert 1 <= problem.line <= text.count("\n") + text.count("\r") + len(text) + 1
            assert 1 <= problem.column <= len(text) + 1
            assert "\n" not in problem.message
            str(problem).encode()
        return None


SIGNS = st.text(alphabet="ab:-?[]{},#&*!|>'\"%@`\\ \n\t\r0x~<=.\ufeff\x85\u2028é中\x00\x7f", max_size=40)
LINES = st.lists(
    st.sampled_from(
        ["a: 1", "b:", "  c: [1, 2", "  - d", "- e: {f: 1}", "  g: |", "    text", "---", "...", "%YAML 1.2", "? h",
         ": i", '"\\U11000000"', '"\\ud800"', "!!int x", "!!binary YQ==", "&a", "*a", "<<: *a", "'", "\t", "# c"]
    ),
    max_size=8,
).map("\n".join)  # fmt: skip


@given(st.one_of(SIGNS, LINES, st.text(alphabet=st.characters(), max_size=30)))
@example('a: "\\U11000000"')
@example("%YAML 1." + "1" * 5000 + "\n---\n")
@example("[" * 5000)
@example("- " * 5000)
@example("a: !!int x")
@example("a: !!timestamp 2024-99-99")
@example("? {a: 1}\n: b")
@example("? [a, b]\n: c\n")
@example("1" * 5000 + ": a")
@example("a: " + "1" * 5000)
def test_any_text_is_a_document_or_problems(text: str) -> None:
    document = only_problems(text)
    if document:
        json.dumps(document.data, ensure_ascii=False).encode()


@given(st.one_of(st.binary(max_size=40), SIGNS.map(str.encode), SIGNS.map(lambda text: text.encode("utf-16"))))
@example("a: 缺货".encode("gbk"))
@example(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
def test_any_bytes_are_a_document_or_problems(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yml"
    path.write_bytes(raw)
    try:
        read(path, "any.yml")
    except Problems as error:
        assert all(problem.path == "any.yml" for problem in error.problems)


def test_a_byte_order_mark_and_windows_line_ends_are_taken(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: [x,\r\n  y]\r\n")
    document = read(tmp_path / "f.yml")
    assert document.data == {"a": 1, "b": ("x", "y")}
    assert document.values[("b", 1)] == (3, 3)


SAID = {
    "a:\n\tb: 1\n": (2, 1, "expected spaces, got a tab"),
    "a: 1\na: 2\na: 3\n": (2, 1, "the key 'a' stands here a second time (first on line 1)"),
    "a: *b": (1, 4, "expected the value itself, got *b, an alias; text that begins with * goes in quotes"),
    "a: &b 1": (1, 4, "expected the value itself, got &b, an anchor; text that begins with & goes in quotes"),
    "a: !b 1": (1, 4, "expected the value itself, got the tag !b; text that begins with ! goes in quotes"),
    "a: 1\n---\nb: 2\n": (2, 1, "expected one document in a file, got a second one after ---"),
    "a: {{b}}": (1, 5, "expected a name or a whole number as key, got brackets; text with {{ goes in quotes"),
    "a: 'b\nc: d\n": (1, 4, "expected a closing quote, got the end of the file"),
    "a: [1, 2\nb: 3\n": (2, 2, "expected a comma, or the end of the bracket opened at line 1, column 4"),
    "a:\nb\nc：d\n": (2, 1, "expected `key: value`, got a line without `: `"),
    "a: x\x01": (1, 5, "expected signs that every file can hold, got the character U+0001"),
    'a:\n  - "b\\u0007"': (2, 5, "expected signs that every file can hold, got the character U+0007"),
    'a: "\\0"': (1, 4, "expected signs that every file can hold, got the character U+0000"),
    'a: "\\e[31m"': (1, 4, "expected signs that every file can hold, got the character U+001B"),
    'a: "\\x9f"': (1, 4, "expected signs that every file can hold, got the character U+009F"),
    'a: "\\uFFFE"': (1, 4, "expected signs that every file can hold, got the character U+FFFE"),
    '"\\uFFFF": a': (1, 1, "expected signs that every file can hold, got the character U+FFFF"),
    'a: "\\ud800"': (1, 4, "expected whole characters, got half of a character pair"),
    "1.5: a": (1, 1, "expected a name or a whole number as key, got '1.5'"),
    "# nothing": (1, 1, "expected content, got an empty file"),
    "a: @b": (1, 4, "expected quotes around text that begins with a sign, got none"),
    "a: **b**": (1, 4, "expected quotes around text that begins with a sign, got none"),
    "a: & b": (1, 4, "expected quotes around text that begins with a sign, got none"),
    "a: !b!c": (1, 4, "expected quotes around text that begins with a sign, got none"),
    "a: ? b": (1, 4, "expected quotes around text that begins with a sign, got none"),
    "a: [1,, 2]": (1, 7, "expected a value, got ','"),
    "a: [1,\n": (2, 1, "expected a value, and the end of its bracket, got the end of the file"),
    "a: > b": (1, 4, "expected the text on the lines below | or >, got more beside the sign"),
    'a: "b\n---\nc"': (1, 4, "expected a closing quote, got ---"),
    'a: "\\u12"': (1, 7, "expected a backslash pair YAML knows, or single quotes, got another"),
    "a: 1\n...\nb: 2": (3, 1, "expected one document in a file, got a line that begins with % or ..."),
}


@pytest.mark.parametrize("text", SAID)
def test_what_a_fault_in_the_form_says(text: str) -> None:
    with pytest.raises(Problems) as raised:
        parse(text, "f.yml")
    first = raised.value.problems[0]
    assert (first.line, first.column, first.message) == SAID[text]


@given(st.text(alphabet="ab01 \n\t:[]{},\"'|>%*&!?-#\\`@~<.u", max_size=30))
@settings(max_examples=1500)
def test_no_fault_in_the_form_is_told_in_the_words_of_the_reader_of_yaml(text: str) -> None:
    try:
        parse(text, "f.yml")
    except Problems as raised:
        for problem in raised.problems:
            assert not re.search(r"but (found|got)|could not|while |allowed here|<[a-z]|scalar", problem.message)


def test_every_duplicate_is_reported() -> None:
    with pytest.raises(Problems) as raised:
        parse("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n", "f.yml")
    assert [(problem.line, problem.column) for problem in raised.value.problems] == [(2, 1), (3, 11), (4, 1)]


def tree(node: Any) -> Any:
    """A node as plain data: its tag, where it begins and what it holds."""
    if isinstance(node, list | tuple):
        return [tree(inner) for inner in node]
    if not isinstance(node, yaml.Node):
        return node
    return node.tag, node.start_mark.line, node.start_mark.column, tree(node.value)


@given(
    st.one_of(SIGNS, LINES, VALUES.map(json.dumps), TREES.map(block), st.text(alphabet=st.characters(), max_size=30))
)
@example("a: |\n  b\n   c\n\nd: >-\n  e\n  f\ng: 'h\n  i'\n")
def test_the_fast_parser_reads_what_the_other_reads(text: str) -> None:
    if yaml12.UNUSUAL.search(text):
        return
    try:
        fast = tree(yaml12.FastLoader(text).get_single_node())
    except yaml.YAMLError:
        return  # what the fast one refuses the other reads
    assert fast == tree(yaml12.Loader(text).get_single_node())


FLOW = "- {type: note, text: Is it?, strong: true}\n- [why?, 'a', is it so? or not, b?c]\n- {a?: b}\n"
SAVED = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old": lambda text: text.replace("\n", "\r"),
    "a sign beyond U+FFFF": lambda text: f"# \U0001f35e\n{text}",
    "a mark of byte order": lambda text: f"\ufeff{text}",
    "a tab": lambda text: f"# a\tb\n{text}",
    "line ends of YAML 1.1": lambda text: f"# a\u2028b\u2029c\x85d\n{text}",
}  # fmt: skip


def files() -> Iterator[Path]:
    """The YAML files of what comes with the package: the default handbook's, the starters', the bakery's."""
    for folder in (CONTENT, SETTINGS, "playbook/starters", "playbook/defaults", "tests/bakery"):
        yield from sorted((ROOT / folder).rglob("*.yml"))


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_a_file_reads_the_same_however_it_is_saved(saved: Callable[[str], str], tmp_path: Path) -> None:
    texts = [FLOW, *(path.read_text(encoding="utf-8") for path in files())]
    assert len(texts) > 100
    for text in texts:
        (tmp_path / "f.yml").write_bytes(saved(text).encode())
        assert read(tmp_path / "f.yml").data == parse(text, "f.yml").data


def test_a_question_mark_ends_no_words_between_brackets() -> None:
    note, words, key = parse(FLOW + "- # nothing makes the slow parser read it\n", "f.yml").data[:3]
    assert note == {"type": "note", "text": "Is it?", "strong": True}
    assert words == ("why?", "a", "is it so? or not", "b?c")
    assert key == {"a?": "b"}


@given(st.text(alphabet="a\x85\u2028\u2029\ue000", max_size=8))
def test_line_ends_of_yaml_1_1_are_signs_as_any_other(words: str) -> None:
    for text in (f"- [b{words}c, d]", f"- - 'b{words}c'\n  - d"):
        document = parse(text, "f.yml")
        assert document.data == ((f"b{words}c", "d"),)
        assert {line for line, _ in document.values.values()} <= {1, 2}
