"""The page on which a change of the rules is tried, in Chromium: a manager's walk, and every state of the page."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from playbook.pages import lab
from tests.support.browser import PHONE, TOO_WIDE, OpenPage, patient
from tests.support.handbooks import default
from tests.support.kept import records
from tests.theme.test_theme import FAINT

VIP = "lab/#calculator=response-level&vip_ltv=80000"
SMALL = """[...document.querySelectorAll("article :is(button, .pb-input :is(input, select), .pb-option, .pb-button)")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80))"""


def words() -> Any:
    return default().interface.labels.lab


def part(page: Page, name: str) -> Locator:
    return page.locator(f'playbook-lab [data-part="{name}"]:not(template)')


def field(page: Page, knob: str) -> Locator:
    return page.locator(f'[data-knob="{knob}"]')


def settled(page: Page) -> Page:
    """The page, once Python has said all of what is tried now."""
    expect(page.locator("playbook-lab")).to_have_attribute("state", "ready")
    expect(page.locator("playbook-lab")).to_have_attribute("data-asking", "false")
    return page


def opened(page: Page, address: str = VIP) -> Page:
    page.goto("about:blank")  # a hash alone would be no new page
    page.goto(address)
    return settled(page)


def moved(page: Page, knob: str, number: str) -> Page:
    """The page with a number typed, and what that does."""
    field(page, knob).locator("input").fill(number)
    return settled(page)


def press(page: Page, action: str) -> None:
    page.locator(f'playbook-lab [data-action="{action}"]:visible').first.tap()


def test_a_managers_walk(open_page: OpenPage) -> None:
    page = open_page(**PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.goto("calculators/response-level/#ltv=90000&safety=medium")
    expect(page.locator('[data-from="python"]')).to_be_visible()
    page.locator('[data-part="start"]').tap()  # it happens, and is recorded
    expect(page.locator(".pb-running")).to_be_visible()
    page.goto("calculators/response-level/#ltv=90000&safety=medium")
    expect(page.locator('[data-from="python"]')).to_be_visible()
    page.locator('[data-part="lab"]').tap()

    expect(part(page, "sentence")).to_have_text(words().no_change)
    settled(page)
    moved(page, "vip_ltv", "8万")
    expect(part(page, "sentence")).to_contain_text("160")
    expect(field(page, "vip_ltv")).to_contain_text(words().changed)
    page.locator('[data-action="look"]').tap()
    first = part(page, "answers").locator("li").first
    expect(first).to_contain_text("二级响应")
    expect(first).to_contain_text("一级响应")
    expect(first.locator('[data-part="why-new"]')).to_contain_text("8 万元")
    expect(first.locator("a")).to_have_attribute("href", "../calculators/response-level/#ltv=90000&safety=medium")
    here = page.locator("[data-here]")
    expect(here).to_have_class("pb-cell-changed")
    expect(here).to_contain_text(words().here)

    page.locator('[data-action="replay-device"]').tap()
    expect(part(page, "replayed")).to_have_text(words().replay_some.format(count=1, changed=1, sooner=1, later=0))
    expect(part(page, "replay-rows")).to_contain_text("一级响应")
    page.locator('[data-action="copy-replay"]').tap()
    assert "一级响应" in page.evaluate("navigator.clipboard.readText()")

    page.locator('[data-action="copy-text"]').tap()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "100,000 元 → 80,000 元" in text
    assert "vip_ltv=80000" in text
    assert default().mark in text
    with page.expect_download() as download:
        page.locator('[data-action="download"]').tap()
    file = yaml.safe_load(Path(download.value.path()).read_text(encoding="utf-8"))
    assert file == {"mark": default().mark, "numbers": {"vip_ltv": {"from": 100000, "to": 80000}}}


def test_what_was_changed_can_be_taken_back(phone: Page) -> None:
    opened(phone)
    moved(phone, "urgent_hours", "48")
    press(phone, "undo")
    expect(field(phone, "urgent_hours").locator("input")).to_have_value("72")
    press(phone, "redo")
    expect(field(phone, "urgent_hours").locator("input")).to_have_value("48")
    field(phone, "urgent_hours").locator('[data-action="back"]').tap()
    expect(field(phone, "urgent_hours").locator("input")).to_be_focused()
    expect(field(phone, "urgent_hours")).not_to_have_attribute("data-changed", "")
    press(phone, "anew")
    expect(part(phone, "sentence")).to_have_text(words().no_change)
    assert "vip_ltv" not in phone.url
    press(phone, "undo")
    expect(field(phone, "vip_ltv").locator("input")).to_have_value("80000")


def test_rules_are_switched_off_and_change_places(phone: Page) -> None:
    opened(phone, "lab/#calculator=response-level")
    form = phone.locator('[data-form="response-level.tree"]')
    form.locator("summary").tap()
    form.locator('[data-rule="near-deadline"] [data-action="up"]').tap()
    expect(form.locator("[data-rule]").first).to_have_attribute("data-rule", "near-deadline")
    expect(form.locator('[data-rule="near-deadline"] [data-action="down"]')).to_be_focused()
    triggers = phone.locator('[data-form="response-level.triggers"]')
    triggers.locator("summary").tap()
    triggers.locator('[data-rule="stranded"] input').uncheck()
    expect(triggers.locator('[data-rule="stranded"]')).to_contain_text(words().rule_off)
    expect(part(phone, "sentence")).not_to_have_text(words().no_change)
    assert "off=response-level.triggers.stranded" in phone.url
    assert "order=response-level.tree%3Anear-deadline,vip-or-risk" in phone.url


def test_drafts_stay_on_the_device_and_stand_side_by_side(phone: Page) -> None:
    opened(phone)
    phone.locator('[data-draft="1"]').tap()
    expect(field(phone, "vip_ltv").locator("input")).to_have_value("100000")
    moved(phone, "vip_ltv", "120000")
    compared = part(phone, "compared")
    expect(compared.locator("thead th")).to_have_count(2)
    expect(compared).to_contain_text("80,000 元")
    expect(compared).to_contain_text("120,000 元")
    opened(phone, "lab/")
    expect(field(phone, "vip_ltv").locator("input")).to_have_value("120000")
    phone.locator('[data-draft="0"]').tap()
    expect(field(phone, "vip_ltv").locator("input")).to_have_value("80000")


def test_an_address_brings_its_draft_and_names_what_is_not_there(phone: Page) -> None:
    opened(phone, f"{VIP}&gone=7&off=response-level.triggers.nobody&since=1999-01-01&case.nobody=1")
    expect(field(phone, "vip_ltv").locator("input")).to_have_value("80000")
    for name in ("gone=7", "response-level.triggers.nobody", "since=1999-01-01", "case.nobody=1"):
        expect(part(phone, "dropped")).to_contain_text(name)
    assert "gone" not in phone.url


def test_a_draft_that_cannot_be_is_refused_at_its_place(phone: Page) -> None:
    opened(phone, "lab/#calculator=response-level&vip_ltv=20000")
    expect(part(phone, "refused")).to_be_visible()
    expect(field(phone, "vip_ltv").locator("[data-error]")).to_be_visible()
    expect(field(phone, "vip_ltv").locator("input")).to_have_attribute("aria-invalid", "true")
    moved(phone, "vip_ltv", "60000")
    expect(part(phone, "refused")).to_be_hidden()
    field(phone, "vip_ltv").locator("input").fill("much")
    expect(field(phone, "vip_ltv").locator("[data-error]")).to_have_text(words().not_a_number)


def test_points_and_formulas_are_tried_too(phone: Page) -> None:
    opened(phone, "lab/#calculator=priority-score&priority-score.waiting.waiting_days.8=10")
    expect(part(phone, "sentence")).to_contain_text("等待时间")
    expect(part(phone, "answers").locator("li").first).to_be_visible()
    expect(part(phone, "map-cells").locator(".pb-cell-changed").first).to_be_visible()
    opened(phone, "lab/#calculator=quota&quarter_quota=40000")
    expect(part(phone, "answers")).to_contain_text("48,020 元 → 38,020 元")
    expect(part(phone, "sentence")).to_contain_text("1")


def test_rows_of_a_file_are_replayed_and_counted(phone: Page, tmp_path: Path) -> None:
    opened(phone)
    file, choose = tmp_path / "cases.csv", phone.locator('[data-action="replay-file"]')
    names = "LTV,期限,安全风险,舆情风险,业务影响,客户处境"
    file.write_text(
        f"{names}\n9万,,中,低,低,其他处境\n150000,,低,低,低,其他处境\nviel,,低,低,低,其他处境\n", encoding="utf-8"
    )
    choose.set_input_files(file)
    expect(part(phone, "replayed")).to_have_text(words().replay_some.format(count=2, changed=1, sooner=1, later=0))
    expect(part(phone, "replay-left")).to_contain_text("viel")
    file.write_text("LTV,期限\n90000,\n", encoding="utf-8")
    choose.set_input_files(file)
    expect(part(phone, "replay-left")).to_contain_text("客户处境")
    file.write_text("日期\n6/1\n", encoding="utf-8")
    choose.set_input_files(file)
    expect(part(phone, "unread")).to_be_visible()


def test_a_replay_says_how_far_it_is_and_can_be_stopped(phone: Page, tmp_path: Path) -> None:
    opened(phone)
    file = tmp_path / "many.csv"
    rows = "".join(f"{number},,中,低,低,其他处境\n" for number in range(100_000))
    file.write_text(f"LTV,期限,安全风险,舆情风险,业务影响,客户处境\n{rows}", encoding="utf-8")
    phone.locator('[data-action="replay-file"]').set_input_files(file)
    expect(part(phone, "replay-progress")).to_contain_text("100000")
    phone.locator('[data-action="stop"]').tap()
    expect(part(phone, "replayed")).to_contain_text(words().stopped.partition("{")[0])
    expect(part(phone, "replaying")).to_be_hidden()


def test_incidents_record_the_inputs_that_are_known(phone: Page) -> None:
    phone.goto("calculators/response-level/#ltv=150000&deadline_hours=24")
    phone.locator('[data-part="start"]').tap()
    expect(phone.locator(".pb-running")).to_be_visible()
    [kept] = records(phone, "incident")
    assert kept["inputs"]["calculator"] == "response-level"
    assert kept["inputs"]["values"] == {
        "ltv": "150000",
        "deadline_hours": "24",
        "safety": "low",
        "publicity": "low",
        "business": "low",
        "situation": "none",
    }
    given = {"deadline_hours": "24", "ltv": "20000", "safety": "high"}
    phone.goto(f"decide/#{urlencode(given)}")
    phone.locator('[data-part="start"]').tap()
    expect(phone.locator(".pb-running")).to_be_visible()
    other = next(each for each in records(phone, "incident") if each["id"] != kept["id"])
    exact = other["inputs"]["values"]
    assert exact == {"safety": "high"}  # whoever taps a range has not said a number


def test_without_python_a_draft_is_edited_kept_and_handed_on(browser: Browser, site: Path) -> None:
    """A folder on disk starts no worker; a version of the rules comes as a script there, too."""
    context = patient(browser.new_context(**PHONE, accept_downloads=True))
    page = context.new_page()
    page.goto((site / "lab/index.html").as_uri())
    expect(page.locator("playbook-lab")).to_have_attribute("state", "failed")
    expect(page.get_by_text(words().without)).to_be_visible()
    expect(page.locator('[data-failure="disk"]')).to_be_visible()
    field(page, "vip_ltv").locator("input").fill("80000")
    expect(field(page, "vip_ltv")).to_contain_text(words().changed)
    with page.expect_download() as download:
        page.locator('[data-action="download"]').tap()
    assert "to: 80000" in Path(download.value.path()).read_text(encoding="utf-8")
    version = lab.versions(default())[0]
    part(page, "since").select_option(version.name)
    page.wait_for_function("globalThis.RECORDED && globalThis.recordedRules().hasOwnProperty('response-level')")
    expect(part(page, "version-failed")).to_be_hidden()
    assert f"since={version.name}" in page.url
    context.close()


def test_todays_rules_are_held_against_a_recorded_version(phone: Page) -> None:
    version = lab.versions(default())[0]
    opened(phone, f"lab/#since={version.name}")
    expect(part(phone, "since")).to_have_value(version.name)
    expect(part(phone, "sentence")).not_to_have_text(words().no_change)
    expect(part(phone, "sentence")).to_contain_text("响应级别")
    missing = next(name for name in default().tried if name not in version.rules.rules)
    opened(phone, f"lab/#since={version.name}&calculator={missing}")
    expect(part(phone, "version-lacks")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_all_of_it_fits_stands_out_and_can_be_hit(width: int, open_page: OpenPage) -> None:
    page = open_page(**PHONE | {"viewport": {"width": width, "height": 844}})
    opened(page, f"{VIP}&case.ltv=90000")
    page.evaluate("document.querySelectorAll('playbook-lab details').forEach((each) => (each.open = true))")
    assert [each for each in page.evaluate(TOO_WIDE, width) if "pb-" in each or each == "the page"] == []
    assert page.evaluate(SMALL) == []
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    for scheme in ("default", "slate"):
        page.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        assert page.evaluate(FAINT) == [], scheme
    assert page.evaluate(NAMELESS) == []


NAMELESS = """[...document.querySelectorAll("playbook-lab :is(input, select, button)")]
    .filter((e) => e.checkVisibility() && !(e.labels?.length || e.getAttribute("aria-label") || e.textContent.trim()))
    .map((e) => e.outerHTML.slice(0, 80))"""


def test_the_map_is_a_table_that_says_what_it_shows(desktop: Page) -> None:
    opened(desktop, f"{VIP}&case.ltv=90000")
    table = part(desktop, "map-cells")
    columns, rows = table.locator('th[scope="col"]').count(), table.locator('th[scope="row"]').count()
    assert table.locator("tbody td").count() == columns * rows
    changed = table.locator(".pb-cell-changed")
    assert changed.count() == 4
    for cell in changed.all():
        assert words().to in cell.inner_text()
    desktop.locator("#lab-across").select_option("safety")
    settled(desktop)
    expect(table.locator('th[scope="col"]')).to_have_count(3)
    desktop.emulate_media(forced_colors="active")
    expect(changed.first).to_be_visible()
