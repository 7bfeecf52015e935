"""What a file would do to the ledger is shown before anything is kept: new rows, known ones, nearly known ones."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.ledger.test_ledger import KEEP, choose, labels, opened, rows_shown
from tests.support import clock
from tests.support.handbooks import default
from tests.support.kept import records

KEPT = {"date": "2026-06-15", "part": "空调压缩机", "level": "一级", "extra_cost": "780"}
OTHER = {"date": "2026-06-18", "part": "刹车片", "level": "三级", "extra_cost": "200"}
HEADING = "日期,配件,响应级别,额外成本\n"
NEAR = HEADING + "2026/6/15,空调压缩机,一级,800\n2026/6/18,刹车片,三级,200.00\n2026/6/20,泵,二级,5\n"
REFUSED = """() => {
  const { getAll } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.getAll = function () {
    const asked = getAll.call(this);
    this.transaction.abort();
    return asked;
  };
}"""


def preview(page: Page) -> list[str]:
    items = page.locator('[data-part="preview"] > li')
    expect(items.first).to_be_visible()
    return [" ".join(item.inner_text().split()) for item in items.all()]


def take(page: Page) -> str:
    page.locator('[data-action="take"]').click()
    said = page.locator('[data-part="said"]')
    expect(said).to_be_visible()
    return said.inner_text()


def costs(page: Page) -> list[str]:
    return sorted(str(row["cells"]["extra_cost"]) for row in records(page, "ledger"))


def test_a_row_that_is_nearly_known_is_shown_beside_it(phone: Page) -> None:
    opened(phone, [KEPT, OTHER])
    choose(phone, NEAR.encode())
    expect(phone.locator('[data-part="found"]')).to_contain_text(labels().counted.format(fresh=1, known=1, near=1))
    near, known, new = preview(phone)
    assert near.startswith("第 2 行 相近 2026/6/15 · 空调压缩机 · 一级 这里的 额外成本 780 文件里的 额外成本 800")
    assert known == "第 3 行 已有 2026/6/18 · 刹车片 · 三级 · 200.00"
    assert new == "第 4 行 新的 2026/6/20 · 泵 · 二级 · 5"
    assert costs(phone) == ["200", "780"], "nothing is kept before the reader says so"


@pytest.mark.parametrize(
    ("choice", "kept", "replaced", "left", "added"),
    [
        (None, ["200", "5", "780"], 0, 1, 1),
        ("replace", ["200", "5", "800"], 1, 0, 1),
        ("both", ["200", "5", "780", "800"], 0, 0, 2),
    ],
)
def test_what_becomes_of_it_is_said(
    choice: str | None, kept: list[str], replaced: int, left: int, added: int, phone: Page
) -> None:
    opened(phone, [KEPT, OTHER])
    choose(phone, NEAR.encode())
    if choice:
        phone.locator(f'[data-part="preview"] input[value="{choice}"]').tap()
    said = take(phone)
    assert labels().taken.format(added=added, known=1) in said
    assert (labels().taken_near.format(replaced=replaced, left=left) in said) == (replaced + left > 0)
    rows_shown(phone, len(kept))
    assert costs(phone) == kept
    choose(phone, NEAR.encode())
    expect(phone.locator('[data-part="found"]')).to_contain_text("已有")


def test_a_date_without_a_year_gets_the_one_that_is_said(phone: Page) -> None:
    clock.stop(phone, datetime(2026, 2, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai")))
    opened(phone, [KEPT])
    choose(phone, (HEADING + "6月15日,空调压缩机,一级,780\n12月30日,泵,二级,5\n").encode())
    expect(phone.locator('[data-part="years"]')).to_contain_text(labels().yearless.format(count=1))
    expect(phone.locator('[data-part="year"]')).to_have_value("2025")  # 2026's lies ahead
    assert labels().taken.format(added=1, known=1) in take(phone)
    rows_shown(phone, 2)
    assert {row["cells"]["date"] for row in records(phone, "ledger")} == {"2026-06-15", "2025-12-30"}


def test_rows_that_go_over_a_new_year_are_of_two_years(phone: Page) -> None:
    clock.stop(phone, datetime(2026, 2, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai")))
    opened(phone)
    choose(phone, (HEADING + "12月30日,泵,二级,5\n1/2,泵,二级,6\n1/9,灯,二级,7\n").encode())
    expect(phone.locator('[data-part="year"]')).to_have_value("2025–2026")
    take(phone)
    kept = {row["cells"]["extra_cost"]: row["cells"]["date"] for row in records(phone, "ledger")}
    assert kept == {"5": "2025-12-30", "6": "2026-01-02", "7": "2026-01-09"}


def test_rows_stand_by_their_day_however_it_is_written(phone: Page) -> None:
    days = ["6/2", "6月20日", "2026/6/9", "06-15", "2026-06-10"]
    opened(phone, [{"date": day, "part": "泵"} for day in days])
    shown = phone.locator('[data-part="rows"] [data-column="date"]')
    expect(shown).to_have_text(["2026-06-10", "2026/6/9", "6月20日", "06-15", "6/2"])


def test_a_date_may_go_without_its_year(phone: Page) -> None:
    opened(phone)
    choose(phone, (HEADING + "12月30日,泵,二级,5\n").encode())
    phone.locator('[data-part="year"]').select_option("")
    take(phone)
    rows_shown(phone, 1)
    assert records(phone, "ledger")[0]["cells"]["date"] == "12月30日"


def test_a_number_that_a_spreadsheet_has_spoilt_is_doubted_aloud(phone: Page) -> None:
    opened(phone)
    choose(phone, (HEADING + "2026/6/15,1.38E+10,一级,1.2E+3\n2026/6/16,13800138000,一级,5\n").encode())
    doubts = phone.locator('[data-part="doubts"] li')
    expect(doubts).to_have_count(1)
    expect(doubts).to_contain_text("第 2 行“配件”：“1.38E+10”")
    expect(phone.locator('[data-part="faults"] li')).to_have_count(0)


def test_a_long_file_is_previewed_in_part(phone: Page) -> None:
    opened(phone)
    choose(phone, (HEADING + "".join(f"2026/6/15,零件{at},一级,{at}\n" for at in range(300))).encode())
    expect(phone.locator('[data-part="preview"] > li')).to_have_count(50)
    expect(phone.locator('[data-part="preview-rest"]')).to_have_text(labels().more_rows.format(count=250))
    take(phone)
    expect(phone.locator('[data-part="said"]')).to_contain_text("300")


def test_an_empty_cell_of_the_file_takes_the_place_of_a_full_one(phone: Page) -> None:
    opened(phone, [KEPT])
    choose(phone, (HEADING + "2026-06-15,空调压缩机,一级\n").encode())
    phone.locator('[data-part="preview"] input[value="replace"]').tap()
    assert labels().taken_near.format(replaced=1, left=0) in take(phone)
    assert costs(phone) == [""]


def test_what_another_tab_changes_meanwhile_is_looked_at_again(phone: Page) -> None:
    opened(phone, [KEPT, OTHER])
    choose(phone, NEAR.encode())
    expect(phone.locator('[data-part="preview"] > li')).to_have_count(3)
    phone.evaluate(
        KEEP, [KEPT, OTHER, {**OTHER, "date": "2026-06-20", "part": "泵", "level": "二级", "extra_cost": "5"}]
    )
    phone.locator('[data-action="take"]').click()
    expect(phone.locator('[data-part="found"]')).to_contain_text(labels().look_again)
    assert labels().taken.format(added=0, known=2) in take(phone)
    assert costs(phone) == ["200", "5", "780"]


@pytest.mark.provokes_errors
def test_what_the_device_refuses_leaves_the_preview_open(phone: Page) -> None:
    opened(phone, [KEPT, OTHER])
    choose(phone, NEAR.encode())
    expect(phone.locator('[data-part="preview"] > li')).to_have_count(3)
    phone.evaluate(REFUSED)
    phone.locator('[data-action="take"]').click()
    expect(phone.locator('[data-part="failure"]').first).to_be_visible()
    expect(phone.locator('[data-part="preview"] > li')).to_have_count(3)


def test_two_rows_cannot_take_the_place_of_one(phone: Page) -> None:
    opened(phone, [KEPT])
    choose(phone, (HEADING + "2026/6/15,空调压缩机,一级,801\n2026/6/15,空调压缩机,一级,802\n").encode())
    for replace in phone.locator('[data-part="preview"] input[value="replace"]').all():
        replace.tap()
    assert labels().taken_near.format(replaced=1, left=1) in take(phone)
    assert costs(phone) == ["801"]


def test_a_row_that_is_known_is_offered_to_no_other(phone: Page) -> None:
    opened(phone, [KEPT])
    choose(phone, (HEADING + "2026/6/15,空调压缩机,一级,780\n2026/6/15,空调压缩机,一级,800\n").encode())
    expect(phone.locator('[data-part="found"]')).to_contain_text(labels().counted.format(fresh=1, known=1, near=0))


def test_many_rows_take_the_place_of_others_at_once(phone: Page) -> None:
    many = [{**KEPT, "part": f"零件{at}"} for at in range(60)]
    opened(phone, many)
    lines = "".join(f"2026/6/15,零件{at},一级,800\n" for at in range(60))
    choose(phone, (HEADING + lines).encode())
    expect(phone.locator('[data-part="preview"] > li')).to_have_count(60)
    phone.evaluate(
        "() => document.querySelectorAll('[data-part=preview] [value=replace]').forEach((each) => each.click())"
    )
    assert labels().taken_near.format(replaced=60, left=0) in take(phone)
    assert costs(phone) == ["800"] * 60


def test_more_rows_than_are_read_are_refused_in_words(phone: Page) -> None:
    opened(phone)
    lines = "".join(f"2026/6/15,零件{at},一级,1\n" for at in range(10_001))
    choose(phone, (HEADING + lines).encode())
    message = default().interface.messages.too_many_rows.format(most=10_000, count=10_001)
    expect(phone.locator('[data-part="found"]')).to_have_text(message, timeout=60_000)
    expect(phone.locator('[data-action="take"]')).to_be_hidden()


@pytest.mark.provokes_errors
def test_rows_that_nobody_has_checked_are_not_called_sound(phone: Page) -> None:
    phone.route("**/runtime/*", lambda route: route.abort())
    opened(phone)
    choose(phone, (HEADING + "6/31,泵,一级,abc\n").encode())
    expect(phone.locator('[data-part="found"]')).to_contain_text(labels().unchecked.format(count=1))


def test_a_column_without_a_name_may_be_empty_and_holds_nothing(phone: Page) -> None:
    opened(phone)
    choose(phone, "\t日期\t配件\t\t额外成本\n\t2026-06-15\t泵\t\t5\n\t2026-06-16\t泵\t重要\t5\n".encode())
    message = default().interface.messages.too_many_cells.format(count=5, columns=3)
    expect(phone.locator('[data-part="faults"] li')).to_have_text([f"第 3 行：{message}"])
    take(phone)
    assert costs(phone) == ["5"]


@pytest.mark.provokes_errors
def test_a_file_that_cannot_be_compared_is_not_said_to_be_read_for_ever(phone: Page) -> None:
    opened(phone, [KEPT])
    phone.evaluate(REFUSED)
    phone.locator('[data-action="csv-in"]').set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": (HEADING + "2026/6/15,泵,一级,1\n").encode()}
    )
    expect(phone.locator('[data-part="failure"]').first).to_be_visible()
    expect(phone.locator('[data-part="intake"]')).to_be_hidden()


def test_the_file_that_was_chosen_last_is_the_one_that_is_shown(phone: Page) -> None:
    opened(phone)
    for part in ("泵", "灯"):
        content = (HEADING + f"2026/6/15,{part},一级,1\n").encode()
        phone.locator('[data-action="csv-in"]').set_input_files(
            {"name": "a.csv", "mimeType": "text/csv", "buffer": content}
        )
    expect(phone.locator('[data-part="preview"] li')).to_contain_text("灯")
    phone.locator('[data-action="drop"]').tap()
    expect(phone.locator('[data-part="intake"]')).to_be_hidden()
    assert records(phone, "ledger") == []
