"""Files that a spreadsheet saves, taken into the ledger and saved from it: what is meant arrives, once."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.ledger.test_ledger import choose, downloaded, labels, opened, rows_shown
from tests.support.handbooks import default
from tests.support.kept import records

pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style")

FILES = Path(__file__).parent / "files"


def take(page: Page, content: bytes) -> str:
    """Take a file in, whole; return what is said then."""
    said = page.locator('[data-part="said"]')
    said.evaluate("place => { place.hidden = true; }")
    choose(page, content)
    page.locator('[data-action="take"]').click()
    expect(said).to_be_visible()
    return said.inner_text()


def cells(content: bytes) -> list[dict[str, Any]]:
    """The rows of a workbook by its heading."""
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    heading, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


@pytest.mark.parametrize(("name", "rows"), [("mixed-line-ends", 5), ("utf16", 1), ("sep-line", 1)])
def test_a_file_however_it_was_saved(name: str, rows: int, phone: Page) -> None:
    opened(phone)
    assert take(phone, (FILES / f"{name}.csv").read_bytes()) == labels().taken.format(added=rows, known=0)
    rows_shown(phone, rows)
    expect(phone.locator('[data-part="rows"] [data-column="part"]').first).to_have_text("灯")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ((FILES / "unclosed-quote.csv").read_text(encoding="utf-8"), 2),
        ('日期,配件\n6/1,灯\n6/2,"灯', 3),
        ('"日期,配件\n6/1,灯\n', 1),
        ('sep=;\n日期;配件\n6/1;灯\n6/2;"灯""\n6/3;灯\n', 3),
        ('日期,配件,额外成本,改进措施\n6/1,轮毂,100,"找\n6/2,灯,20,"无\n6/3,灯,20,无\n', 2),
        ('日期,配件,额外成本\n6/1,"灯,20\n6/2,"灯,30\n6/3,灯,5\n', 2),
        ('sep=\t\n日期\t配件\n6/1\t"灯"泡\n', 2),
        ('日期,配件\r\n\r\n6/1,"两行\r\n字"\r\n6/2,"灯\r\n', 4),
    ],
)
def test_a_file_with_a_cell_that_does_not_end_as_it_begins_is_refused_with_its_row(
    text: str, row: int, phone: Page
) -> None:
    opened(phone)
    choose(phone, text.encode())
    messages = default().interface.messages
    said = messages.row_fault.format(row=row, message=messages.unclosed_quote)
    expect(phone.locator('[data-part="found"]')).to_have_text(said)
    expect(phone.locator('[data-action="take"]')).to_be_hidden()
    rows_shown(phone, 0)


def test_a_file_in_an_encoding_that_no_page_reads_says_how_to_save_it(phone: Page) -> None:
    opened(phone)
    for encoding in ("utf-32", "utf-32-be"):
        choose(phone, "日期,配件\n6/1,灯\n".encode(encoding))
        expect(phone.locator('[data-part="found"]')).to_have_text(default().interface.messages.save_as_utf8)


def test_signs_that_steer_are_shown(phone: Page) -> None:
    opened(phone)
    choose(phone, "日期,配\u202e件\x1b\n6/1,灯\n".encode())
    expect(phone.locator('[data-part="found"]')).to_contain_text(r"配\u202e件\u001b")
    choose(phone, "日期,配件\n6/1,灯\u202e泡\n".encode())
    expect(phone.locator('[data-part="preview"]')).to_contain_text(r"灯\u202e泡")


SAVED_AGAIN = [
    ("日期,配件,额外成本\n2026-06-15,灯,780\n", "日期,配件,额外成本\n2026/6/15,灯,780.00\n"),
    ("日期,配件,交付时长\n6/18,灯,5 小时\n", "日期,配件,交付时长\n6月18日,灯,5小时\n"),
    ("日期,配件,额外成本\n2026-06-15,灯,780\n", "日期,配件,额外成本\n6月15日,灯,780\n"),
    ("日期,配件,额外成本\n6/18,灯,1200\n", '日期,配件,额外成本\n06-18,灯,"1,200 元"\n'),
    ("日期,配件,额外成本\n6/18,灯,1500\n", "日期;配件;额外成本\n6/18;灯;0.15 万元\n"),
    ("日期,配件,交付时长\n6/18,灯,1 天\n", "日期\t配件\t交付时长\n6月18号\t灯\t24 小时\n"),
    ("日期,配件,客户评分\n2026-6-18,灯,９\n", "日期,配件,客户评分\n2026年6月18日,灯,9\n"),
    ("日期,配件,改进措施\n6/18,灯,两个 字\n", "日期,配件,改进措施\n6/18,灯,两个字\n"),
]


def test_a_ledger_that_a_spreadsheet_saved_again_adds_nothing(phone: Page) -> None:
    opened(phone)
    assert take(phone, (FILES / "kept.csv").read_bytes()) == labels().taken.format(added=2, known=0)
    rows_shown(phone, 2)
    again = (FILES / "kept-saved-by-a-spreadsheet.csv").read_bytes()
    assert take(phone, again) == labels().taken.format(added=0, known=2)
    rows_shown(phone, 2)
    expect(phone.locator('[data-result="cost"]')).to_have_attribute("data-value", "980")


def test_decimal_commas_of_a_spreadsheet_are_kept_as_points(phone: Page) -> None:
    opened(phone)
    costs = ["3,5", "0,125", "12,50 元", "-1,5"]
    text = "日期;配件;额外成本;改进措施\n" + "".join(f"6/1;灯;{cost};1,5\n" for cost in [*costs, "1,780"])
    choose(phone, text.encode())
    expect(phone.locator('[data-part="faults"] li')).to_have_count(2)  # below 0; thousands or decimals
    phone.locator('[data-action="take"]').click()
    rows_shown(phone, 3)
    kept = records(phone, "ledger")
    assert sorted(row["cells"]["extra_cost"] for row in kept) == ["0.125", "12.5", "3.5"]
    assert {row["cells"]["improvement"] for row in kept} == {"1,5"}, "a text stays as it is"


@pytest.mark.parametrize(("first", "second"), SAVED_AGAIN)
def test_what_is_equal_is_the_same_row(first: str, second: str, phone: Page) -> None:
    opened(phone)
    assert take(phone, first.encode()) == labels().taken.format(added=1, known=0)
    assert take(phone, second.encode("gb18030")) == labels().taken.format(added=0, known=1)


@pytest.mark.parametrize(
    "other", ["2026-06-16,灯,780", "2026-06-15,大灯,780", "2026-06-15,灯,780.5", "2026-06-15,灯,", "2025/6/15,灯,780"]
)
def test_what_differs_is_another_row(other: str, phone: Page) -> None:
    opened(phone)
    take(phone, "日期,配件,额外成本\n2026-06-15,灯,780\n".encode())
    choose(phone, f"日期,配件,额外成本\n{other}\n".encode())
    for both in phone.locator('[data-part="preview"] input[value="both"]').all():  # what is nearly known
        both.tap()
    phone.locator('[data-action="take"]').click()
    expect(phone.locator('[data-part="said"]')).to_have_text(labels().taken.format(added=1, known=0))
    rows_shown(phone, 2)


def test_amounts_and_days_of_a_workbook_can_be_counted_with(phone: Page, tmp_path: Path) -> None:
    opened(phone)
    take(phone, (FILES / "amounts.csv").read_bytes())
    more = "日期,配件,额外成本,改进措施,客户评分\n2026/6/7,0012,１２.５,=1+1,8\n2026年12月31日,灯,2 万元,007,\n"
    take(phone, more.encode())
    rows_shown(phone, 7)
    rows = {row["改进措施"] or row["日期"]: row for row in cells(downloaded(phone, "xlsx", tmp_path))}
    first = [row for day, row in rows.items() if isinstance(day, datetime)]  # in a year that was said
    amounts = [row["额外成本"] for row in sorted(first, key=lambda row: row["日期"])]
    assert amounts == [1200, 780, 780, 1500, 1200] and sum(amounts) == 5460
    formula, text = rows["=1+1"], rows["007"]
    assert (formula["日期"], formula["配件"], formula["额外成本"]) == (datetime(2026, 6, 7), "0012", 12.5)
    assert (text["日期"], text["额外成本"], text["客户评分"]) == (datetime(2026, 12, 31), 20000, None)


@pytest.mark.provokes_errors
def test_without_python_a_workbook_has_what_the_rows_say(phone: Page, tmp_path: Path) -> None:
    phone.route("**/runtime/*", lambda route: route.abort())
    opened(phone, [{"date": "2026-06-15", "part": "灯", "extra_cost": "780"}, {"part": "泵", "extra_cost": "780 元"}])
    rows = {row["配件"]: row for row in cells(downloaded(phone, "xlsx", tmp_path))}
    assert (rows["灯"]["日期"], rows["灯"]["额外成本"]) == (datetime(2026, 6, 15), 780)
    assert rows["泵"]["额外成本"] == "780 元"


@pytest.mark.provokes_errors
def test_why_there_is_no_workbook_is_said(phone: Page) -> None:
    opened(phone, [{"part": "灯"}])
    broken = "{ get: () => () => Promise.reject(new Error('no room')), set: () => {} }"
    phone.evaluate(f"() => {{ Object.defineProperty(globalThis, 'toXlsx', {broken}); }}")
    phone.locator('[data-action="xlsx"]').click()
    expect(phone.locator('[data-part="refused"]')).to_have_text(labels().xlsx_failed.format(cause="no room"))
