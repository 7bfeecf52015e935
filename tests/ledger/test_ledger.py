"""The device's ledger in Chromium: rows by hand, as files in and out, and the review that Python makes of them."""

import csv
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from playwright.sync_api import Page, expect

from tests.support.handbooks import default

NASTY = [
    "=cmd|' /C calc'!A0",
    "  =1+1",
    "=a\nb",
    "＝SUM(A1)",
    "@x",
    "+1-1",
    '引号"和，逗号',
    "两行\n字",
    "制表\t符",
    "刹车片",
]
KEEP = """async (rows) => {
    const open = () => new Promise((resolve, reject) => {
        const request = indexedDB.open(`playbook ${globalThis.__md_scope.pathname}`);
        request.onsuccess = () => resolve(request.result);
        request.onerror = reject;
    });
    const database = await open();
    await new Promise((resolve) => {
        const work = database.transaction(["ledger"], "readwrite");
        rows.forEach((cells, at) => work.objectStore("ledger").put({ id: `r${at}`, version: 1, cells }));
        work.oncomplete = resolve;
    });
    database.close();
}"""


def labels() -> Any:
    return default().interface.labels.ledger


def columns() -> dict[str, str]:
    return {column.id: column.label for column in default().kept_tables["records/ledger"][1].columns}


def opened(page: Page, rows: list[dict[str, Any]] | None = None) -> Page:
    """The page of the ledger, with these rows kept on the device."""
    page.goto("ledger/")
    expect(page.locator("playbook-ledger")).to_be_visible()
    if rows:
        page.evaluate(KEEP, rows)
        page.reload()
        expect(page.locator('[data-part="rows"]')).to_be_visible()
    return page


def choose(page: Page, content: bytes) -> None:
    file: Any = {"name": "ledger.csv", "mimeType": "text/csv", "buffer": content}
    page.locator('[data-action="csv-in"]').set_input_files(file)
    expect(page.locator('[data-part="found"]')).to_be_visible(timeout=40_000)
    expect(page.locator('[data-part="found"]')).not_to_have_text(labels().reading, timeout=60_000)


def downloaded(page: Page, action: str, folder: Path) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f'[data-action="{action}"]:visible').click()
    waiting.value.save_as(folder / action)
    return (folder / action).read_bytes()


def rows_shown(page: Page, count: int) -> None:
    """Wait until so many rows are shown: they are drawn a moment after it is said that they are kept."""
    expect(page.locator('[data-part="rows"] tbody tr')).to_have_count(count)


def test_a_row_by_hand_is_told_what_is_wrong_kept_changed_and_removed(phone: Page) -> None:
    opened(phone)
    expect(phone.locator('[data-part="none"]')).to_be_visible()
    phone.locator('[data-action="add"]').click()
    fill = phone.locator('[data-part="editor"] [name]')
    values = {"date": "2026-06-15", "part": "刹车片", "extra_cost": "很多", "lead_time": "1 天"}
    for name, value in values.items():
        phone.locator(f'[data-part="editor"] [name="{name}"]').fill(value)
    assert fill.count() == len(columns())
    phone.locator('[data-part="editor"] [type="submit"]').click()
    wrong = phone.locator('[data-field="extra_cost"] [data-error]')
    expect(wrong).to_be_visible(timeout=40_000)
    phone.locator('[name="extra_cost"]').fill("780 元")
    phone.locator('[data-part="editor"] [type="submit"]').click()
    expect(phone.locator('[data-part="said"]')).to_have_text(labels().kept)
    expect(phone.locator('[data-result="cost"]')).to_have_attribute("data-value", "780")
    phone.reload()
    phone.locator('[data-part="rows"] [data-action="edit"]').click()
    phone.locator('[name="part"]').fill("电池模块")
    phone.locator('[data-part="editor"] [type="submit"]').click()
    expect(phone.locator('[data-part="rows"] [data-column="part"]')).to_have_text("电池模块")
    phone.once("dialog", lambda dialog: dialog.accept())
    phone.locator('[data-part="rows"] [data-action="remove"]').click()
    expect(phone.locator('[data-part="none"]')).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_saved_can_be_read_by_others_and_comes_back(phone: Page, tmp_path: Path) -> None:
    rows = [{"date": f"2026-06-{at + 1:02}", "part": text, "extra_cost": at} for at, text in enumerate(NASTY)]
    opened(phone, rows)
    saved = downloaded(phone, "csv", tmp_path)
    assert saved.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(saved.decode("utf-8-sig"), newline="")))
    assert list(lines[0]) == list(columns().values())
    parts = {line["日期"]: line["配件"] for line in lines}
    for row in rows:
        part = parts[row["date"]]
        assert part.removeprefix("'") == row["part"]
        assert not part.lstrip().startswith(("=", "+", "-", "@", "＝"))
    texts, count = workbook(downloaded(phone, "xlsx", tmp_path))
    assert {row["part"].strip() for row in rows} <= {text.strip() for text in texts}
    assert {*columns().values()} <= texts and count == len(rows) + 1
    choose(phone, saved)
    phone.locator('[data-action="take"]').click()
    known = labels().taken.format(added=0, known=len(rows))
    expect(phone.locator('[data-part="said"]')).to_have_text(known)
    rows_shown(phone, len(rows))


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_signs_that_xml_cannot_carry_are_in_a_workbook_as_excel_writes_them(phone: Page, tmp_path: Path) -> None:
    parts = ["a\x07b\x00", "\ufffe\uffff", "half \ud800", "_x0041_ \x9f", "whole \U0001f600"]
    rows = [{"id": str(at), "version": 1, "cells": {"part": part}} for at, part in enumerate(parts)]
    file: Any = {"name": "x.json", "mimeType": "application/json"}
    packed = {"format": "playbook-records", "version": 1, "records": {"ledger": rows}}
    phone.goto("incidents/")
    phone.locator('[data-part="file"]').set_input_files(file | {"buffer": json.dumps(packed).encode()})
    expect(phone.locator('[data-part="imported"]')).not_to_be_empty()
    opened(phone)
    rows_shown(phone, len(parts))
    content = downloaded(phone, "xlsx", tmp_path)
    texts, _ = workbook(content)
    assert set(parts) <= {unescape(text) for text in texts}
    assert load_workbook(io.BytesIO(content)).active


def workbook(content: bytes) -> tuple[set[str], int]:
    """The texts of a workbook and how many rows it has; none of its cells is a formula."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        sheets = [ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]
    tags = [each for sheet in sheets for each in sheet.iter()]
    assert not [each for each in tags if each.tag.endswith("}f")]
    texts = {each.text or "" for each in tags if each.tag.endswith("}t")}
    return texts, sum(each.tag.endswith("}row") for each in tags)


GOOD = "日期,配件,额外成本,客户评分\r\n6/15,空调压缩机,780 元,10\r\n6/18,刹车片,200,9\r\n"
BAD = "日期,配件,额外成本,客户评分\r\n6/15,空调压缩机,780,10\r\n\r\n6/31,刹车片,很多,9\r\n6/20,,5,11\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_a_file_of_a_colleague(encoding: str, phone: Page) -> None:
    opened(phone)
    choose(phone, GOOD.encode(encoding))
    expect(phone.locator('[data-part="found"]')).to_have_text(labels().read.format(count=2))
    rows_shown(phone, 0)
    phone.locator('[data-action="take"]').click()
    expect(phone.locator('[data-part="said"]')).to_have_text(labels().taken.format(added=2, known=0))
    expect(phone.locator('[data-part="rows"] [data-column="part"]')).to_have_text(["刹车片", "空调压缩机"])


def test_a_file_with_faults_is_told_row_by_row_and_taken_in_by_wish_only(phone: Page) -> None:
    opened(phone)
    choose(phone, BAD.encode("gb18030"))
    expect(phone.locator('[data-part="found"]')).to_have_text(labels().faulty.format(count=3, faulty=2))
    told = phone.locator('[data-part="faults"] li').all_text_contents()
    begins = [labels().fault.partition("：")[0].format(row=row, column=columns()[name]) for row, name in (
        (4, "date"), (4, "extra_cost"), (5, "part"), (5, "satisfaction"))]  # fmt: skip
    assert [text.partition("：")[0] for text in told] == begins
    phone.locator('[data-action="drop"]').click()
    rows_shown(phone, 0)
    choose(phone, BAD.encode("gb18030"))
    phone.locator('[data-action="take"]').click()
    expect(phone.locator('[data-part="rows"] tbody tr')).to_have_count(1)


def test_a_row_with_a_cell_too_many_is_not_taken_in_awry(phone: Page) -> None:
    opened(phone)
    choose(phone, "日期,配件,额外成本,客户评分\n6/15,空调压缩机,1,200,9\n6/16,刹车片,5,9,,\n".encode())
    expect(phone.locator('[data-part="found"]')).to_have_text(labels().faulty.format(count=2, faulty=1))
    messages = default().interface.messages
    fault = messages.row_fault.format(row=2, message=messages.too_many_cells.format(count=5, columns=4))
    expect(phone.locator('[data-part="faults"] li')).to_have_text([fault])


@pytest.mark.parametrize(
    "content", ["日期,日期,配件\n1/1,2/1,a\n".encode(), b"", b"a,b\n1,2\n", "日期,配件\n".encode(), b"\x00\x01"]
)
def test_a_file_that_is_no_ledger(content: bytes, phone: Page) -> None:
    opened(phone)
    choose(phone, content)
    expect(phone.locator('[data-part="found"]')).not_to_be_empty()
    expect(phone.locator('[data-action="take"]')).to_be_hidden()


def many(size: int) -> list[dict[str, Any]]:
    chance = random.Random(size)
    return [
        {
            "date": f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "part": chance.choice(["空调压缩机", "刹车片", "电池模块"]),
            "extra_cost": str(chance.randint(0, 5000)),
            "lead_time": chance.choice(["5 小时", "1 天"]),
            "satisfaction": str(chance.randint(1, 10)),
            "root_cause": chance.choice(["预测偏低", "全国缺货"]),
            "customer": "企业客户",
        }
        for _ in range(size)
    ]


@pytest.mark.parametrize("size", [10, 10_000])
def test_the_review_of_a_ledger(size: int, phone: Page, tmp_path: Path) -> None:
    rows = many(size)
    opened(phone, rows)
    expect(phone.locator('[data-result="count"]')).to_have_attribute("data-value", str(size))
    cost = sum(int(row["extra_cost"]) for row in rows)
    expect(phone.locator('[data-result="cost"]')).to_have_attribute("data-value", str(cost))
    months = sorted({row["date"][:7] for row in rows})
    expect(phone.locator('[data-part="month"] option')).to_have_text([labels().all_months, *months])
    expect(phone.locator('[data-part="charts"] svg[role="img"]')).to_have_count(4)
    rows_shown(phone, min(size, 50))
    phone.locator('[data-part="month"]').select_option(months[0])
    here = [row for row in rows if row["date"].startswith(months[0])]
    expect(phone.locator('[data-result="count"]')).to_have_attribute("data-value", str(len(here)))
    text = downloaded(phone, "csv", tmp_path).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == size + 1
    assert workbook(downloaded(phone, "xlsx", tmp_path))[1] == size + 1


def test_rows_that_cannot_be_read_are_left_out_and_counted(phone: Page) -> None:
    opened(phone, [*many(3), {"date": "2026-06-15", "part": "刹车片", "lead_time": "半天"}])
    expect(phone.locator('[data-part="left-out"]')).to_have_text(labels().left_out.format(count=1))
    expect(phone.locator('[data-result="count"]')).to_have_attribute("data-value", "3")


@pytest.mark.provokes_errors
def test_without_python_rows_are_still_kept(phone: Page) -> None:
    phone.route("**/runtime/*", lambda route: route.abort())
    opened(phone)
    phone.locator('[data-action="add"]').click()
    phone.locator('[name="part"]').fill("刹车片")
    phone.locator('[data-part="editor"] [type="submit"]').click()
    expect(phone.locator('[data-part="rows"] [data-column="part"]')).to_have_text("刹车片")
    expect(phone.locator('playbook-ledger [data-failure="network"]')).to_be_visible()


def test_a_table_in_a_calculator_from_a_file(phone: Page) -> None:
    phone.goto("calculators/allocation/#parts=1")
    text = "申请,等待,车况\n甲,3,不能开\n乙,4,不能开\n丙,x,不能开"
    file: Any = {"name": "requests.csv", "mimeType": "text/csv", "buffer": text.encode("gb18030")}
    phone.locator('[data-file-for="requests"]').set_input_files(file)
    expect(phone.locator('[data-field="requests"] [data-error]')).to_be_visible(timeout=40_000)
    phone.locator('[name="requests"]').fill(text.replace("x", "5"))
    lines = phone.locator('[data-result="lines"] tbody tr')
    expect(lines).to_have_count(3)
    expect(lines.locator('[data-column="name"]')).to_have_text(["丙", "乙", "甲"])
    expect(lines.locator('[data-column="gets"]').first).to_have_attribute("data-value", "true")
    assert "requests=" in phone.url
