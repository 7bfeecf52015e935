"""Tables as people paste and save them, and what is said of each wrong cell."""

from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import calculators
from calculators import InputError, tables
from calculators.dates import in_month, read_date, read_month
from calculators.inputs import parse
from playbook.cli.main import main
from playbook.source.table_file import decoded
from tests.support.browser import ROOT
from tests.support.handbooks import rules


def uses(given: Any) -> tuple[dict[str, Any], ...]:
    rows: tuple[dict[str, Any], ...] = parse({"uses": given}, rules()["quota"])["uses"]
    return rows


def faults(given: Any) -> list[tuple[int, str | None]]:
    with pytest.raises(InputError) as raised:
        uses(given)
    assert raised.value.field == "uses" and raised.value.message
    return [(fault["row"], fault["column"]) for fault in raised.value.rows]


@pytest.mark.parametrize(
    ("cell", "cost"),
    [("780", 780), ("780 元", 780), ("1,780元", 1780), ("2 万元", 20000), ("1.5万元", 15000), ("７８０", 780)],
)
def test_an_amount_with_its_unit(cell: str, cost: int) -> None:
    [row] = uses(f'配件,金额\n空调压缩机,"{cell}"')
    assert row["cost"] == cost


@pytest.mark.parametrize(
    "text",
    [
        "part,cost,ground,reported\na,5,vip,yes",
        "\ufeff配件,金额,用途,已报备\r\na,5,高价值客户,是\r\n\r\n",
        "\n\n配件\t金额\t用途\t已报备\na\t5\t高价值客户\t是",
        "配件，金额，用途，已报备\na，5，高价值客户，是",
        "已报备;用途;金额;配件\n是;高价值客户;5;a",
        '配件,金额,用途,已报备,\n"a",5,高价值客户,true,',
        "sep=;\r\n配件;金额;用途;已报备\r\na;5;高价值客户;是",
        '\ufeff"SEP=|"\n配件|金额|用途|已报备\na|5|高价值客户|是',
        "sep=\t\n配件\t金额\t用途\t已报备\na\t5\t高价值客户\t是",
    ],
)
def test_a_table_however_it_comes(text: str) -> None:
    [row] = uses(text)
    assert (row["part"], row["cost"], row["ground"], row["reported"]) == ("a", 5, "vip", True)


@pytest.mark.parametrize(
    ("cell", "separator", "cost"),
    [
        ("3,5", ";", "3.5"),
        ("3,5", "\t", "3.5"),
        ("3,50 元", ";", "3.5"),
        ("0,125", ";", "0.125"),
        ("12345,678", ";", "12345.678"),
        ("３，５", "|", "3.5"),
        ("1,780", "\t", "1780"),
        ("1,234,567", ";", "1234567"),
        ("1.5", ";", "1.5"),
    ],
)
def test_a_decimal_comma_is_read_where_no_comma_parts_the_cells(cell: str, separator: str, cost: str) -> None:
    [row] = uses(f"sep={separator}\n配件{separator}金额\n1,5{separator}{cell}")
    assert row["cost"] == Decimal(cost) and row["part"] == "1,5"


def test_what_a_comma_may_be_is_told_with_all_that_is_written() -> None:
    with pytest.raises(InputError) as raised:
        uses("配件;金额\na;-1,780 元")
    assert "-1780 元" in str(raised.value) and "-1.780 元" in str(raised.value)


@pytest.mark.parametrize("cell", ["1,780", "1.234,5", "1,2,3"])
def test_a_comma_that_may_be_either_is_told(cell: str) -> None:
    assert faults(f"配件;金额\na;{cell}") == [(2, "cost")]


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    assert faults('part,cost\na,1\n\n"b\nb",x\n,2\nc,-1') == [(4, "cost"), (5, "part"), (6, "cost")]


@pytest.mark.parametrize(
    ("given", "places"),
    [
        ("part,cost\na,1,2", [(2, None)]),
        ('part,cost\na,1\n"b,2\nc,3', [(3, None)]),
        ('sep=;\npart;cost\na;1\n"b;2', [(3, None)]),
        ('part,cost\na,1\n"', [(3, None)]),
        ("part,price\na,1", []),
        ("part\na", []),
        ("part,part,cost\na,b,1", []),
        ("part,cost", []),
        ([{"part": "a", "cost": 1}, {"part": "", "cost": "x"}], [(3, "part"), (3, "cost")]),
        ([{"part": "a", "price": 1}], []),
        ([1], []),
        ({"part": "a"}, []),
        ([{"part": "x" * 501, "cost": 1}], [(2, "part")]),
        ("part,cost\n" + "a,1\n" * 10_001, []),
    ],
)
def test_what_is_wrong_with_a_table(given: Any, places: list[tuple[int, str | None]]) -> None:
    assert faults(given) == places


def test_a_message_tells_the_first_faults_and_counts_the_rest() -> None:
    with pytest.raises(InputError) as raised:
        uses("part,cost\n" + "a,x\n" * 9)
    assert len(raised.value.rows) == 9
    assert len(raised.value.message.splitlines()) == tables.TOLD + 1 and "4" in raised.value.message.splitlines()[-1]


@given(st.text(max_size=200))
def test_any_text_is_a_table_or_an_error(text: str) -> None:
    try:
        assert all(row["part"] for row in uses(text) or ())
    except InputError as error:
        assert error.field == "uses"


DATES = {
    "2026-06-15": "2026-06-15",
    "2026/6/5 10:00": "2026-06-05",
    "2026年6月5日": "2026-06-05",
    "6/15": "--06-15",
    "6月5日": "--06-05",
    "2024-02-29": "2024-02-29",
    "2026-06-15T23:30:00+08:00": "2026-06-15",
    "6月15日10:30": "--06-15",
    **dict.fromkeys(["2025-02-29", "13/1", "4/31", "soon", "10:30", "6/15/2026", "3天5小时", "20260615"]),
}
MONTHS = {
    "2026-06": "2026-06",
    "2026年6月": "2026-06",
    "6": "--06",
    "6月": "--06",
    "13": None,
    "": None,
    "2026": None,
    "1e": None,
}


def test_dates_and_months() -> None:
    assert {text: read_date(text) for text in DATES} == DATES
    assert {text: read_month(text) for text in MONTHS} == MONTHS
    assert in_month("2026-06-15", "2026-06") and in_month("--06-15", "2026-06") and in_month("2026-06-15", "--06")
    assert not in_month("2025-06-15", "2026-06") and not in_month("--07-15", "2026-06")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_on_the_command_line(encoding: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    path = tmp_path / "uses.csv"
    path.write_bytes("配件,金额\n刹车片,780 元\n".encode(encoding))
    done = CliRunner().invoke(main, ["calc", "quota", f"uses=@{path}"])
    assert done.exit_code == 0 and "刹车片 | 780 元" in done.stdout


def test_a_file_that_is_not_there(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, ["calc", "quota", f"uses=@{tmp_path}/none.csv"])
    assert done.exit_code == 2 and done.stderr.startswith("uses: ") and "No such file" in done.stderr


def test_signs_that_steer_a_terminal_are_escaped(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    path = tmp_path / "uses.csv"
    path.write_text('配件,金额\n灯,"\x1b[31m\u202e\n5"\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["calc", "quota", f"uses=@{path}"])
    assert done.exit_code == 2 and len(done.stderr.splitlines()) == 1 and done.stderr.strip().isprintable()
    assert r"\x1b[31m\u202e 5" in done.stderr
    path.write_text("配\0件\u2066,金额\n灯,5\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["calc", "quota", f"uses=@{path}"])
    assert done.exit_code == 2 and done.stderr.strip().isprintable()


def test_a_file_in_no_known_encoding_says_how_to_save_it(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    path = tmp_path / "uses.csv"
    for raw in ("part,cost\nKäse,1\n".encode("cp1252") + b"\xff\n", "配件,金额\n".encode("utf-32")):
        path.write_bytes(raw)
        done = CliRunner().invoke(main, ["calc", "quota", f"uses=@{path}"])
        assert done.exit_code == 2 and rules()["quota"]["messages"]["save_as_utf8"] in done.stderr


@pytest.mark.parametrize(
    ("language", "text", "encoding"),
    [("en", "Käse,Größe,50 €\n", "cp1252"), ("zh", "空调,780 元\n", "gb18030"), ("en", "空调,Käse\n", "utf-8")],
)
def test_a_file_is_read_as_the_handbooks_language_has_it(language: str, text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), language) == text


@pytest.mark.parametrize(("language", "raw"), [("zh", b"K\xe4se,1\xff\n"), ("en", b"a\x81\n")])
def test_what_no_spreadsheet_saves_is_not_read(language: str, raw: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decoded(raw, language)


def test_a_quota_is_overdrawn_when_more_is_drawn_than_there_is() -> None:
    compiled = rules()["quota"]
    drawn = {"amount": 1000, "uses": "part,cost,ground,reported\na,1000,vip,yes\nb,1,vip,yes"}
    remarks = [line["remark"] for line in calculators.calculate("quota", drawn, compiled)["lines"]]
    assert remarks == [None, compiled["phrases"]["overdrawn"]]


@pytest.mark.parametrize(
    "text", ["\t配件\t\t金额\n\ta\t\t5", "\n\t配件\t\t金额\t\n\ta\t\t5\t\n", " \n,配件,金额\n,a,5"]
)
def test_a_column_without_a_name_may_be_empty(text: str) -> None:
    [row] = uses(text)
    assert (row["part"], row["cost"]) == ("a", 5)


def test_a_column_without_a_name_holds_nothing() -> None:
    assert faults("配件,,金额\na,,5\nb,x,5\n,,,y") == [(3, None), (4, None)]
