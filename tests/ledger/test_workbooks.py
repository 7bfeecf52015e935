"""Excel workbooks as tables: taken into the ledger and calculators of a page, and on the command line, alike."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from playwright.sync_api import Page, expect

from playbook.source import workbook_file
from tests.cli.test_cli import run
from tests.ledger.test_ledger import choose, downloaded, labels, opened, rows_shown
from tests.support.handbooks import default
from tests.support.kept import records

pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style")

NAMES = ["日期", "配件"]
HEADING = ["日期", "配件", "额外成本", "交付时长"]


def saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def workbook(*rows: list[Any], formats: dict[str, str] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet
    for row in rows:
        sheet.append(row)
    for name, form in (formats or {}).items():
        sheet[name].number_format = form
    return saved(book)


def edited(raw: bytes, edits: dict[str, Callable[[str], str]], more: dict[str, str] | None = None) -> bytes:
    """The workbook with some of its files changed, and more of them."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, edits.get(name, str)(text))
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return written.getvalue()


def shared() -> bytes:
    """Texts beside the sheet, as most programs save them: in several runs, and with how a word is read."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = (
        '<si><r><t>空</t></r><r><t>调</t></r><rPh sb="0" eb="2"><t>kongtiao</t></rPh></si><si><t>_x0041_1</t></si>'
    )
    return edited(
        workbook(["a", "b"], ["x", "y"]),
        {
            "xl/worksheets/sheet1.xml": lambda text: re.sub(
                r't="inlineStr"><is><t>([xy])</t></is>', lambda cell: f't="s"><v>{"xy".index(cell[1])}</v>', text
            ),
            "xl/_rels/workbook.xml.rels": lambda text: text.replace(
                "</Relationships>",
                f'<Relationship Id="s1" Type="{relation}" Target="sharedStrings.xml"/></Relationships>',
            ),
            "[Content_Types].xml": lambda text: text.replace(
                "</Types>",
                f'<Override PartName="/xl/sharedStrings.xml" ContentType="{main}.sharedStrings+xml"/></Types>',
            ),
        },
        {"xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>'},
    )


def local_dates() -> bytes:
    """Formats 27 to 36 and 50 to 58, which no file describes: East Asian spreadsheets know them for dates."""
    raw = workbook(["a", "b"], [46188, 46188], formats={"A2": "0.00", "B2": "0.000"})
    return edited(raw, {"xl/styles.xml": lambda text: text.replace('numFmtId="2"', 'numFmtId="31"')})


def unfinished(raw: bytes) -> bytes:
    """A sheet whose text ends in the middle, in an archive that is whole."""
    return edited(raw, {"xl/worksheets/sheet1.xml": lambda text: text[: len(text) * 2 // 3]})


def flipped(raw: bytes) -> bytes:
    """One sign of a cell that is stored as it is, without its checksum."""
    at = raw.rindex(b"<v>1200</v>") + 3
    return raw[:at] + b"9" + raw[at + 1 :]


def placed(old: str, new: str) -> bytes:
    raw = workbook(["a", "b"], ["x", "y"])
    return edited(raw, {"xl/worksheets/sheet1.xml": lambda text: text.replace(old, new)})


def mac() -> bytes:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["日期", "配件"])  # type: ignore[union-attr]
    book.active.append([date(2026, 6, 15), "灯"])  # type: ignore[union-attr]
    return saved(book)


def words_first() -> bytes:
    book = Workbook()
    book.active.append(["怎么填", "一行一条"])  # type: ignore[union-attr]
    sheet = book.create_sheet("台账")
    sheet.append(["日期", "配件"])
    sheet.append([date(2026, 6, 15), "灯"])
    return saved(book)


def several() -> bytes:
    book = Workbook()
    book.active.title = "空的"  # type: ignore[union-attr]
    hidden = book.create_sheet("藏起来的")
    hidden.append(["日期", "配件"])
    hidden.sheet_state = "hidden"
    for title in ("第一", "第二"):
        sheet = book.create_sheet(title)
        sheet["A3"], sheet["B3"] = "日期", "配件"
        sheet["A5"], sheet["B5"] = date(2026, 6, 15), title
    return saved(book)


FILES: dict[str, bytes] = {
    "text": workbook(["日期", "配件"], ["2026-06-15", "=1+1"[1:]], ["0012", "两行\n字"], ["  x ", '引"号']),
    "numbers": workbook(["a", "b"], [1200, 0.1 + 0.2], [12.5, -3], [13800138000, 1e16], [1 / 3, 1.5e-7], [0, 100.0]),
    "percents": workbook(
        ["a", "b"], [0.35, 0.125], [0.07, 1], formats={"A2": "0%", "B2": "0.00%", "A3": '0"%"', "B3": "0.0%"}
    ),
    "dates": workbook(
        ["a", "b"], [date(2026, 6, 15), datetime(2026, 6, 15, 9, 30)], [datetime(2026, 1, 1, 0, 0, 5), time(8, 5)]
    ),
    "formats of dates": workbook(
        ["a", "b", "c", "d"],
        [46188, 46188.5, 46188, 46188],
        formats={"A2": 'yyyy"年"m"月"d"日"', "B2": "[$-804]yyyy/m/d h:mm", "C2": '0.00"days"', "D2": "[红色]0"},
    ),
    "local dates": local_dates(),
    "elapsed": workbook(
        ["a", "b"], [1.0625, 0.5], [-0.5, 2 + 1 / 86400], formats=dict.fromkeys(("A2", "B2", "A3", "B3"), "[h]:mm")
    ),
    "small": workbook(["a", "b"], [5e-5, 1.25e-6], [-0.00012, 1e-7]),
    "truths and faults": workbook(["a", "b"], [True, False], ["#N/A", None], [None, "x"]),
    "1904": mac(),
    "several sheets": several(),
    "a sheet of words first": words_first(),
    "formulas": workbook(["a", "b"], ["=1+1", "=A2"], ["x", None]),
    "one column": workbook(["a"], ["x,y"], ["1\t2"]),
    "runs": workbook(["a", "b"], [CellRichText("空", TextBlock(InlineFont(b=True), "调")), "a_x0041_b"]),
    "shared": shared(),
    "other names": edited(
        workbook(["a", "b"], ["x", "y"]),
        {"xl/workbook.xml": lambda text: text.replace("<sheet ", '<sheet xmlns:q="urn:q" q:more="1" ')},
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_page_reads_what_the_command_line_reads(name: str, phone: Page) -> None:
    phone.goto("calculators/monthly-review/")
    chooser = phone.locator('[data-file-for="rows"]')
    file: Any = {"name": "x.xlsx", "mimeType": "application/octet-stream", "buffer": FILES[name]}
    chooser.set_input_files(file)
    expect(phone.locator('textarea[name="rows"]')).to_have_value(workbook_file.text(FILES[name], NAMES).rstrip("\n"))


DAMAGED = {
    "an archive of nothing": b"PK\x03\x04 and nothing",
    "half": FILES["text"][:400],
    "no workbook in it": edited(FILES["text"], {"xl/workbook.xml": lambda _: "<"}),
    "unfinished": unfinished(FILES["numbers"]),
    "flipped": flipped(edited(FILES["numbers"], {})),
    "no such column": placed('r="B2"', 'r="ZZZZZZ2"'),
    "no such row": placed('<row r="2"', '<row r="400000000"').replace(b'r="A2"', b'r="A9"'),
    "an older one": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("text", '日期\t配件\n2026-06-15\t1+1\n0012\t"两行\n字"\n  x \t"引""号"\n'),
        ("numbers", "a\tb\n1200\t0.3\n12.5\t-3\n13800138000\t10000000000000000\n0.333333333333333\t1.5e-7\n0\t100\n"),
        ("percents", "a\tb\n35%\t12.5%\n0.07\t100%\n"),
        ("dates", "a\tb\n2026-06-15\t2026-06-15 09:30\n2026-01-01 00:00:05\t08:05\n"),
        ("formats of dates", "a\tb\tc\td\n2026-06-15\t2026-06-15 12:00\t46188\t46188\n"),
        ("local dates", "a\tb\n2026-06-15\t46188\n"),
        ("elapsed", "a\tb\n25:30\t12:00\n-0.5\t48:00:01\n"),
        ("small", "a\tb\n0.00005\t0.00000125\n-0.00012\t1e-7\n"),
        ("1904", "日期\t配件\n2026-06-15\t灯\n"),
        ("several sheets", "\n\n日期\t配件\n\n2026-06-15\t第一\n"),
        ("shared", "a\tb\n空调\tA1\n"),
        ("a sheet of words first", "日期\t配件\n2026-06-15\t灯\n"),
        ("formulas", "a\tb\n=1+1\t=A2\nx\n"),
        ("one column", 'sep=\t\na\nx,y\n"1\t2"\n'),
    ],
)
def test_what_is_read(name: str, said: str) -> None:
    assert workbook_file.text(FILES[name], NAMES) == said


def test_a_ledger_saved_as_a_workbook_and_taken_in_again_adds_nothing(phone: Page, tmp_path: Path) -> None:
    opened(phone, [{"date": "2026-06-15", "part": "0012", "extra_cost": "1,200 元"}, {"date": "6/18", "part": "灯"}])
    book = downloaded(phone, "xlsx", tmp_path)
    assert workbook_file.text(book, NAMES).startswith("日期\t"), "another reader reads it, too"
    choose(phone, book)
    expect(phone.locator('[data-part="found"]')).to_contain_text(labels().counted.format(fresh=0, known=2, near=0))
    phone.locator('[data-action="take"]').click()
    expect(phone.locator('[data-part="said"]')).to_have_text(labels().taken.format(added=0, known=2))
    rows_shown(phone, 2)


def test_a_colleagues_workbook_is_taken_in(phone: Page) -> None:
    opened(phone)
    row = [datetime(2026, 6, 15, 9, 0), "灯", 1200.5, "1天2小时"]
    choose(phone, workbook(HEADING, row, [date(2026, 6, 16), "泵", -1, None]))
    expect(phone.locator('[data-part="faults"] li')).to_have_count(1)  # below 0
    expect(phone.locator('[data-part="faults"] li')).to_contain_text("第 3 行“额外成本”")
    phone.locator('[data-action="take"]').click()
    rows_shown(phone, 1)
    (kept,) = records(phone, "ledger")
    assert kept["cells"] == {"date": "2026-06-15 09:00", "part": "灯", "extra_cost": "1200.5", "lead_time": "1天2小时"}


def test_which_sheet_was_read_is_said(phone: Page) -> None:
    opened(phone)
    choose(phone, FILES["several sheets"])
    expect(phone.locator('[data-part="found"]')).to_contain_text(labels().sheet_read.format(sheet="第一", count=1))
    expect(phone.locator('[data-part="preview"] li')).to_contain_text("第 5 行 新的 2026-06-15 · 第一")


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_workbook_is_a_sentence(name: str, phone: Page, tmp_path: Path) -> None:
    words = default().interface.messages.no_workbook
    opened(phone)
    choose(phone, DAMAGED[name])
    expect(phone.locator('[data-part="found"]')).to_have_text(words)
    expect(phone.locator('[data-action="take"]')).to_be_hidden()
    (tmp_path / "x.xlsx").write_bytes(DAMAGED[name])
    done = run("calc", "monthly-review", f"rows=@{tmp_path / 'x.xlsx'}")
    assert done.exit_code == 2
    assert words in done.output


def test_a_cell_far_away_with_nothing_in_it_costs_nothing() -> None:
    book = Workbook()
    book.active.append(["日期", "配件"])  # type: ignore[union-attr]
    book.active["XFD1048576"].number_format = "0.00"  # type: ignore[index]
    assert workbook_file.text(saved(book), NAMES) == "日期\t配件\n"


def test_the_command_line_takes_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(workbook(HEADING, [date(2026, 6, 15), "灯", 780, "5 小时"]))
    done = run("calc", "monthly-review", f"rows=@{tmp_path / 'x.xlsx'}", "--json")
    assert json.loads(done.output)["cost"] == 780


@pytest.mark.provokes_errors
def test_without_what_reads_workbooks_that_is_said_and_the_file_can_be_chosen_again(phone: Page) -> None:
    words = default().interface.labels.tables.no_reader
    file: Any = {"name": "x.xlsx", "mimeType": "application/octet-stream", "buffer": FILES["text"]}
    phone.route("**/shared-workbook-reader*", lambda route: route.abort())
    phone.goto("calculators/monthly-review/")
    phone.locator('[data-file-for="rows"]').set_input_files(file)
    expect(phone.locator('[data-field="rows"] [data-error]')).to_have_text(words)
    opened(phone)
    choose(phone, FILES["text"])
    expect(phone.locator('[data-part="found"]')).to_have_text(words)
    phone.unroute("**/shared-workbook-reader*")
    choose(phone, FILES["several sheets"])
    expect(phone.locator('[data-part="preview"] li')).to_have_count(1)
