"""An incident as it goes on: its level changes, promises are approved for it, it ends as a row that others can read."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from playbook.pages.workbooks import workbooks
from tests.support import clock
from tests.support.browser import PHONE, OpenPage
from tests.support.incident_page import REPORTED, begin, box, handbook, kept, part, plan, shown, step, tick_all
from tests.support.kept import drop


def relevel(page: Page, level: int) -> None:
    part(page, "relevel").locator("summary").tap()
    part(page, "relevel").locator(f'[data-relevel="{level}"]').tap()
    expect(shown(page)).to_have_attribute("data-level", str(level))
    expect(part(page, "name")).to_be_focused()


def done(page: Page) -> list[str]:
    """The words of everything that is ticked."""
    return shown(page).locator('label:has(:checked) [data-part="text"]').all_inner_texts()


def test_another_level_brings_its_steps_and_limits_and_keeps_what_was_done(phone: Page) -> None:
    begin(phone, 2, advised=1000)
    phone.locator("#incident-part").fill("雷达")
    tick_all(phone, 2, "assess")
    own = step(2, "start")["checks"][0]["text"]
    box(phone, "start", 0).tap()
    limit = next(place for place, check in enumerate(step(2, "execute")["checks"]) if check.get("limit") == "find")
    box(phone, "execute", limit).tap()
    phone.locator("#incident-cost-yuan").fill("300")
    part(phone, "cost").get_by_role("button").tap()
    expect(part(phone, "costs").locator("li")).to_have_count(1)
    before = done(phone)
    (old,) = kept(phone)
    assert len(before) == len(old["ticks"]) == len(step(2, "assess")["checks"]) + 2
    expect(part(phone, "relevel").locator('[data-relevel="2"]')).to_be_hidden()

    relevel(phone, 1)
    expect(part(phone, "notes")).to_contain_text("二级响应改为一级响应")
    expect(part(phone, "spent")).to_contain_text("300")
    expect(part(phone, "spent")).to_contain_text(f"{plan(1)['cap_yuan']:,} 元")
    expect(part(phone, "advised")).to_be_hidden()
    expect(part(phone, "name")).to_have_text("雷达")
    expect(part(phone, "older")).to_be_hidden()
    assert sorted(done(phone)) == sorted(before)
    texts = shown(phone).locator('[data-part="steps"] > li').nth(1).locator('[data-part="text"]').all_inner_texts()
    assert texts == [*(check["text"] for check in step(1, "start")["checks"]), own]
    phone.reload()
    expect(shown(phone)).to_have_attribute("data-level", "1")
    assert sorted(done(phone)) == sorted(before)

    relevel(phone, 2)
    assert sorted(done(phone)) == sorted(before)
    (new,) = kept(phone)
    assert (new["plan"], new["ticks"], new["started"]) == (old["plan"], old["ticks"], old["started"])
    assert len(new["notes"]) == 2


def test_what_was_approved_for_one_customer_is_promised_to_no_other(phone: Page) -> None:
    for customer in ("赵女士", "李先生"):
        begin(phone, 2)
        phone.locator("#incident-customer").fill(customer)
        expect(part(phone, "name")).to_have_text(customer)
    phone.goto("scripts/")
    script = phone.locator('[name="can-transfer"]')
    promise = script.locator("[data-commitment]")
    phone.get_by_role("button", name="赵女士").tap()
    script.get_by_role("checkbox").check()
    expect(script.locator('[data-part="remembered"]')).to_be_visible()
    expect(promise).to_be_visible()
    phone.get_by_role("button", name="李先生").tap()
    expect(script.get_by_role("checkbox")).not_to_be_checked()
    expect(promise).to_be_hidden()
    phone.reload()
    phone.get_by_role("button", name="赵女士").tap()
    expect(script.get_by_role("checkbox")).to_be_checked()
    expect(promise).to_be_visible()
    expect(phone.locator('[name="cannot-transfer"] [data-commitment]:visible')).to_have_count(0)
    script.locator('[data-action="clear"]').tap()
    expect(promise).to_be_hidden()
    expect(script.locator('[name="customer"]')).to_have_value("")
    expect(phone.get_by_role("button", name="不关联")).to_have_attribute("aria-pressed", "true")
    assert {record["values"]["customer"] for record in kept(phone)} == {"赵女士", "李先生"}


def rows_of(phone: Page, folder: Path) -> list[dict[str, str]]:
    with phone.expect_download() as waiting:
        phone.locator('[data-action="csv"]').tap()
    waiting.value.save_as(folder / "ledger.csv")
    text = (folder / "ledger.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_clock_that_was_set_back_makes_no_time_below_0(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    clock.stop(page, REPORTED)
    begin(page)
    page.clock.set_system_time(REPORTED - timedelta(hours=2))
    page.reload()
    part(page, "end").locator("summary").tap()
    expect(page.locator("#incident-end-lead_time")).to_have_value("")
    assert "-" not in part(page, "due").inner_text()
    part(page, "finish").get_by_role("button").tap()
    expect(part(page, "finished")).to_be_visible()
    (row,) = kept(page, "ledger")
    assert "lead_time" not in row["cells"]


def test_an_incident_ends_as_a_row_of_the_ledger_and_in_its_file(phone: Page, tmp_path: Path) -> None:
    begin(phone, 2)
    phone.locator("#incident-part").fill("=雷达, 前")
    phone.locator("#incident-cost-yuan").fill("1,280.5")
    part(phone, "cost").get_by_role("button").tap()
    expect(part(phone, "spent")).to_contain_text("1,280.5 元")
    relevel(phone, 1)
    part(phone, "end").locator("summary").tap()
    phone.locator("#incident-end-satisfaction").fill("9.5")
    phone.locator("#incident-end-improvement").fill("早点问")
    part(phone, "finish").get_by_role("button").tap()
    expect(part(phone, "finished")).to_be_visible()
    for name in ("cost", "relevel", "going"):
        expect(part(phone, name)).to_be_hidden()
    expect(part(phone, "costs").get_by_role("button")).to_have_count(0)
    expect(phone.locator("#incident-part")).to_be_disabled()
    part(phone, "finished").get_by_role("link").tap()
    phone.wait_for_url("**/ledger/")
    line = phone.locator('[data-part="rows"] tbody tr')
    expect(line).to_have_count(1)
    expect(line.locator('[data-column="part"]')).to_have_text("=雷达, 前")
    (row,) = rows_of(phone, tmp_path)
    assert (row["配件"], row["响应级别"], row["额外成本"], row["客户评分"], row["改进措施"]) == (
        "'=雷达, 前",
        "一级响应",
        "1280.5",
        "9.5",
        "早点问",
    )
    expect(phone.locator('[data-result="cost"]')).to_have_attribute("data-value", "1280.5")


def test_what_the_ledgers_workbook_holds_can_be_taken_into_the_ledger(phone: Page, tmp_path: Path) -> None:
    content = next(book.content for book in workbooks(handbook()) if book.path.endswith("records/ledger.xlsx"))
    sheet = load_workbook(io.BytesIO(content)).worksheets[1]
    written = io.StringIO()
    # As spreadsheets save it: what the cells show, units too.
    lines = [[str(cell.value) + sign(cell.number_format) for cell in row] for row in sheet.iter_rows()]
    csv.writer(written).writerows(lines)
    assert any(cell.endswith(" 元") for line in lines for cell in line)
    phone.goto("ledger/")
    file: Any = {"name": "ledger.csv", "mimeType": "text/csv", "buffer": written.getvalue().encode("gb18030")}
    phone.locator('[data-action="csv-in"]').set_input_files(file)
    expect(phone.locator('[data-part="found"]')).to_be_visible(timeout=40_000)
    expect(phone.locator('[data-part="faults"] li')).to_have_count(0)
    phone.locator('[data-part="year"]').select_option("")
    phone.locator('[data-action="take"]').tap()
    expect(phone.locator('[data-part="rows"] tbody tr')).to_have_count(len(lines) - 1)
    assert [list(row.values()) for row in rows_of(phone, tmp_path)] == sorted(lines[1:], reverse=True)
    file |= {"name": "ledger.xlsx", "buffer": content}  # itself: a form with nothing in it, and samples that stay there
    phone.locator('[data-action="csv-in"]').set_input_files(file)
    expect(phone.locator('[data-part="found"]')).to_have_text(handbook().interface.labels.ledger.unread)


def sign(number_format: str) -> str:
    """What a number's format puts behind it."""
    return number_format.removeprefix("General").strip('"')


BROKEN: list[dict[str, Any]] = [
    {"started": 1e300},
    {"ticks": {"assess.0": "gone"}},
    {"updates": ["soon"]},
    {"closed": "yes"},
    {"notes": [{"at": None, "text": "x"}]},
    {"costs": [{"at": 1, "yuan": "many"}]},
    {"plan": {"steps": [None], "named_by": [], "cap_yuan": 1}},
    {"plan": {"steps": [{"id": "x", "checks": [None]}], "named_by": [], "cap_yuan": 1}},
    {"plan": {"steps": [{"id": "x", "checks": [], "hours": "many"}], "named_by": [], "cap_yuan": 1}},
]


def test_damaged_incidents_in_a_file_are_refused_one_by_one(phone: Page) -> None:
    begin(phone)
    (record,) = kept(phone)
    damaged = [record | {"id": str(number)} | broken for number, broken in enumerate(BROKEN)]
    held = {"format": "playbook-records", "version": 1, "records": {"incident": damaged}}
    file: Any = {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(held).encode()}
    phone.locator('[data-part="file"]').set_input_files(file)
    expect(phone.locator('[data-part="imported"]')).to_contain_text("新增 0 条")
    expect(phone.locator('[data-part="imported"] p')).to_have_count(1 + len(BROKEN))
    assert kept(phone) == [record]


def test_an_incident_that_is_gone_when_it_is_finished_has_no_row_in_the_ledger(phone: Page) -> None:
    begin(phone)
    part(phone, "end").locator("summary").tap()
    drop(phone, "incident")
    part(phone, "finish").get_by_role("button").tap()
    expect(phone.locator('[data-failure="gone"] >> visible=true')).to_have_count(1)
    assert kept(phone, "ledger") == []
