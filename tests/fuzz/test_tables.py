"""Tables as text are read alike by the page's script and by Python, and what is in them is a row or a fault by row."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import strategies as st

from calculators import InputError
from calculators.tables import Unclosed, records
from playbook.load import own_answers
from playbook.source.table_file import decoded
from tests.support import handbooks
from tests.support.browser import ROOT, SOURCES
from tests.support.fuzzing import parts, tried
from tests.support.node import answering

BEGINNINGS = (
    "", "", "", "\ufeff", "sep=;\n", '"sep=,"\r\n', "\ufeffSEP=|\n", "sep=;;\n", "\n\n", "sep=a\n", "sep=\n", " ",
)  # fmt: skip
PIECES = (
    '"', '"', '""', ",", ",", ";", "\t", "，", "；", "|", "\n", "\n", "\r", "\r\n", "a", "b c", " ", "1,200", "'",
    "=x", "x\n", '"a"', '"a,b"', '"a\nb"', "\0", "\x85", "\u2028", "\u2029", "\ufeff", "\U0001f600", "\u200b",
    "sep=", "\v", "\f", "\x1c", "\u3000", "\xa0",
)  # fmt: skip
CELLS = (
    "", "2026-06-15", "2026/6/15", "6月15日", "780", "780.00", "¥1,200.00", "0.15 万元", "５小时３０分", "1天2小时",
    "1.38E+10", "-5", "=1+1", "是", "否", "true", "a" * 300, "1,780", "0,125", "NaN", "Infinity", "1e999", '"', "'",
    "\u202e1", "2026-13-45", "不知道",
)  # fmt: skip
FILES = [decoded(path.read_bytes(), "zh") for path in sorted((ROOT / "tests/ledger/files").glob("*.csv"))]
SCRIPT = """
(text) => {
  const { lines, unclosed } = read(text);
  const trimmed = lines.map((line) => line.map((cell) => cell.trim()));
  return unclosed ?? trimmed.map((line) => (line.some((cell) => cell) ? line : []));
}
"""

texts = st.builds(
    lambda beginning, pieces: beginning + "".join(pieces),
    st.sampled_from(BEGINNINGS),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30),
)


@pytest.fixture(scope="module")
def read_in_a_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Any]]:
    module = (SOURCES / "shared/table-text.js").as_uri()
    with answering(f'import {{ read }} from "{module}";', SCRIPT, tmp_path_factory.mktemp("node")) as ask:
        yield ask


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(10_000))
def test_python_and_the_page_read_any_text_alike(
    part: int, read_in_a_page: Callable[[str], Any], figures: Callable[[str], None]
) -> None:
    def check(text: str) -> None:
        try:
            found: Any = records(text)
        except Unclosed as error:
            found = error.row
        assert read_in_a_page(text) == found

    figures(f"tables, read alike, part {part}: {tried(check, texts, part, 1_500, FILES)} texts, faults 0")


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(10_000))
def test_a_table_is_rows_or_faults_each_with_its_row(part: int, figures: Callable[[str], None]) -> None:
    rules = handbooks.rules()["monthly-review"]
    (table,) = (field for field in rules["fields"] if field["type"] == "table")
    columns = [column["label"] for column in table["columns"]]
    width = len(columns)
    cells = st.one_of(st.sampled_from(CELLS), st.text(st.characters(exclude_characters='\n\r"'), max_size=5))
    rows = st.lists(st.lists(cells, min_size=1, max_size=width + 1), max_size=6)

    def check(given: tuple[list[list[str]], str]) -> None:
        lines, separator = given
        text = "\n".join(separator.join(line) for line in (columns, *lines))
        try:
            own_answers.calculate("monthly-review", {"month": "2026-06", table["id"]: text}, rules)
        except InputError as error:
            assert error.field in {field["id"] for field in rules["fields"]}
            assert error.message
            for fault in error.rows or ():
                assert 1 <= fault["row"] <= text.count("\n") + 1
                assert fault["column"] is None or fault["column"] in {column["id"] for column in table["columns"]}

    inputs = st.tuples(rows, st.sampled_from(",;\t，"))
    figures(f"tables, cells, part {part}: {tried(check, inputs, part, usual=400)} tables, faults 0")
